import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { commandExists } from '../prepare/system-libraries.mjs';
import { run, Stop } from '../script/run.mjs';
import { waitUntil } from '../script/wait-until.mjs';
import { desktopFiles } from './virtual-desktop-files.mjs';
import { writeAuthority } from './x-authority.mjs';
import { selectionIsOwned } from './x11.mjs';

/**
 * @typedef {object} VirtualDesktop
 * @property {Record<string, string>} env what a program needs to appear on it, on top of the own environment
 * @property {readonly string[]} electronArgs what Electron needs to use its keyring
 * @property {(file: string) => Promise<void>} screenshot the whole desktop, as PNG that only this user can read
 * @property {() => Promise<void>} stop ends everything that was started
 */

/**
 * @typedef {object} Options
 * @property {{ width: number, height: number }} [size]
 * @property {boolean} [keyring] false: a desktop on which secrets cannot be kept
 * @property {string} [keyringFolder] where the keyring lives on; without it, it is gone with the desktop
 */

/**
 * Starts a whole desktop without a screen: X server, session bus, window manager, tray (top right, 32 px), notification
 * daemon and keyring. Waits for the state of each. All of it ends with `stop()`, and with this process, however that
 * ends. Only programs of this user that get its `env` can see it or type on it.
 * @param {Options} [options]
 * @returns {Promise<VirtualDesktop>}
 */
export async function startVirtualDesktop({ size = { width: 1280, height: 800 }, keyring = true, keyringFolder } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'feishu-buzz-desktop-'));
  /** @type {import('node:child_process').ChildProcess[]} */
  const children = [];
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env };
  // Variables of another desktop: programs would use it instead of this one.
  for (const name of ['WAYLAND_DISPLAY', 'XDG_SESSION_TYPE', 'XDG_CURRENT_DESKTOP', 'DESKTOP_SESSION', 'XAUTHORITY']) {
    delete env[name];
  }
  const dyingWithUs = (await commandExists('setpriv')) ? ['setpriv', '--pdeathsig', 'KILL', '--'] : [];

  /**
   * Starts a part in a process group of its own, so that Ctrl+C reaches the app first and the desktop only by `stop()`.
   * @param {readonly string[]} command
   * @param {{ input?: string, fd?: boolean }} [options] `fd`: the child writes a line into its descriptor 3
   */
  const start = (command, { input, fd = false } = {}) => {
    const [name = '', ...args] = [...dyingWithUs, ...command];
    const child = spawn(name, args, {
      env,
      cwd: folder,
      detached: true,
      stdio: [input === undefined ? 'ignore' : 'pipe', 'ignore', 'ignore', fd ? 'pipe' : 'ignore'],
    });
    child.stdin?.end(input);
    children.push(child);
    return child;
  };

  const stop = async () => {
    await Promise.all(children.map(ended));
    await rm(folder, { recursive: true, force: true });
  };

  try {
    const files = desktopFiles(folder);
    for (const [path, text] of Object.entries(files.contents)) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    }
    const runtime = join(folder, 'run');
    await mkdir(runtime, { mode: 0o700 });
    env.XDG_RUNTIME_DIR = runtime;
    env.FONTCONFIG_FILE = files.fonts;

    const authority = join(folder, 'xauthority');
    await writeAuthority(authority);
    env.XAUTHORITY = authority;

    const screen = `${size.width}x${size.height}x24`;
    const onlyOurs = ['-auth', authority, '-nolisten', 'tcp'];
    const server = start(['Xvfb', '-displayfd', '3', '-screen', '0', screen, ...onlyOurs, '-noreset'], { fd: true });
    env.DISPLAY = `:${await firstLine(server, 'Xvfb')}`;

    const bus = start(['dbus-daemon', `--config-file=${files.bus}`, '--nofork', '--nopidfile', '--print-address=3'], {
      fd: true,
    });
    env.DBUS_SESSION_BUS_ADDRESS = await firstLine(bus, 'dbus-daemon');

    start(['openbox', '--sm-disable', '--config-file', files.openbox]);
    await selectionIsOwned(env, 'WM_S0');
    start(
      'trayer --edge top --align right --height 32 --widthtype request --SetDockType true --SetPartialStrut true --tint 0x1f2a3c --transparent true --alpha 0'.split(
        ' ',
      ),
    );
    start(['dunst', '-config', files.dunst]);
    if (keyring) {
      const kept = keyringFolder ?? join(folder, 'data');
      await mkdir(kept, { recursive: true, mode: 0o700 });
      env.XDG_DATA_HOME = kept;
      // The password protects nothing, the folder's permissions do: there is no login at which a person could type one.
      start(
        [
          'gnome-keyring-daemon',
          '--foreground',
          '--unlock',
          '--components=secrets',
          `--control-directory=${runtime}/keyring`,
        ],
        {
          input: 'feishu-buzz',
        },
      );
      env.XDG_DATA_HOME = process.env.XDG_DATA_HOME;
      if (env.XDG_DATA_HOME === undefined) delete env.XDG_DATA_HOME;
    }
    if (await commandExists('display'))
      await run('display', ['-window', 'root', '-size', '64x64', 'xc:#33475f'], { env });
    await selectionIsOwned(env, '_NET_SYSTEM_TRAY_S0');
    await nameIsOwned('org.freedesktop.Notifications', env);
    if (keyring) await nameIsOwned('org.freedesktop.secrets', env);
  } catch (error) {
    await stop();
    throw error instanceof Stop
      ? error
      : new Stop(`The virtual desktop did not start: ${error instanceof Error ? error.message : error}`);
  }

  return {
    env: {
      DISPLAY: env.DISPLAY,
      XAUTHORITY: env.XAUTHORITY,
      DBUS_SESSION_BUS_ADDRESS: env.DBUS_SESSION_BUS_ADDRESS,
      XDG_RUNTIME_DIR: env.XDG_RUNTIME_DIR,
      FONTCONFIG_FILE: env.FONTCONFIG_FILE,
      XDG_SESSION_TYPE: 'x11',
      WAYLAND_DISPLAY: '',
      // By this the app knows that no person sees its windows, and gives way to an instance on a screen.
      FEISHU_BUZZ_VIRTUAL_SCREEN: '1',
    },
    // Electron guesses the keyring from the desktop's name, and this desktop has none.
    electronArgs: [keyring ? '--password-store=gnome-libsecret' : '--password-store=basic'],
    screenshot: async (file) => {
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      // scrot keeps the rights of a file that is there.
      await writeFile(file, '', { mode: 0o600 });
      await chmod(file, 0o600);
      const { code, output } = await run('scrot', ['-o', file], { env });
      if (code !== 0) throw new Stop(`The screenshot failed: ${output.trim()}`);
    },
    stop,
  };
}

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<void>} */
function ended(child) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return Promise.resolve();
  const group = -child.pid;
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    process.kill(group, 'SIGKILL');
  });
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} name
 * @returns {Promise<string>}
 */
function firstLine(child, name) {
  const pipe = child.stdio[3];
  return new Promise((resolve, reject) => {
    let text = '';
    child.once('error', () => reject(new Stop(`${name} could not be started.`)));
    child.once('exit', (code) => reject(new Stop(`${name} ended with ${code} before it was ready.`)));
    pipe?.on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n')) resolve(text.trim());
    });
  });
}

/**
 * Waits until a name is served on the session bus.
 * @param {string} name
 * @param {NodeJS.ProcessEnv} env
 */
async function nameIsOwned(name, env) {
  const question = '--session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner'.split(' ');
  await waitUntil(`${name} is on the session bus`, async () => {
    const { output } = await run('dbus-send', [...question, `string:${name}`], { env });
    return output.includes('boolean true');
  });
}
