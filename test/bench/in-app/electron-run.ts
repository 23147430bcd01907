import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';

/** Electron and the virtual desktop, prepared by `build/bench.mjs`. */
export interface BenchDesktop {
  root: string;
  electron: string;
  /** The sandbox and keyring arguments that Electron needs here. */
  args: readonly string[];
  /** The folder of an older build (`--before`). */
  before?: string;
}

/** The bare app, ours, and an older build of ours. */
export type BenchApp = 'bare' | 'ours' | 'before';

/** Data folders of the apps that are measured. */
export type BenchHomes = Readonly<Partial<Record<BenchApp, string>>> & { readonly bare: string; readonly ours: string };

interface Mark {
  what: string;
  at: number;
  count?: number;
}

/** An app started under the probe. Times are since it was spawned (ms). */
export interface ElectronRun {
  /** Waits for the next mark of this name that has not been taken yet. */
  next(what: string): Promise<{ ms: number; count: number }>;
  /** Asks the main process how many timers are pending. */
  timers(): Promise<number>;
  /** Ids of the process and of all its descendants. */
  pids(): readonly number[];
  end(): Promise<void>;
}

const now = () => performance.timeOrigin + performance.now();

/** Ids of a process and of all its descendants. */
const family = (pid: number): number[] => {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // The process has ended meanwhile.
    }
  }
  const found = [pid];
  for (const each of found) for (const [child, parent] of parents) if (parent === each) found.push(child);
  return found;
};

const isThere = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const targetOf = ({ root, before = root }: BenchDesktop, app: BenchApp) =>
  app === 'bare'
    ? join(root, 'test/bench/bare-app/main.js')
    : join(app === 'before' ? before : root, 'dist/main/main.js');

/** Spawns one of the apps on the virtual desktop. `home` is its data folder. */
export const startRun = (desktop: BenchDesktop, app: BenchApp, home: string): ElectronRun => {
  const probe = join(desktop.root, 'test/bench/probe-app');
  const target = targetOf(desktop, app);
  const spawned = now();
  const child = spawn(desktop.electron, [...desktop.args, `--user-data-dir=${home}`, probe, '--hidden'], {
    env: { ...process.env, FEISHU_BUZZ_HOME: home, BENCH_TARGET: target },
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const marks: Mark[] = [];
  const waiting = new Set<() => void>();
  createInterface({ input: child.stdio[3] as Readable }).on('line', (line) => {
    marks.push(JSON.parse(line) as Mark);
    for (const look of [...waiting]) look();
  });

  const next = (what: string) =>
    new Promise<{ ms: number; count: number }>((resolve, reject) => {
      const look = () => {
        const index = marks.findIndex((mark) => mark.what === what);
        const mark = marks[index];
        if (!mark) return;
        marks.splice(index, 1);
        done();
        resolve({ ms: mark.at - spawned, count: mark.count ?? 0 });
      };
      const fail = (reason: string) => {
        done();
        reject(new Error(`${app}: no "${what}" (${reason})`));
      };
      const late = setTimeout(() => fail('waited for 30 s'), 30_000);
      const done = () => {
        clearTimeout(late);
        waiting.delete(look);
      };
      waiting.add(look);
      void ended.then(() => waiting.has(look) && fail('it has ended'));
      look();
    });

  return {
    next,
    timers: async () => {
      child.kill('SIGUSR2');
      return (await next('timers')).count;
    },
    pids: () => family(child.pid ?? -1),
    end: async () => {
      const all = family(child.pid ?? -1);
      child.kill('SIGKILL');
      await ended;
      // Its child processes write into its folder until they notice.
      while (all.some(isThere)) await wait(20);
    },
  };
};
