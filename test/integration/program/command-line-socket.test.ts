import { chmod, chown, mkdir, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readEndpoint, socketPlaces, standingAt } from '../../../electron/desktop/command-line/protocol/endpoint';
import {
  type CommandLineDesk,
  commandLineDesk,
  lasting,
  proof,
  request,
  sayTo,
} from '../../support/desk/served-command-line';
import { tempFolder } from '../../support/disk/temp-folder';

let folder: string;
let home: string;
let listen: CommandLineDesk['listen'];
let client: CommandLineDesk['client'];
let close: () => void;
const me = { platform: process.platform, uid: process.getuid?.() ?? null };

beforeEach(() => {
  folder = tempFolder();
  ({ home, listen, client, close } = commandLineDesk(folder));
});
afterEach(() => close());

const endpoint = () => readEndpoint(home) ?? { socket: '', token: '', pid: 0, virtual: false, protocol: 0 };
const list = { locale: null, json: false, workspace: null, command: { kind: 'list', limit: 5 } };

describe('the socket', () => {
  test('lies in the data folder; only its owner can open it and read its token', async () => {
    const { served } = await listen();
    const socket = served.socket() ?? '';
    expect(socket).toBe(join(home, 'command-line/app.sock'));
    expect((await stat(socket)).mode & 0o777).toBe(0o600);
    expect((await stat(join(socket, '..'))).mode & 0o777).toBe(0o700);
    expect((await stat(join(home, 'command-line.json'))).mode & 0o777).toBe(0o600);
  });

  test('its path has fewer than 100 bytes however long the home’s is, and a name that cannot be guessed', () => {
    const long = join(folder, '很长的文件夹'.repeat(8));
    const system = { ...me, env: { XDG_RUNTIME_DIR: folder } };
    const places = [long, long].map((each) => [...socketPlaces(each, system)]);
    for (const socket of places.flat()) expect(Buffer.byteLength(socket)).toBeLessThan(100);
    expect(new Set(places.flat()).size).toBe(places.flat().length);
    const deep = { ...me, env: { XDG_RUNTIME_DIR: join(folder, 'x'.repeat(120)) } };
    expect([...socketPlaces(long, deep)].length).toBeGreaterThan(0);
    const [pipe, other] = [0, 1].map(() => [...socketPlaces(home, { ...system, platform: 'win32' })].join());
    expect(pipe).toMatch(/^\\\\\.\\pipe\\feishu-buzz-[0-9a-f]{32}$/);
    expect(pipe).not.toBe(other);
  });

  test('is never put into a linked folder; one that others may read is closed to them', async () => {
    const elsewhere = join(folder, 'elsewhere');
    await mkdir(elsewhere);
    await symlink(elsewhere, join(home, 'command-line'));
    const system = { ...me, env: { XDG_RUNTIME_DIR: folder } };
    for (const socket of socketPlaces(home, system)) expect(socket).not.toContain(home);
    await rm(join(home, 'command-line'));
    await mkdir(join(home, 'command-line'));
    await chmod(join(home, 'command-line'), 0o777);
    expect(socketPlaces(home, system).next().value).toContain(home);
    expect((await stat(join(home, 'command-line'))).mode & 0o777).toBe(0o700);
  });

  test('leaves other people’s files in its folder alone', async () => {
    await mkdir(join(home, 'command-line'));
    await writeFile(join(home, 'command-line/thesis.txt'), 'x');
    const { end } = await listen();
    end();
    expect((await stat(join(home, 'command-line/thesis.txt'))).size).toBe(1);
  });

  test('replaces the socket of a dead app', async () => {
    const { served, end } = await listen();
    const path = served.socket() ?? '';
    end();
    await mkdir(join(home, 'command-line'));
    await writeFile(path, 'stale');
    const second = await listen();
    expect(second.served.socket()).toBe(path);
    expect((await client(['list'])).exit).toBe(0);
  });

  test('leaves nothing behind when the app quits', async () => {
    const { served, end } = await listen();
    const socket = served.socket() ?? '';
    end();
    expect(readEndpoint(home)).toBeNull();
    await expect(stat(join(socket, '..'))).rejects.toThrow('ENOENT');
  });

  test.each([
    ['no word', JSON.stringify(list)],
    ['a hello without proof', JSON.stringify({ version: 2, nonce: 'x' })],
    ['a hello with a wrong proof', JSON.stringify({ version: 2, nonce: 'x', proof: 'A'.repeat(43) })],
    ['another version’s hello without proof', JSON.stringify({ version: 3, nonce: 'x', proof: '' })],
    ['no JSON', 'hello'],
    ['a web page’s request', 'POST / HTTP/1.1\r\nHost: localhost\r\n\r\n'],
  ])('does not answer %s', async (_what, line) => {
    const { asked, reports } = await listen();
    expect(await sayTo(endpoint().socket, line)).toBe('');
    expect(asked).toEqual([]);
    expect(reports).toEqual([{ what: 'command-refused', detail: { reason: 'token' } }]);
  });

  test('hears no more than a few kilobytes of a stranger', async () => {
    const { asked } = await listen();
    const { socket } = endpoint();
    expect(await sayTo(socket, 'x'.repeat(100_000))).toBe('');
    const hello = { version: 2, nonce: 'n'.repeat(5_000), proof: proof(endpoint(), 'client-hello', 'n'.repeat(5_000)) };
    expect(await sayTo(socket, JSON.stringify(hello))).toBe('');
    expect(asked).toEqual([]);
  });

  test('takes no command with the proof of another connection, or of the hello', async () => {
    const { asked } = await listen();
    expect(await request(home, list, { proof: proof(endpoint(), 'client', 'a', 'b') })).toBe('');
    expect(await request(home, list, { proof: proof(endpoint(), 'client-hello', 'a') })).toBe('');
    expect(asked).toEqual([]);
  });

  test('refuses anything that is no command, without writing it to the log', async () => {
    const { asked, reports } = await listen();
    const wrong = [
      { ...list, extra: 1 },
      { ...list, command: { kind: 'list', limit: 5, extra: 1 } },
      { ...list, command: { kind: 'list', limit: 1e9 } },
      { ...list, command: { kind: 'eval', code: 'canary-code' } },
      { ...list, command: { kind: 'show', id: '../../etc' } },
    ];
    for (const each of wrong) expect(await request(home, each)).toBe('{"kind":"refused"}');
    expect(asked).toEqual([]);
    expect(JSON.stringify(reports)).not.toContain('canary');
  });

  test('tells clients of other versions so: newer ones by their hello, and those that said the token itself', async () => {
    const { asked } = await listen();
    const at = endpoint();
    const hello = { version: 3, nonce: 'x', proof: proof(at, 'client-hello', 'x') };
    expect(await sayTo(at.socket, JSON.stringify(hello))).toBe('{"kind":"wrong-version"}\n');
    const old = { version: 1, token: at.token, ...list };
    expect(await sayTo(at.socket, JSON.stringify(old))).toBe('{"kind":"wrong-version"}\n');
    expect(asked).toEqual([]);
  });

  test('carries out one command per connection', async () => {
    const { asked } = await listen();
    const at = endpoint();
    const line = (hello: string) => {
      const { nonce } = JSON.parse(hello);
      return `${JSON.stringify({ proof: proof(at, 'client', 'x', nonce), ...list })}\n`.repeat(2);
    };
    const hello = { version: 2, nonce: 'x', proof: proof(at, 'client-hello', 'x') };
    const heard = await sayTo(at.socket, JSON.stringify(hello), line);
    expect(heard.trim().split('\n')).toHaveLength(3);
    expect(asked).toHaveLength(1);
  });
});

describe('a stranger in the app’s place', () => {
  /** Listens where the app did and writes down what it is told. */
  const impostor = async (socket: string, answer: (line: string) => string) => {
    const heard: string[] = [];
    const server = createServer((stream) => {
      stream.on('error', () => undefined);
      stream.on('data', (chunk) => {
        heard.push(String(chunk));
        stream.write(answer(String(chunk)));
      });
    });
    await new Promise<void>((resolve) => server.listen(socket, resolve));
    return { heard, server };
  };
  const connect = ['connect', '--app-id', 'cli_a1'];

  test.each([
    [
      'claims that all is done',
      () => '{"kind":"accepted"}\n{"kind":"end","end":{"exit":0,"stdout":"","stderr":"","file":null}}\n',
    ],
    ['says hello with a proof of its own', () => `{"kind":"hello","nonce":"x","proof":"${'A'.repeat(43)}"}\n`],
    [
      'sends the client’s own proof back',
      (line: string) => `${JSON.stringify({ ...JSON.parse(line), kind: 'hello' })}\n`,
    ],
  ])('learns neither the token nor the secret, and is not believed: it %s', async (_what, answer) => {
    const { end } = await listen();
    const stale = endpoint();
    end();
    // The app died, and a restart of the computer took its folder of temporary files.
    await mkdir(join(stale.socket, '..'), { mode: 0o700 });
    const { heard, server } = await impostor(stale.socket, answer);
    await chmod(stale.socket, 0o600);
    const left = { ...stale, folder: '' };
    const { dev, ino } = await stat(home, { bigint: true });
    await writeFile(join(home, 'command-line.json'), JSON.stringify({ ...left, folder: `${dev}:${ino}` }));

    const ran = await client(connect, {
      secret: 'canary-secret',
      start: async () => {
        server.close();
        await listen();
        return lasting;
      },
    });
    expect(ran).toMatchObject({ exit: 0, starts: 1 });
    expect(ran.stderr).toContain('is not Feishu Buzz');
    expect(heard.join('')).not.toContain('canary');
    expect(heard.join('')).not.toContain(stale.token);
  });

  test.runIf(process.getuid?.() === 0)('is not spoken to where another user does stand', async () => {
    const another = 65_534;
    const place = join(folder, 'theirs');
    await mkdir(place, { mode: 0o700 });
    const socket = join(place, 'app.sock');
    const { heard, server } = await impostor(socket, () => '');
    for (const path of [place, socket]) await chown(path, another, another);
    expect(standingAt(socket, me)).toBe('foreign');
    const { end } = await listen();
    const stale = endpoint();
    end();
    const { dev, ino } = await stat(home, { bigint: true });
    await writeFile(join(home, 'command-line.json'), JSON.stringify({ ...stale, socket, folder: `${dev}:${ino}` }));
    const ran = await client(connect, {
      secret: 'canary-secret',
      start: async () => {
        await listen();
        return lasting;
      },
    });
    expect(ran).toMatchObject({ exit: 0, starts: 1 });
    expect(heard).toEqual([]);
    server.close();
  });

  test('is not even spoken to where another user could stand', async () => {
    await mkdir(join(folder, 'run'), { mode: 0o700 });
    const socket = join(folder, 'run/app.sock');
    const { server } = await impostor(socket, () => '');
    expect(standingAt(socket, me)).toBe('ours');
    expect(standingAt(socket, { ...me, uid: (me.uid ?? 0) + 1 })).toBe('foreign');
    await chmod(join(folder, 'run'), 0o777);
    expect(standingAt(socket, me)).toBe('foreign');
    await chmod(join(folder, 'run'), 0o700);
    await rename(socket, `${socket}.real`);
    await symlink(`${socket}.real`, socket);
    expect(standingAt(socket, me)).toBe('foreign');
    await rm(socket);
    expect(standingAt(socket, me)).toBe('gone');
    server.close();
  });
});
