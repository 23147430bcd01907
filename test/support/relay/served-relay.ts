import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { ensureBuild, sourcesHash } from '../../../build/prepare/bundle.mjs';
import { withLock } from '../../../build/script/lock.mjs';
import type { Practice } from '../../../electron/practice/start-practice';
import { until as waitFor } from '../clock/until';
import { tempFolder } from '../disk/temp-folder';
import { configFor } from './relay-desk';

const root = join(import.meta.dirname, '../../..');
/** Time that bundling may take on a busy machine (ms), and for which a changed relay is kept. */
const bundlingMs = 400_000;
const keepMs = 24 * 3_600_000;

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

/** Another program for a test: in this file of the sources, by the end of its path, `from` becomes `to`. */
export interface Change {
  file: string;
  from: string;
  to: string;
}

/** Changes sources while they are bundled. A change that finds nothing to change fails: it would prove nothing. */
const changing = (changes: readonly Change[]): Plugin => {
  const left = new Set(changes);
  return {
    name: 'change-sources',
    enforce: 'pre',
    transform: (code, id) => {
      const own = changes.filter(({ file }) => id.endsWith(file));
      for (const each of own) if (code.includes(each.from)) left.delete(each);
      return own.length === 0 ? null : own.reduce((text, { from, to }) => text.replace(from, to), code);
    },
    buildEnd: () => {
      const [none] = left;
      if (none) throw new Error(`nothing to change in ${none.file}: ${none.from}`);
    },
  };
};

/** A relay as it is built for those who use it, called at a file's top. */
export const builtRelay = (): string => {
  beforeAll(() => ensureBuild(), bundlingMs);
  return join(root, 'dist/relay');
};

/**
 * The relay with these changes, bundled once for all files and runs that want the same of the same sources; inside the
 * project, where its packages are found.
 */
const changedRelay = async (changes: readonly Change[]): Promise<string> => {
  const hash = createHash('sha256')
    .update(`${await sourcesHash()} ${JSON.stringify(changes)}`)
    .digest('hex');
  const all = join(root, 'dist/relay-test');
  const folder = join(all, hash.slice(0, 16));
  mkdirSync(all, { recursive: true });
  await withLock(`${folder}.lock`, async () => {
    if (existsSync(folder)) {
      // What is in use is not old, however long its sources have been the same.
      utimesSync(folder, new Date(), new Date());
      return;
    }
    const whole = `${folder}-${process.pid}`;
    // As it is built for those who use it: what another bundler's settings make of a package proves nothing.
    const { createBuilder } = await import('vite');
    const relay = { build: { outDir: whole, sourcemap: false } };
    const builder = await createBuilder({
      root,
      logLevel: 'warn',
      plugins: [changing(changes)],
      environments: { relay },
    });
    const environment = builder.environments.relay;
    if (!environment) throw new Error('vite.config.ts has no relay');
    await builder.build(environment);
    renameSync(whole, folder);
  });
  for (const name of readdirSync(all)) {
    const made = statSync(join(all, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (Date.now() - made > keepMs) rmSync(join(all, name), { recursive: true, force: true });
  }
  return folder;
};

/** A relay that this process has started, followed from its first word on. */
export const followed = (child: ChildProcess): ServedRelay => {
  const said = { out: '', err: '' };
  child.stdout?.on('data', (part) => {
    said.out += String(part);
  });
  child.stderr?.on('data', (part) => {
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
      waitFor('the relay is up', () => {
        if (over) throw new Error(`it ended, having said: ${said.out}${said.err}`);
        return /The relay is up: (\S+)\n/.exec(said.out)?.[1] ?? null;
      }),
  };
};

/**
 * `serve` as a real process, called at the top of a file. What still runs after a test is
 * killed (after all of them, with `until: 'all'`).
 */
export const servedRelays = (
  changes: readonly Change[] = [],
  until: 'test' | 'all' = 'test',
): ((args: readonly string[], env?: Readonly<Record<string, string>>) => ServedRelay) => {
  const running = new Set<ChildProcess>();
  let folder = changes.length === 0 ? builtRelay() : '';
  if (changes.length > 0) {
    beforeAll(async () => {
      folder = await changedRelay(changes);
    }, bundlingMs);
  }
  const end = () => {
    for (const child of running) child.kill('SIGKILL');
    running.clear();
  };
  if (until === 'test') afterEach(end);
  else afterAll(end);
  return (args, env = {}) => {
    const child = spawn(process.execPath, [join(folder, 'serve.js'), ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH, LANG: 'en_US.UTF-8', ...env },
    });
    running.add(child);
    return followed(child);
  };
};

/**
 * A folder with a configuration for this company and a token, for a relay that is started by `start`, as often as one likes.
 * `port`: 0 takes a free one.
 */
export const settledRelay = async (
  serve: ReturnType<typeof servedRelays>,
  practice: Pick<Practice, 'baseUrl' | 'appId' | 'appSecret'>,
  { rights = 'read,buzz,paid', change = {} }: { rights?: string; change?: object } = {},
) => {
  const folder = tempFolder();
  const config = join(folder, 'relay.json');
  writeFileSync(config, JSON.stringify(configFor(practice, { data: 'data', ...change })));
  const env = { RELAY_TEST_SECRET: practice.appSecret };
  const adding = serve([
    'token',
    'add',
    '--config',
    config,
    '--name',
    'test',
    '--workspace',
    'ops',
    '--rights',
    rights,
  ]);
  if ((await adding.ended) !== 0) throw new Error(adding.said.err);
  const token = adding.said.out.trim();
  const start = (port = '0') => serve(['--config', config, '--port', port], env);
  return { folder, data: join(folder, 'data'), config, token, start };
};
