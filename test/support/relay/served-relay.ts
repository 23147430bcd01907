import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { until } from '../clock/until';

const root = join(import.meta.dirname, '../../..');

/** A relay in a process of its own. */
export interface ServedRelay {
  child: ChildProcess;
  /** What it has printed so far. */
  said: { out: string; err: string };
  /** Its address, once it is up. Fails if it ends before. */
  url(): Promise<string>;
  /** The code it ended with; null: a signal ended it. */
  ended: Promise<number | null>;
}

/**
 * `serve` as a real process, bundled once for the tests of a file, called at its top. What still runs after a test is
 * killed.
 */
export const servedRelays = (): ((args: readonly string[], env?: Readonly<Record<string, string>>) => ServedRelay) => {
  // Inside the project, where its packages are found.
  const folder = join(root, `dist/relay-test-${randomBytes(4).toString('hex')}`);
  const running = new Set<ChildProcess>();
  beforeAll(async () => {
    // As it is built for those who use it: what another bundler's settings make of a package proves nothing.
    const { createBuilder } = await import('vite');
    const relay = { build: { outDir: folder, sourcemap: false } };
    const builder = await createBuilder({ root, logLevel: 'warn', environments: { relay } });
    const environment = builder.environments.relay;
    if (!environment) throw new Error('vite.config.ts has no relay');
    await builder.build(environment);
  }, 120_000);
  afterEach(() => {
    for (const child of running) child.kill('SIGKILL');
    running.clear();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return (args, env = {}) => {
    const child = spawn(process.execPath, [join(folder, 'serve.js'), ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH, LANG: 'en_US.UTF-8', ...env },
    });
    running.add(child);
    const said = { out: '', err: '' };
    child.stdout.on('data', (part) => {
      said.out += String(part);
    });
    child.stderr.on('data', (part) => {
      said.err += String(part);
    });
    let over = false;
    const ended = new Promise<number | null>((resolve) => {
      child.once('close', (code) => {
        over = true;
        resolve(code);
      });
    });
    return {
      child,
      said,
      ended,
      url: () =>
        until('the relay is up', () => {
          if (over) throw new Error(`it ended, having said: ${said.out}${said.err}`);
          return /The relay is up: (\S+)\n/.exec(said.out)?.[1] ?? null;
        }),
    };
  };
};
