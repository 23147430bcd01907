import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { handOver } from '../../../electron/desktop/command-line/launch/hand-over';
import { readEndpoint, writeEndpoint } from '../../../electron/desktop/command-line/protocol/endpoint';
import { claimData } from '../../../electron/storage/data-owner';
import { until } from '../../support/clock/until';
import { answered, type CommandLineDesk, commandLineDesk, lasting } from '../../support/desk/served-command-line';
import { tempFolder } from '../../support/disk/temp-folder';

let folder: string;
let home: string;
let listen: CommandLineDesk['listen'];
let client: CommandLineDesk['client'];
let close: () => void;

beforeEach(() => {
  folder = tempFolder();
  ({ home, listen, client, close } = commandLineDesk(folder));
});
afterEach(() => close());

const file = () => join(home, 'command-line.json');
const socketOf = () => readEndpoint(home)?.socket ?? '';
/** A home whose path is too long for a socket. */
const longHome = async (): Promise<string> => {
  const long = join(folder, 'long'.repeat(25));
  await mkdir(long);
  return long;
};

describe('an app that runs', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['its socket was removed', () => rm(socketOf())],
    ['its socket’s folder was removed', () => rename(join(socketOf(), '..'), join(folder, `moved-${Date.now()}`))],
    ['another file stands in its socket’s place', () => rename(file(), socketOf())],
    ['its endpoint was removed', () => rm(file())],
    ['its endpoint was emptied', () => truncate(file())],
    ['its endpoint was cut in half', () => truncate(file(), 40)],
    ['its endpoint is that of a dead app', () => writeFile(file(), '{"socket":"/nowhere","token":"x","pid":1}')],
    [
      'its endpoint was replaced',
      async () => {
        await writeFile(`${file()}.new`, 'x');
        await rename(`${file()}.new`, file());
      },
    ],
  ])('can be reached again at once when %s', async (_what, damage) => {
    const { asked } = await listen();
    for (let times = 0; times < 3; times += 1) {
      await damage();
      expect(await client(['list'])).toMatchObject({ exit: 0, starts: 0 });
      await until('everything is as before', async () => {
        const mode = await stat(socketOf()).catch(() => null);
        return mode !== null && readEndpoint(home)?.pid === process.pid;
      });
    }
    expect(asked).toHaveLength(3);
  });

  test('is reached again when a logout wiped the folder of temporary files', async () => {
    const long = await longHome();
    await listen(undefined, { home: long });
    const before = readEndpoint(long)?.socket ?? '';
    expect(before).toContain(folder);
    await rename(join(before, '..'), join(folder, 'wiped'));
    expect(await client(['list'], { home: long })).toMatchObject({ exit: 0, starts: 0 });
    expect(readEndpoint(long)?.socket).not.toBe(before);
  });

  test('goes on answering the client whose socket was removed meanwhile', async () => {
    let release = (): void => undefined;
    const { asked } = await listen(
      () => new Promise((resolve) => (release = () => resolve(answered({ stdout: 'late\n' })))),
    );
    const slow = client(['list']);
    await until('the app was asked', () => asked.length === 1);
    await rm(socketOf());
    await until('it listens again', () =>
      stat(socketOf()).then(
        () => true,
        () => false,
      ),
    );
    release();
    expect(await slow).toMatchObject({ exit: 0, stdout: 'late\n' });
  });

  test('tells that it cannot be reached while the disk is full of nothing else, and tries again', async () => {
    const { reached } = await listen();
    // A folder stands where the endpoint has to be: it can be neither read nor replaced.
    await rm(file());
    await mkdir(join(file(), 'x'), { recursive: true }).catch(() => undefined);
    await until('it has noticed', async () => reached.length > 0 || (await stat(file())).isFile());
    await rm(file(), { recursive: true, force: true });
    await until('it can be reached again', () => readEndpoint(home) !== null);
    expect((await client(['list'])).exit).toBe(0);
  });
});

describe('the client', () => {
  /** An app that owns the folder and cannot be reached. */
  const deaf = (since = Date.now() - 3_600_000) => ({
    findOwner: () => ({ kind: 'owned' as const, pid: 4242, since }),
  });
  const fastClock = () => {
    let time = Date.now();
    return {
      now: () => time,
      pause: async (ms: number) => {
        time += ms;
      },
    };
  };

  test.each([['quit'], ['list'], ['open']])(
    'says at once that the app lives but cannot be reached: %s',
    async (command) => {
      const clock = fastClock();
      const begun = clock.now();
      const ran = await client([command, '--json'], { ...deaf(), ...clock });
      expect(ran).toMatchObject({ exit: 5, starts: 0 });
      expect(ran.stderr).toContain('is running (process 4242) but cannot be reached. Waiting');
      expect(JSON.parse(ran.stdout).problem.message).toBe(
        'Feishu Buzz is running (process 4242) but cannot be reached',
      );
      expect(clock.now() - begun).toBeLessThan(15_000);
    },
  );

  test('waits for an app that is starting, and starts no second one', async () => {
    const claimed = claimData(home);
    const ran = client(['list']);
    await listen(async () => answered({ stdout: 'here\n' }), {}, false);
    expect(await ran).toMatchObject({ exit: 0, stdout: 'here\n', stderr: '', starts: 0 });
    if (claimed.kind === 'owned') claimed.owner.release();
  });

  test('quit waits for an app that is starting, rather than say that none runs', async () => {
    const claimed = claimData(home);
    const ran = client(['quit']);
    const { quits } = await listen(undefined, {}, false);
    expect(await ran).toMatchObject({ exit: 0, starts: 0 });
    expect(quits()).toBe(1);
    if (claimed.kind === 'owned') claimed.owner.release();
  });

  test('says that none runs when the owner ended while it waited', async () => {
    let looks = 0;
    const ran = await client(['quit'], {
      findOwner: () => {
        looks += 1;
        return looks < 5 ? { kind: 'owned', pid: 4242, since: 0 } : { kind: 'none' };
      },
    });
    expect(ran).toMatchObject({ exit: 0, starts: 0 });
    expect(ran.stderr).toContain('Feishu Buzz is not running');
  });

  test('where a folder has no locks, the process of the endpoint tells whether the app lives', async () => {
    const gone = { socket: '/nowhere/app.sock', token: 'x', pid: 4242, virtual: false };
    await writeFile(file(), JSON.stringify(gone));
    const unknown = { findOwner: () => ({ kind: 'unknown' as const }) };
    expect((await client(['quit'], { ...unknown, isAlive: () => true })).exit).toBe(5);
    expect((await client(['quit'], { ...unknown, isAlive: () => false })).exit).toBe(0);
  });

  test('starts the app again when the one it started found another that was just ending', async () => {
    let starts = 0;
    const ran = await client(['list'], {
      start: async () => {
        starts += 1;
        if (starts === 1) return { ended: Promise.resolve(null) };
        await listen();
        return lasting;
      },
    });
    expect(ran).toMatchObject({ exit: 0, starts: 2 });
  });

  test('in a copy of the data folder it does not reach the original’s app, and that one stays as it is', async () => {
    const { asked, quits } = await listen();
    const copy = join(folder, 'copy');
    cpSync(home, copy, { recursive: true, filter: (path) => !path.endsWith('.sock') });
    expect(await readFile(join(copy, 'command-line.json'), 'utf8')).toContain(socketOf());
    expect((await client(['quit', '--force'], { home: copy })).stderr).toContain('not running');
    const ran = await client(['list'], {
      home: copy,
      start: async () => {
        await listen(async () => answered({ stdout: 'the copy\n' }), { home: copy });
        return lasting;
      },
    });
    expect(ran).toMatchObject({ exit: 0, stdout: 'the copy\n', starts: 1 });
    expect(asked).toEqual([]);
    expect(quits()).toBe(0);
    expect((await client(['list'])).exit).toBe(0);
  });
});

describe('a second start', () => {
  const start = (
    reason: Parameters<typeof handOver>[0]['reason'],
    change: Partial<Parameters<typeof handOver>[0]> = {},
  ) => handOver({ home, screen: 'real', reason, instance: 'second', claim: () => 'second', ...change });

  test.each([
    [{ kind: 'show' }, { kind: 'open' }],
    [{ kind: 'quick' }, { kind: 'quick' }],
    [{ kind: 'toggle' }, { kind: 'toggle' }],
    [
      { kind: 'link', link: 'feishu-buzz://compose?text=a' },
      { kind: 'link', link: 'feishu-buzz://compose?text=a' },
    ],
  ] as const)('tells the first its wish and ends: %o', async (reason, command) => {
    const { asked } = await listen();
    expect(await start(reason)).toBe('told');
    expect(asked.map((each) => each.command)).toEqual([command]);
  });

  test('waits for a first one that is still starting, and takes its place if it ends instead', async () => {
    const waiting = start({ kind: 'show' });
    const { asked, end } = await listen();
    expect(await waiting).toBe('told');
    expect(asked).toHaveLength(1);
    end();
    let tries = 0;
    const claim = () => {
      tries += 1;
      return tries < 3 ? ('second' as const) : ('first' as const);
    };
    expect(await start({ kind: 'nothing' }, { claim })).toBe('first');
  });

  test('hidden, it ends without a word once the first can be reached', async () => {
    const { asked } = await listen();
    expect(await start({ kind: 'nothing' })).toBe('told');
    expect(asked).toEqual([]);
  });

  test('replaces a first one that runs on a virtual screen, unless it is hidden or virtual itself', async () => {
    const { asked, quits } = await listen(undefined, { virtual: true });
    expect(await start({ kind: 'nothing' })).toBe('told');
    expect(await start({ kind: 'show' }, { screen: 'virtual' })).toBe('told');
    expect(asked.map((each) => each.command.kind)).toEqual(['open']);
    expect(await start({ kind: 'show' }, { claim: () => (quits() > 0 ? 'first' : 'second') })).toBe('first');
    expect(asked.at(-1)?.command).toEqual({ kind: 'quit', force: true });
  });

  test('gives up on a first one that never answers, and says so about another version', async () => {
    let time = 0;
    expect(await start({ kind: 'show' }, { now: () => (time += 10_000) })).toBe('silent');
    await mkdir(join(folder, 'other'), { mode: 0o700 });
    const socket = join(folder, 'other/app.sock');
    const other = createServer().listen(socket);
    await once(other, 'listening');
    writeEndpoint(home, { protocol: 1, socket, token: 'x', pid: 4242, virtual: false });
    expect(await start({ kind: 'show' })).toBe('other-version');
    other.close();
  });

  test('that got the lock asks an endpoint that was left behind, and goes on when no app answers there', async () => {
    const { asked, end } = await listen(undefined, {}, false);
    expect(await start({ kind: 'show' }, { instance: 'first' })).toBe('told');
    expect(await start({ kind: 'nothing' }, { instance: 'first' })).toBe('told');
    expect(asked.map((each) => each.command.kind)).toEqual(['open', 'list']);
    const left = await readFile(file(), 'utf8');
    end();
    await writeFile(file(), left);
    expect(await start({ kind: 'show' }, { instance: 'first' })).toBe('first');
    expect(readEndpoint(home)).toBeNull();
  });
});
