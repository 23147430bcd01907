/** The parts of Electron's `globalShortcut` used here. */
export interface ShortcutHost {
  /** False when another program has it; throws when Electron cannot read the accelerator. */
  register(accelerator: string, callback: () => void): boolean;
  unregister(accelerator: string): void;
}

/** The shortcuts that this program holds: the window's own and those of groups. */
export interface HotkeyClaims {
  /** Takes a shortcut; false when another program or this one already has it. */
  claim(accelerator: string, press: () => void): boolean;
  release(accelerator: string): void;
  /** True when it could be taken. It is taken for a moment, since the system cannot be asked. */
  isFree(accelerator: string): boolean;
  /** Releases all of them for a while: a person records a shortcut, and may press any of them. */
  pause(): void;
  /** Takes them back; answers with those that another program has taken meanwhile. */
  resume(): readonly string[];
}

export const createHotkeyClaims = (host: ShortcutHost): HotkeyClaims => {
  const held = new Map<string, () => void>();
  let paused = false;

  const register = (accelerator: string, press: () => void): boolean => {
    try {
      return host.register(accelerator, press);
    } catch {
      return false;
    }
  };
  const isFree = (accelerator: string): boolean => {
    if (held.has(accelerator) || !register(accelerator, () => undefined)) return false;
    host.unregister(accelerator);
    return true;
  };

  return {
    claim: (accelerator, press) => {
      const had = !held.has(accelerator) && (paused ? isFree(accelerator) : register(accelerator, press));
      if (had) held.set(accelerator, press);
      return had;
    },
    release: (accelerator) => {
      if (held.delete(accelerator) && !paused) host.unregister(accelerator);
    },
    isFree,
    pause: () => {
      if (paused) return;
      paused = true;
      for (const accelerator of held.keys()) host.unregister(accelerator);
    },
    resume: () => {
      if (!paused) return [];
      paused = false;
      const lost = [...held].filter(([accelerator, press]) => !register(accelerator, press));
      for (const [accelerator] of lost) held.delete(accelerator);
      return lost.map(([accelerator]) => accelerator);
    },
  };
};

/** Number of shortcuts offered. */
const offered = 3;

/** Shortcuts that few programs use, the easy ones first. */
const candidates = [
  'CommandOrControl+Alt+B',
  'CommandOrControl+Shift+U',
  'CommandOrControl+Alt+J',
  'CommandOrControl+Alt+Shift+B',
  'CommandOrControl+Shift+F9',
  'CommandOrControl+Alt+Shift+U',
  'CommandOrControl+Alt+Shift+J',
  'Alt+Shift+F9',
  'CommandOrControl+Alt+Shift+F10',
];

/**
 * Finds up to three shortcuts that are free at this moment, to be offered in place of one that is taken.
 *
 * @param arrives false for a shortcut that is known not to reach programs
 */
export const hotkeyOffers = (
  claims: Pick<HotkeyClaims, 'isFree'>,
  arrives: (accelerator: string) => boolean,
): readonly string[] => {
  const free: string[] = [];
  for (const candidate of candidates) {
    if (free.length === offered) break;
    if (arrives(candidate) && claims.isFree(candidate)) free.push(candidate);
  }
  return free;
};
