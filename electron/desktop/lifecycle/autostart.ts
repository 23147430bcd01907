import { existsSync, readFileSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { type Answer, failed, ok, problem } from '../../contract/advice/problem';
import type { LaunchAtLogin } from '../../contract/ipc/desktop-facts';
import { fileErrorCodeOf } from '../../core/text/error-code';
import { makePrivateFolder, writePrivateSync } from '../../storage/private/private-files';
import { hiddenArgument } from '../command-line/launch/start-options';

export interface AutostartDeps {
  app: {
    isPackaged: boolean;
    getAppPath(): string;
    getLoginItemSettings(options: { path?: string; args: string[] }): { openAtLogin: boolean };
    setLoginItemSettings(settings: { openAtLogin: boolean; path?: string; args: string[] }): void;
  };
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  /** `process.execPath`. */
  executable: string;
}

/** Launch at login, hidden in the tray. The system keeps this choice; it is no setting of the app. */
export interface Autostart {
  state(): LaunchAtLogin;
  set(on: boolean): Answer<LaunchAtLogin>;
  /** To be called at start: repairs the login entry when the program it starts is no longer there. */
  follow(): void;
}

/** macOS and Windows keep a list of their own; on Linux a file in the autostart folder is that list (XDG autostart). */
export const createAutostart = (deps: AutostartDeps): Autostart => {
  const { app, platform, env, executable } = deps;
  if (platform !== 'linux') return app.isPackaged ? listed(deps) : unavailable;

  const file = join(env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'autostart', 'feishu-buzz.desktop');
  // An AppImage is mounted under another path each time it runs.
  const program = app.isPackaged ? [env.APPIMAGE || executable] : [executable, app.getAppPath()];
  const home = env.FEISHU_BUZZ_HOME ? ['env', `FEISHU_BUZZ_HOME=${env.FEISHU_BUZZ_HOME}`] : [];
  const command = [...home, ...program, hiddenArgument];

  /** The text of the entry; null when it is missing or switched off. */
  const inForce = (): string | null => {
    try {
      const entry = readFileSync(file, 'utf8');
      // A desktop's own settings switch an entry off by one of these lines.
      return /^(Hidden=true|X-GNOME-Autostart-enabled=false)$/m.test(entry) ? null : entry;
    } catch {
      return null;
    }
  };
  const state = (): LaunchAtLogin => ({ kind: inForce() === null ? 'off' : 'on' });
  const set = (on: boolean): Answer<LaunchAtLogin> => {
    try {
      if (on) {
        makePrivateFolder(dirname(file));
        writePrivateSync(file, desktopEntry(command));
      } else rmSync(file, { force: true });
      return ok(state());
    } catch (reason) {
      return failed(problem('storage-failed', { reason: fileErrorCodeOf(reason) }));
    }
  };
  return {
    state,
    set,
    follow: () => {
      const started = autostartCommand(inForce() ?? '');
      const at = started.findIndex(isAbsolute);
      // Only an entry whose program is gone (an AppImage that was moved or renamed) and that is for this data folder:
      // another version, or the sources, may run beside the one that the person chose for the login.
      const ours = app.isPackaged && at >= 0 && started.slice(0, at).join() === home.join();
      if (ours && !existsSync(started[at] ?? '')) set(true);
    },
  };
};

const unavailable: Autostart = {
  state: () => ({ kind: 'unavailable', problem: problem('autostart-unpackaged') }),
  set: () => failed(problem('autostart-unpackaged')),
  follow: () => undefined,
};

const listed = ({ app, env }: AutostartDeps): Autostart => {
  // A portable Windows program unpacks itself to another place each time: the login has to start the file that was clicked.
  const path = env.PORTABLE_EXECUTABLE_FILE;
  const own = { args: [hiddenArgument], ...(path ? { path } : {}) };
  const state = (): LaunchAtLogin => ({ kind: app.getLoginItemSettings(own).openAtLogin ? 'on' : 'off' });
  return {
    state,
    set: (on) => {
      app.setLoginItemSettings({ openAtLogin: on, ...own });
      return ok(state());
    },
    // Installed programs keep their place on these systems.
    follow: () => undefined,
  };
};

/**
 * Reads the command of an autostart entry as `desktopEntry` writes it: every argument in quotes. An entry in any other form
 * was not written by this app, and is answered with an empty list.
 */
export const autostartCommand = (entry: string): readonly string[] => {
  const line = /^Exec=(.*)$/m.exec(entry)?.[1] ?? '';
  // The file's own escape first (its strings double every backslash), then that of the quotes, then the field codes.
  const exec = line.replaceAll('\\\\', '\\');
  if (!/^"(?:[^"\\]|\\.)*"(?: "(?:[^"\\]|\\.)*")*$/.test(exec)) return [];
  return [...exec.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, argument = '']) =>
    argument.replaceAll('%%', '%').replace(/\\(.)/g, '$1'),
  );
};

/**
 * Quotes one argument for `Exec` (Desktop Entry Specification, "The Exec key"): in quotes, with `"`, backtick, `$` and
 * the backslash escaped, then once more for the file's own strings; a percent sign would begin a field code.
 */
const quoted = (argument: string): string => {
  const escaped = argument.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%');
  return `"${escaped}"`.replaceAll('\\', '\\\\');
};

/** The file by which a Linux desktop starts the program with the session. */
export const desktopEntry = (command: readonly string[]): string => `[Desktop Entry]
Type=Application
Name=Feishu Buzz
Name[zh_CN]=飞书加急
Exec=${command.map(quoted).join(' ')}
Terminal=false
X-GNOME-Autostart-enabled=true
`;
