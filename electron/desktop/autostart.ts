import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { LaunchAtLogin } from '../contract/desktop-facts';
import { type Answer, failed, ok, problem } from '../contract/problem';
import { failureCode } from '../storage/failure-code';
import { desktopEntry } from './autostart-entry';
import { hiddenArgument } from './command-line/start-reason';

export interface AutostartParts {
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

/** Starting with the session, hidden in the tray. The system remembers it; nothing of it is a setting of ours. */
export interface Autostart {
  state(): LaunchAtLogin;
  set(on: boolean): Answer<LaunchAtLogin>;
}

/** macOS and Windows keep a list of their own; on Linux a file in the autostart folder is that list (XDG autostart). */
export const createAutostart = (parts: AutostartParts): Autostart => {
  const { app, platform, env, executable } = parts;
  if (platform !== 'linux') return app.isPackaged ? listed(parts) : unavailable;

  const file = join(env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'autostart', 'feishu-buzz.desktop');
  // An AppImage is mounted anew, under another path, every time it runs.
  const program = app.isPackaged ? [env.APPIMAGE || executable] : [executable, app.getAppPath()];
  const home = env.FEISHU_BUZZ_HOME ? ['env', `FEISHU_BUZZ_HOME=${env.FEISHU_BUZZ_HOME}`] : [];

  const state = (): LaunchAtLogin => {
    try {
      // Desktops switch an entry off in their own settings by one of these lines.
      const off = /^(Hidden=true|X-GNOME-Autostart-enabled=false)$/m.test(readFileSync(file, 'utf8'));
      return { kind: off ? 'off' : 'on' };
    } catch {
      return { kind: 'off' };
    }
  };
  return {
    state,
    set: (on) => {
      try {
        if (on) {
          mkdirSync(dirname(file), { recursive: true });
          writeFileSync(file, desktopEntry([...home, ...program, hiddenArgument]));
        } else rmSync(file, { force: true });
        return ok(state());
      } catch (reason) {
        return failed(problem('storage-failed', { reason: failureCode(reason) }));
      }
    },
  };
};

const unavailable: Autostart = {
  state: () => ({ kind: 'unavailable', problem: problem('autostart-unpackaged') }),
  set: () => failed(problem('autostart-unpackaged')),
};

const listed = ({ app, env }: AutostartParts): Autostart => {
  // A portable Windows program unpacks itself somewhere else each time: what was clicked is what has to be started.
  const path = env.PORTABLE_EXECUTABLE_FILE;
  const own = { args: [hiddenArgument], ...(path ? { path } : {}) };
  const state = (): LaunchAtLogin => ({ kind: app.getLoginItemSettings(own).openAtLogin ? 'on' : 'off' });
  return {
    state,
    set: (on) => {
      app.setLoginItemSettings({ openAtLogin: on, ...own });
      return ok(state());
    },
  };
};
