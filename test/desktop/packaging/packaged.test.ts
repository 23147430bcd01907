import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readEndpoint } from '../../../electron/desktop/command-line/protocol/endpoint';
import { until } from '../../support/clock/until';
import {
  focusedWindow,
  openOtherProgram,
  pressHotkey,
  pressKeys,
  screenshot,
  typeKeys,
} from '../../support/desktop/desktop';
import { ownDesktop } from '../../support/desktop/desktop-session';
import { openPackaged, type PackagedApp } from '../../support/desktop/packaged-app';
import { portsOfApp } from '../../support/desktop/ports';
import { filesWith } from '../../support/disk/find-bytes';
import { sharedCompany } from '../../support/feishu/a-company';

// The app as people install it: packaged, with its fuses set and no debugger attached. The tests drive it by its launcher
// and the keyboard, and judge it by what a server outside of it saw.

const exec = promisify(execFile);
const secret = 'PackagedSecret4Nobody8To6Read2It';
const onLinux = process.platform === 'linux';

let app: PackagedApp;
const company = sharedCompany({ appSecret: secret, readingSpeed: 0 });

beforeAll(async () => {
  app = await openPackaged();
});
afterAll(async () => {
  await app.close();
});

const calls = (api: string) => company.log.entries.filter((call) => call.api === api);
const buzzed = () => calls('urgent_app').flatMap((call) => call.did.buzzed?.map(({ name }) => name) ?? []);

describe('the package', () => {
  test('has its fuses set, as read back from the binary', async () => {
    const wire = await getCurrentFuseWire(app.binary);
    const off = [
      FuseV1Options.RunAsNode,
      FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      FuseV1Options.EnableNodeCliInspectArguments,
      FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
      FuseV1Options.GrantFileProtocolExtraPrivileges,
    ];
    const on = [
      FuseV1Options.EnableCookieEncryption,
      FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
      FuseV1Options.OnlyLoadAppFromAsar,
    ];
    for (const fuse of off) expect(wire[fuse], FuseV1Options[fuse]).toBe(FuseState.DISABLE);
    for (const fuse of on) expect(wire[fuse], FuseV1Options[fuse]).toBe(FuseState.ENABLE);
  });

  test('holds the two languages, two native libraries, and neither tests, maps nor developers’ tools', async () => {
    const entries = await readdir(app.folder, { recursive: true });
    expect(entries.filter((name) => name.endsWith('.pak') && name.includes('locales')).sort()).toEqual(
      onLinux ? ['locales/en-US.pak', 'locales/zh-CN.pak'] : expect.any(Array),
    );
    expect(entries.filter((name) => name.endsWith('.node'))).toHaveLength(2);
    expect(entries.filter((name) => name.endsWith('.asar'))).toHaveLength(1);
    const archive = await readFile(join(app.resources, 'app.asar'), 'latin1');
    for (const name of ['vitest', 'playwright-core', 'sourceMappingURL=data:', 'node-sdk'])
      expect(archive.slice(0, 100_000)).not.toContain(`"${name}`);
    expect(archive.slice(0, 100_000)).not.toContain('.map"');
  });
});

describe('the licenses', () => {
  test('of packages it contains are in it, those of build tools are not', async () => {
    const text = await readFile(join(app.resources, 'LICENSES.third-party.txt'), 'utf8');
    for (const name of ['react', 'zod', 'libsql', 'hono', 'electron-updater', 'pinyin-pro'])
      expect(text).toMatch(new RegExp(`^${name} \\d`, 'm'));
    expect(text).toContain('Permission is hereby granted, free of charge');
    expect(text).not.toMatch(/^(vitest|typescript|playwright-core) \d/m);
  });
});

describe('the binary in other hands', () => {
  test('does not run as Node, takes no options of Node, and lets no debugger in', async () => {
    const planted = join(app.home, '..', 'planted.cjs');
    await writeFile(planted, 'console.log("planted code ran"); process.exit(42);');
    const asNode = await app.run(['--help'], { env: { ELECTRON_RUN_AS_NODE: '1' } });
    expect(asNode.stdout).toContain('feishu-buzz send --to');
    const required = await app.run(['--help'], { env: { NODE_OPTIONS: `--require ${planted}` } });
    expect(required.stdout).toContain('feishu-buzz send --to');
    expect(`${asNode.stdout}${required.stdout}`).not.toContain('planted code ran');

    const port = await freePort();
    const child = app.start('--hidden', `--inspect=${port}`);
    await until('it serves commands', () => readEndpoint(app.home) !== null, 20_000);
    expect(await answers(port)).toBe(false);
    expect((await app.run(['quit'])).exit).toBe(0);
    await until('it is gone', () => child.exitCode !== null);
  });

  test('honors no switch that would open it or its traffic to others', async () => {
    const port = await freePort();
    const log = join(app.home, '..', 'traffic.json');
    const child = app.startBinary(`--remote-debugging-port=${port}`, `--log-net-log=${log}`, '--hidden');
    await until('it serves commands', () => readEndpoint(app.home) !== null);
    expect(await answers(port)).toBe(false);
    expect((await app.run(['quit'])).exit).toBe(0);
    await until('it is gone', () => child.exitCode !== null);
    await expect(readFile(log)).rejects.toThrow('ENOENT');
  });

  test.runIf(onLinux)('runs only the app in its archive, whatever lies beside it', async () => {
    const copy = join(app.folder, '../with-another-app');
    await rm(copy, { recursive: true, force: true });
    await exec('cp', ['--archive', '--link', app.folder, copy]);
    try {
      await mkdir(join(copy, 'resources/app'));
      await writeFile(join(copy, 'resources/app/package.json'), '{ "main": "main.js" }');
      await writeFile(join(copy, 'resources/app/main.js'), 'console.log("planted app ran"); process.exit(42);');
      const { stdout } = await exec(join(copy, 'feishu-buzz'), [...ownDesktop().sandboxArgs, '--help']);
      expect(stdout).toContain('feishu-buzz send --to');
      expect(stdout).not.toContain('planted');
    } finally {
      await rm(copy, { recursive: true, force: true });
    }
  });
});

describe.runIf(onLinux)('without a screen', () => {
  const noScreen = { DISPLAY: undefined, WAYLAND_DISPLAY: undefined, XDG_SESSION_TYPE: undefined };

  test('a command works, or says that it needs a screen', async () => {
    const help = await app.run(['--help'], { env: noScreen });
    expect(help).toMatchObject({ exit: 0, stderr: '' });
    const wrong = await app.run(['send', '--json'], { env: noScreen });
    expect(wrong.exit).toBe(2);
    expect(JSON.parse(wrong.stdout).problem).toBeDefined();
    const list = await app.run(['list'], { env: noScreen });
    expect(list.exit).toBe(5);
    expect(list.stderr).toContain('neither DISPLAY nor WAYLAND_DISPLAY');
  });

  test('the app itself says that it needs one, in the language of the terminal', async () => {
    const english = await app.run([], { env: noScreen });
    expect(english).toMatchObject({ exit: 1, stdout: '' });
    expect(english.stderr).toBe('Feishu Buzz needs a desktop: neither DISPLAY nor WAYLAND_DISPLAY is set\n');
    expect((await app.run([], { env: { ...noScreen, LANGUAGE: 'zh_CN:en' } })).stderr).toContain('需要图形桌面');
  });
});

describe('the main job, in the packaged app', () => {
  beforeAll(() => {
    app.start();
  });

  test('runs on practice before anything is configured', async () => {
    await until('it serves commands', () => readEndpoint(app.home) !== null, 20_000);
    const ran = await app.run(['send', '--to', '韩梅梅', '--text', 'practice in the package', '--json']);
    expect(ran.exit, ran.stderr).toBe(0);
    expect(JSON.parse(ran.stdout)).toMatchObject({ practice: true, people: expect.any(Array) });
    if (onLinux) expect(await portsOfApp(app.home)).toEqual([]);
  });

  test('is connected and buzzes from the command line', async () => {
    const connect = ['connect', '--app-id', company.appId, '--base-url', company.baseUrl, '--name', 'Acme'];
    const connected = await app.run(connect, { input: `${secret}\n` });
    expect(connected.exit, connected.stderr).toBe(0);
    const ran = await app.run(['send', '--to', '李雷', '--text', '来自安装后的程序', '--json']);
    expect(ran.exit, ran.stderr).toBe(0);
    expect(JSON.parse(ran.stdout)).toMatchObject({ workspace: 'Acme', practice: false, calls: { send: 1, buzz: 1 } });
    expect(calls('send').map((call) => call.did.message?.text)).toEqual([expect.stringContaining('来自安装后的程序')]);
    expect(buzzed()).toEqual(['李雷']);
    if (onLinux) expect(await portsOfApp(app.home)).toEqual([]);
  });

  test('sends texts that look like switches of Chromium as they are, and writes no file for them', async () => {
    const file = join(app.home, '..', 'precious.txt');
    await writeFile(file, 'precious');
    const texts = ['--type=gpu-process', `--log-net-log=${file}`, '--remote-debugging-port=9555', '--no-sandbox'];
    for (const text of texts) {
      const ran = await app.run(['send', '--to', '李雷', '--text', text]);
      expect(ran.exit, ran.stderr).toBe(0);
    }
    const arrived = calls('send').map((call) => call.did.message?.text ?? '');
    for (const text of texts) expect(arrived.filter((each) => each.includes(text))).toHaveLength(1);
    expect(await readFile(file, 'utf8')).toBe('precious');
  });

  test('calls once and reports “unknown” when the connection dies during a phone call', async () => {
    company.faults.add({ api: 'urgent_phone', kind: 'drop-after' });
    const ran = await app.run(['send', '--to', '韩梅梅', '--text', '请接电话', '--via', 'phone', '--yes', '--json']);
    expect(ran.exit, ran.stderr).toBe(4);
    expect(JSON.parse(ran.stdout)).toMatchObject({ people: [{ name: '韩梅梅', outcome: 'unknown' }] });
    expect(calls('urgent_phone')).toHaveLength(1);
  });

  test.runIf(onLinux)('buzzes from the keyboard: hotkey, Tab, words, Ctrl+Enter', async () => {
    const members = ['李雷', '韩梅梅'].map((name) => company.world.people.find((person) => person.name === name));
    const group = {
      name: 'On call',
      pinned: true,
      members: members.map((each) => ({ name: each?.name, email: each?.email })),
    };
    const file = join(app.home, '..', 'groups.json');
    await writeFile(file, JSON.stringify({ version: 1, groups: [group] }));
    expect((await app.run(['groups', 'import', file])).exit).toBe(0);
    // After a restart the secret comes from the keyring, and the pinned group is offered.
    expect((await app.run(['quit'])).exit).toBe(0);
    app.start('--hidden');
    await until('it serves commands', () => readEndpoint(app.home) !== null, 20_000);
    company.log.clear();

    const text = 'disk full on db-01';
    /** True once the draft with this text and a recipient is on the disk. */
    const kept = async () => {
      const drafts = await readFile(join(app.home, 'drafts.json'), 'utf8').catch(() => '');
      return drafts.includes(text) && /"kind":\s*"group"/.test(drafts);
    };
    const focused = async () => (await focusedWindow())?.includes('Feishu Buzz') ?? false;
    await using other = await openOtherProgram();
    const compose = async (): Promise<boolean> => {
      await other.focus();
      await pressHotkey();
      await until('the window has the focus', focused);
      await pressKeys('ctrl+a', 'BackSpace', 'Tab');
      await typeKeys(text);
      return until('it is kept', kept, 3_000).catch(() => false);
    };
    // The test cannot ask the page if it has loaded, so it presses keys again that came too early, as a person would.
    await until('what was typed is kept', compose);
    // By this class the desktop finds the app's entry, and a test build differs from a release.
    expect(await windowClass()).toContain('"Feishu Buzz (test build)"');
    await screenshot('packaged-compose');
    const send = async (): Promise<boolean> => {
      await pressKeys('ctrl+Return');
      return until('both were buzzed', () => buzzed().length === 2, 8_000).catch(() => false);
    };
    const sent = until('both were buzzed', async () => {
      if (await send()) return true;
      if (buzzed().length === 0) await compose();
      return false;
    });
    await sent.catch(async (reason: unknown) => {
      const drafts = await readFile(join(app.home, 'drafts.json'), 'utf8').catch(String);
      const shows = [
        await focusedWindow(),
        drafts,
        JSON.stringify(company.log.entries.at(-1)),
        await app.run(['list']),
      ];
      throw new Error(JSON.stringify(shows, null, 2), { cause: reason });
    });
    expect(buzzed().sort()).toEqual(['李雷', '韩梅梅'].sort());
    for (const call of calls('send')) expect(call.did.message?.text).toContain(text);
  });

  test('keeps the secret out of its files, and quits when told', async () => {
    expect(await filesWith(app.home, secret)).toEqual([]);
    expect(await filesWith(app.home, company.appId)).toContain('settings.json');
    expect((await app.run(['quit'])).exit).toBe(0);
    expect(readEndpoint(app.home)).toBeNull();
  });
});

/** Class of the window that has the focus. */
const windowClass = async (): Promise<string> => {
  const env = { ...process.env, ...ownDesktop().env };
  const { stdout: id } = await exec('xdotool', ['getactivewindow'], { env });
  return (await exec('xprop', ['-id', id.trim(), 'WM_CLASS'], { env })).stdout;
};

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
