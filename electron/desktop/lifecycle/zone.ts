import { realpathSync, statSync } from 'node:fs';
import { knownZone, type Zone } from '../../contract/local-time';

export interface ZoneDeps {
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
  /** Called with the computer's zone when it has become another one. */
  changed?: (zone: Zone) => void;
}

/** The file by which Linux and macOS know their zone. Setting a zone replaces it, or the link to it. */
const zoneFile = '/etc/localtime';

/** Something that becomes another value when the zone is set; null where the system does not tell (Windows). */
const setting = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string | null => {
  if (platform === 'win32') return null;
  try {
    const { ino, mtimeMs } = statSync(zoneFile);
    return [env.TZ, realpathSync(zoneFile), ino, mtimeMs].join(' ');
  } catch {
    return env.TZ ?? '';
  }
};

/** Has V8 ask for the zone again, which it otherwise does once. Node does so when the variable is written or deleted. */
const forgetZone = (env: NodeJS.ProcessEnv): void => {
  if (env.TZ === undefined) delete env.TZ;
  // biome-ignore lint/correctness/noSelfAssign: the setter is what counts
  else env.TZ = env.TZ;
};

/** The zone of this computer. */
export interface ComputerZone {
  /** The zone, asked anew whenever it has been set since: by a person, or by the system after a journey. */
  now(): Zone;
  /** Looks if it has been set since. Does not ask ICU, which takes its time when it is first asked, without a reason. */
  look(): void;
}

/** @param deps.env `process.env` itself: a copy of it has no effect on V8 */
export const createZone = ({ platform, env, changed }: ZoneDeps): ComputerZone => {
  let seen = setting(platform, env);
  let known: Zone | null = null;
  const now = (): Zone => {
    const is = setting(platform, env);
    const wasSet = is !== seen;
    if (known !== null && is !== null && !wasSet) return known;
    forgetZone(env);
    const before = known;
    seen = is;
    known = knownZone();
    if (before === null ? wasSet : before !== known) changed?.(known);
    return known;
  };
  return {
    now,
    look: () => {
      if (known !== null || setting(platform, env) !== seen) now();
    },
  };
};
