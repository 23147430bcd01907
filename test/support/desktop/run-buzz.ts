import { execFile, spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type DesktopSession, ownDesktop } from './desktop-session';
import { ownEnvironment } from './own-environment';

const root = join(import.meta.dirname, '../../..');

export interface RanBuzz {
  exit: number | null;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  home: string;
  input?: string;
  env?: Readonly<Record<string, string>>;
  cwd?: string;
  /** Runs npm as a person does, which takes twice as long. */
  byNpm?: boolean;
  /** Told all of stderr so far, whenever there is more. */
  onStderr?: (stderr: string) => void;
}

/**
 * Runs the program of `npm run buzz -- <command>` on the desktop of the tests. It ends when its pipes close, so an app that it
 * starts must not keep them.
 */
export const runBuzz = (
  args: readonly string[],
  { home, input, env = {}, cwd = root, byNpm = false, onStderr }: RunOptions,
): Promise<RanBuzz> =>
  new Promise((resolve, reject) => {
    const [program, before, as] = byNpm
      ? ['npm', ['--prefix', root, 'run', '--silent', 'buzz', '--'], {}]
      : [process.execPath, [join(root, 'build/buzz.mjs')], { npm_lifecycle_event: 'buzz', INIT_CWD: cwd }];
    const child = spawn(program, [...before, ...args], {
      // npm runs scripts in the project's folder, and says where it was called.
      cwd: byNpm ? cwd : root,
      env: {
        ...ownEnvironment(),
        ...as,
        ...ownDesktop().env,
        FEISHU_BUZZ_HOME: home,
        LANGUAGE: 'en',
        ...env,
      },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
      onStderr?.(stderr);
    });
    child.once('error', reject);
    child.once('close', (exit) => resolve({ exit, stdout, stderr }));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input ?? '');
  });

export interface Running {
  pid: number;
  command: string;
  environment: string;
}

const look = async (pid: number): Promise<Running | null> => {
  const read = (name: string) => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '');
  const [environment, command, stat] = await Promise.all([read('environ'), read('cmdline'), read('stat')]);
  const alive = stat !== '' && !/^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2));
  return alive ? { pid, command: command.replaceAll('\0', ' '), environment } : null;
};

/** Programs with a window on a desktop, seen or hidden, other than the desktop's own parts. */
export const processesOn = async ({ env }: Pick<DesktopSession, 'env'>): Promise<readonly Running[]> => {
  if (env.DISPLAY === undefined) return [];
  const ask = async (...args: string[]): Promise<readonly string[]> => {
    const asked = promisify(execFile)('xdotool', args, { env: { ...process.env, ...env } });
    return (await asked.catch(() => ({ stdout: '' }))).stdout.split('\n').filter((line) => line !== '');
  };
  const pids = new Set<string>();
  for (const window of await ask('search', '--class', '.'))
    for (const pid of await ask('getwindowpid', window)) pids.add(pid);
  const all = await Promise.all([...pids].map((pid) => look(Number(pid))));
  // Chromium overwrites its environment; the desktop's parts lack the variable that programs on it are given.
  const isPart = ({ environment }: Running) =>
    environment.includes('XAUTHORITY=') && !environment.includes('FEISHU_BUZZ_VIRTUAL_SCREEN=');
  return all.flatMap((one) => (one && !isPart(one) ? [one] : []));
};

/**
 * Processes that belong to a data folder: their arguments or environment name it (unless Chromium has overwritten that), or
 * the app's token file names them. Zombies do not count.
 */
export const processesOf = async (home: string): Promise<readonly Running[]> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const said = await readFile(join(home, 'command-line.json'), 'utf8').catch(() => '{}');
  const { pid: own }: { pid?: number } = JSON.parse(said);
  const all = await Promise.all(pids.map((pid) => look(Number(pid))));
  return all.flatMap((one) => {
    const mine = one && (one.pid === own || one.environment.includes(home) || one.command.includes(home));
    return mine ? [one] : [];
  });
};
