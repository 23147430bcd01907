import { chmod, mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type ServeDeps,
  type ServedCommandLine,
  serveCommandLine,
} from '../../../electron/desktop/command-line/app/serve-command-line';
import { type ClientDeps, runClient } from '../../../electron/desktop/command-line/client/run-client';
import type { CommandRequest } from '../../../electron/desktop/command-line/protocol/command';
import { readEndpoint, socketPath } from '../../../electron/desktop/command-line/protocol/endpoint';
import type { CommandEnd } from '../../../electron/desktop/command-line/protocol/reply';
import { tempFolder } from '../../support/disk/temp-folder';

type Run = ServeDeps['run'];
const answered = (change: Partial<CommandEnd> = {}): CommandEnd => ({
  exit: 0,
  stdout: '',
  stderr: '',
  file: null,
  ...change,
});

let folder: string;
let home: string;
const open: ServedCommandLine[] = [];

beforeEach(async () => {
  folder = tempFolder();
  home = join(folder, 'home');
  await mkdir(home);
});
afterEach(async () => {
  for (const served of open.splice(0)) served.close();
});

/** Server that looks to the command line like a running app. */
const listen = async (run: Run = async () => answered(), change: Partial<ServeDeps> = {}) => {
  const reports: unknown[] = [];
  const asked: CommandRequest[] = [];
  let quits = 0;
  const served = await serveCommandLine({
    home,
    platform: process.platform,
    env: { XDG_RUNTIME_DIR: folder },
    uid: process.getuid?.() ?? null,
    pid: process.pid,
    virtual: false,
    run: (request, tell, signal) => {
      asked.push(request);
      return run(request, tell, signal);
    },
    quit: () => {
      quits += 1;
    },
    report: (what, detail) => reports.push({ what, detail }),
    ...change,
  });
  open.push(served);
  return { served, asked, reports, quits: () => quits };
};

/** Runs the client in this process; `start` stands in for starting the app. */
const client = async (argv: readonly string[], change: Partial<ClientDeps> = {}) => {
  let stdout = '';
  let stderr = '';
  let starts = 0;
  const exit = await runClient({
    argv,
    home,
    env: { LANG: 'en_US.UTF-8' },
    whereabouts: null,
    secret: null,
    readSecret: async () => '',
    readFile: (path) => readFile(path, 'utf8'),
    writeFile: (path, content) => writeFile(path, content),
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
    isAlive: () => false,
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    now: () => Date.now(),
    ...change,
    start: async () => {
      starts += 1;
      return change.start ? change.start() : { failed: new Promise<string>(() => undefined) };
    },
  });
  return { exit, stdout, stderr, starts };
};

/** Writes raw lines to the socket and returns everything that comes back until it closes. */
const say = (text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = createConnection(readEndpoint(home)?.socket ?? '');
    let heard = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk) => {
      heard += chunk;
    });
    socket.once('error', reject);
    socket.once('close', () => resolve(heard));
    socket.write(text);
  });

const list = { version: 1, locale: null, json: false, workspace: null, command: { kind: 'list', limit: 5 } };

describe('the socket', () => {
  test('only its owner can open it and read its token', async () => {
    const { served } = await listen();
    expect((await stat(served.socket ?? '')).mode & 0o777).toBe(0o600);
    expect((await stat(join(served.socket ?? '', '..'))).mode & 0o777).toBe(0o700);
    expect((await stat(join(home, 'command-line.json'))).mode & 0o777).toBe(0o600);
  });

  test('its path has fewer than 100 bytes however long the home’s is, and each home has its own', async () => {
    const long = join('/', ...Array.from({ length: 60 }, (_, index) => `很长的文件夹${index}`));
    const system = { platform: process.platform, env: { XDG_RUNTIME_DIR: folder }, uid: process.getuid?.() ?? null };
    const paths = [home, long, `${long}2`].map((each) => socketPath(each, system) ?? '');
    for (const path of paths) expect(Buffer.byteLength(path)).toBeLessThan(100);
    expect(new Set(paths).size).toBe(3);
    const deep = { ...system, env: { XDG_RUNTIME_DIR: join(folder, 'x'.repeat(120)) } };
    expect(Buffer.byteLength(socketPath(home, deep) ?? '')).toBeLessThan(100);
    expect(socketPath('C:\\Users\\李雷', { ...system, platform: 'win32' })).toMatch(
      /^\\\\\.\\pipe\\feishu-buzz-[0-9a-f]{16}$/,
    );
  });

  test('is never put into a linked folder; a folder that others may read is closed to them', async () => {
    const elsewhere = join(folder, 'elsewhere');
    await mkdir(elsewhere);
    await symlink(elsewhere, join(folder, 'feishu-buzz'));
    const system = { platform: process.platform, env: { XDG_RUNTIME_DIR: folder }, uid: process.getuid?.() ?? null };
    expect(socketPath(home, system)).not.toContain(folder);
    await rm(join(folder, 'feishu-buzz'));
    await mkdir(join(folder, 'feishu-buzz'));
    await chmod(join(folder, 'feishu-buzz'), 0o777);
    expect(socketPath(home, system)).toContain(folder);
    expect((await stat(join(folder, 'feishu-buzz'))).mode & 0o777).toBe(0o700);
  });

  test('replaces the socket of a dead app', async () => {
    const first = await listen();
    const path = first.served.socket ?? '';
    first.served.close();
    await writeFile(path, 'stale');
    const second = await listen();
    expect(second.served.socket).toBe(path);
    expect((await client(['list'])).exit).toBe(0);
  });

  test('leaves nothing behind when the app quits', async () => {
    const { served } = await listen();
    served.close();
    open.length = 0;
    expect(readEndpoint(home)).toBeNull();
    await expect(stat(served.socket ?? '')).rejects.toThrow('ENOENT');
  });

  test.each([
    ['no word', JSON.stringify(list)],
    ['a wrong word', JSON.stringify({ ...list, token: 'wrong' })],
    ['a word of the right length', JSON.stringify({ ...list, token: 'A'.repeat(43) })],
    ['no JSON', 'hello'],
    ['a web page’s request', 'POST / HTTP/1.1\r\nHost: localhost\r\n\r\n'],
  ])('does not answer %s', async (_what, line) => {
    const { asked, reports } = await listen();
    expect(await say(`${line}\n`)).toBe('');
    expect(asked).toEqual([]);
    expect(reports).toEqual([{ what: 'command-refused', detail: { reason: 'token' } }]);
  });

  test('refuses anything that is no command, without writing it to the log', async () => {
    const { asked, reports } = await listen();
    const token = readEndpoint(home)?.token;
    const wrong = [
      { ...list, token, extra: 1 },
      { ...list, token, command: { kind: 'list', limit: 5, extra: 1 } },
      { ...list, token, command: { kind: 'list', limit: 1e9 } },
      { ...list, token, command: { kind: 'eval', code: 'canary-code' } },
      { ...list, token, command: { kind: 'show', id: '../../etc' } },
    ];
    for (const request of wrong) expect(await say(`${JSON.stringify(request)}\n`)).toBe('{"kind":"refused"}\n');
    expect(await say(`${JSON.stringify({ ...list, token, version: 2 })}\n`)).toBe('{"kind":"wrong-version"}\n');
    expect(asked).toEqual([]);
    expect(JSON.stringify(reports)).not.toContain('canary');
  });

  test('carries out one command per connection', async () => {
    const { asked } = await listen();
    const line = JSON.stringify({ ...list, token: readEndpoint(home)?.token });
    expect((await say(`${line}\n${line}\n`)).trim().split('\n')).toHaveLength(2);
    expect(asked).toHaveLength(1);
  });
});

describe('the client', () => {
  test('says first of all that it uses other data than the desktop, or that there are none yet', async () => {
    await listen(async (_, tell) => {
      tell('progress');
      return answered({ stdout: '{}\n' });
    });
    const send = ['send', '--to', '李雷', '--text', 'x', '--json'];
    const other = { kind: 'other-home', folder: '/cron/Feishu Buzz', usual: '/li/Feishu Buzz' } as const;
    const elsewhere = await client(send, { whereabouts: other });
    expect(elsewhere.stderr.split('\n')[0]).toMatch(/uses the data in \/cron\/Feishu Buzz, not .* \/li\/Feishu Buzz/);
    expect([elsewhere.exit, elsewhere.stdout]).toEqual([0, '{}\n']);
    const empty = { kind: 'new', folder: '/nowhere/Feishu Buzz' } as const;
    const fresh = await client(send, { whereabouts: empty });
    expect(fresh.stderr.split('\n')[0]).toMatch(/no data in \/nowhere\/Feishu Buzz yet.*practice/);
    // Connecting is how its use begins.
    expect((await client(['open'], { whereabouts: empty })).stderr).toBe('progress\n');
    expect((await client(send)).stderr).toBe('progress\n');
  });

  test('asks for the workspace that FEISHU_BUZZ_WORKSPACE names, unless the command names one', async () => {
    const { asked } = await listen();
    const env = { LANG: 'en_US.UTF-8', FEISHU_BUZZ_WORKSPACE: ' Acme ' };
    await client(['list'], { env });
    await client(['list', '--workspace', 'Other'], { env });
    await client(['list'], { env: { ...env, FEISHU_BUZZ_WORKSPACE: '' } });
    expect(asked.map(({ workspace }) => workspace)).toEqual(['Acme', 'Other', null]);
  });

  test('prints only the answer on stdout, everything else on stderr, and ends with the app’s code', async () => {
    await listen(async (_request, tell) => {
      tell('1 of 2');
      tell('2 of 2');
      return answered({ exit: 3, stdout: '{"id":"bz_1"}\n', stderr: 'a warning\n' });
    });
    const ran = await client(['send', '--to', 'a', '--text', 'b', '--json']);
    expect(ran).toEqual({ exit: 3, stdout: '{"id":"bz_1"}\n', stderr: '1 of 2\n2 of 2\na warning\n', starts: 0 });
  });

  test('sends the arguments and the language of the terminal', async () => {
    const { asked } = await listen();
    await client(['show', 'bz_1', '--workspace', '某某科技', '--json'], { env: { LC_ALL: 'zh_CN.UTF-8' } });
    await client(['list'], { env: { LC_ALL: 'C' } });
    expect(asked).toMatchObject([
      { locale: 'zh-CN', json: true, workspace: '某某科技', command: { kind: 'show', id: 'bz_1' } },
      { locale: null, command: { kind: 'list', limit: 20 } },
    ]);
  });

  test('starts the app once when none runs, and waits until it listens', async () => {
    const ran = await client(['list'], {
      start: async () => {
        setImmediate(() => void listen(async () => answered({ stdout: 'here\n' })));
        return { failed: new Promise(() => undefined) };
      },
    });
    expect(ran).toMatchObject({ exit: 0, stdout: 'here\n', starts: 1 });
  });

  test('ignores the files of a dead app', async () => {
    await writeFile(
      join(home, 'command-line.json'),
      JSON.stringify({ socket: join(folder, 'gone.sock'), token: 'x', pid: 1, virtual: false }),
    );
    const ran = await client(['list'], {
      start: async () => {
        await listen();
        return { failed: new Promise(() => undefined) };
      },
    });
    expect(ran).toMatchObject({ exit: 0, starts: 1 });
  });

  test('ends with 5 when the app cannot be started, does not come up, or is another version', async () => {
    const refused = await client(['list', '--json'], { start: () => Promise.reject(new Error('no display')) });
    expect(refused.exit).toBe(5);
    expect(JSON.parse(refused.stdout)).toEqual({
      problem: { code: null, message: 'Cannot reach Feishu Buzz', advice: expect.stringContaining('no display') },
    });
    expect((await client(['list'], { start: async () => ({ failed: Promise.resolve('7') }) })).exit).toBe(5);
    let time = 0;
    const silent = await client(['list'], {
      now: () => time,
      pause: async (ms) => {
        time += ms * 100;
      },
    });
    expect(silent.exit).toBe(5);
  });

  test('ends with 4 when the app took a buzz and disappeared: it may have been made and is not repeated', async () => {
    const { asked } = await listen(() => Promise.reject(new Error('a bug')));
    const ran = await client(['send', '--to', 'a', '--text', 'b', '--json']);
    expect(ran).toMatchObject({ exit: 4, starts: 0 });
    expect(JSON.parse(ran.stdout).problem.message).toBe('The app ended before it answered');
    expect(asked).toHaveLength(1);
    expect((await client(['list'])).exit).toBe(5);
  });

  test('ends with 2 for wrong arguments without asking the app', async () => {
    const { asked } = await listen();
    const ran = await client(['send', '--to', 'a', '--json']);
    expect(ran).toMatchObject({ exit: 2, starts: 0 });
    expect(Object.keys(JSON.parse(ran.stdout).problem)).toEqual(['code', 'message', 'advice']);
    const batch = await client(['message', 'bm_1', '--to', 'a']);
    expect(batch).toMatchObject({ exit: 2, stdout: '', starts: 0 });
    expect(batch.stderr).toContain('Batch messages');
    expect(asked).toEqual([]);
  });

  test('writes and reads files itself, and names one that fails', async () => {
    const { asked } = await listen(async ({ command }) =>
      command.kind === 'groups-export' ? answered({ file: `as ${command.format}` }) : answered(),
    );
    const file = join(folder, 'groups.JSON');
    expect((await client(['groups', 'export', file])).exit).toBe(0);
    expect(await readFile(file, 'utf8')).toBe('as json');
    await client(['groups', 'import', file]);
    const command = { kind: 'groups-import', format: 'json', content: 'as json', called: 'groups' };
    expect(asked.at(-1)?.command).toEqual(command);
    const missing = await client(['groups', 'import', join(folder, 'none.csv'), '--json']);
    expect(missing.exit).toBe(2);
    expect(JSON.parse(missing.stdout).problem.message).toContain('ENOENT');
    expect((await client(['groups', 'export', join(folder, 'no/where.csv')])).exit).toBe(2);
  });

  test('takes the secret from the environment, else from standard input, else asks for it', async () => {
    const { asked } = await listen();
    const connect = ['connect', '--app-id', 'cli_a1'];
    await client(connect, { secret: ' canary-1 ' });
    await client(connect, { readSecret: async () => 'canary-2\n' });
    const secrets = asked.map(({ command }) => (command.kind === 'connect' ? command.secret : null));
    expect(secrets).toEqual(['canary-1', 'canary-2']);
    expect((await client(connect)).exit).toBe(2);
    expect(asked).toHaveLength(2);
  });

  test('quit returns when the process is gone, and succeeds when there is none', async () => {
    const none = await client(['quit']);
    expect(none).toMatchObject({ exit: 0, starts: 0 });

    let alive = 3;
    const { quits } = await listen(undefined, { pid: 4242 });
    const ran = await client(['quit'], {
      isAlive: (pid) => {
        expect(pid).toBe(4242);
        alive -= 1;
        return alive > 0;
      },
    });
    expect(ran).toMatchObject({ exit: 0, starts: 0 });
    expect(alive).toBe(0);
    expect(quits()).toBe(1);
  });

  test('reports that the app does not quit', async () => {
    const { quits } = await listen(undefined, { pid: 4242 });
    let time = 0;
    const ran = await client(['quit', '--json'], {
      isAlive: () => true,
      now: () => time,
      pause: async (ms) => {
        time += ms;
      },
    });
    expect(quits()).toBe(1);
    expect(ran.exit).toBe(5);
    expect(JSON.parse(ran.stdout).problem.message).toContain('4242');
  });
});
