import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { trayIcons as iconsInTray } from '../../../build/screen/tray-icons.mjs';
import { until } from '../clock/until';
import { ownDesktop } from './desktop-session';
import { shotFile } from './shots';

/**
 * Input and output of the tests' desktop: the real tray icon, real keys, pictures of the whole screen. This file does not
 * know the app; `launch-app.ts` does.
 */

const exec = promisify(execFile);
const onDesktop = () => ({ env: { ...process.env, ...ownDesktop().env } });
const ask = async (command: string, ...args: string[]): Promise<string> =>
  (await exec(command, args, onDesktop())).stdout.trim();

export interface Spot {
  x: number;
  y: number;
}

/** Centers of the icons in the tray, from left to right. */
export const trayIcons = (): Promise<readonly Spot[]> => iconsInTray(ownDesktop().env);

/** Waits for the app's icon, the only one on this desktop, and returns its center. */
export const trayIconPosition = (): Promise<Spot> =>
  until('an icon in the tray', async () => (await trayIcons())[0] ?? null);

/** Clicks the icon in the tray with the mouse. */
export const clickTray = async (button: 'left' | 'right' = 'left'): Promise<void> => {
  const { x, y } = await trayIconPosition();
  await ask('xdotool', 'mousemove', `${x}`, `${y}`, 'click', button === 'left' ? '1' : '3');
};

/** Presses keys as the keyboard would, in the window that has the focus: `ctrl+alt+shift+b`, `Escape`, `Return`. */
export const pressKeys = async (...keys: readonly string[]): Promise<void> => {
  await ask('xdotool', 'key', ...keys);
};

/** Types plain ASCII text, key by key, into the window that has the focus. */
export const typeKeys = async (text: string): Promise<void> => {
  await ask('xdotool', 'type', '--delay', '8', text);
};

/** Hotkey of a fresh installation. */
export const pressHotkey = (keys = 'ctrl+alt+shift+b'): Promise<void> => pressKeys(keys);

/** Gives the keyboard an option of XKB (`grp:alt_shift_toggle`), as a person with two layouts does, until its disposal. */
export const keyboardOption = async (option: string): Promise<AsyncDisposable> => {
  await ask('setxkbmap', '-option', '', '-option', option);
  return {
    [Symbol.asyncDispose]: async () => {
      await ask('setxkbmap', '-option', '');
    },
  };
};

/**
 * Drags something from one place to another with the left button. A program sees a drag only after some movement, and each
 * window below the mouse has to answer on the way.
 */
export const dragWith = async (from: Spot, to: Spot, whileHeld: () => Promise<void>): Promise<void> => {
  const steps = 20;
  await ask('xdotool', 'mousemove', `${from.x}`, `${from.y}`, 'mousedown', '1');
  try {
    for (let step = 1; step <= steps; step += 1) {
      const at = (a: number, b: number) => `${Math.round(a + ((b - a) * step) / steps)}`;
      await ask('xdotool', 'mousemove', '--sync', at(from.x, to.x), at(from.y, to.y));
    }
    await whileHeld();
    // Small movements, as of a real hand, ask the window below again if it takes the thing.
    for (const by of [3, -3, 3, -3])
      await ask('xdotool', 'mousemove_relative', '--sync', '--', `${by}`, '0', 'sleep', '0.1');
  } finally {
    await ask('xdotool', 'mouseup', '1');
  }
};

/** Moves the mouse to a place and leaves it there. */
export const movePointer = async ({ x, y }: Spot): Promise<void> => {
  await ask('xdotool', 'mousemove', `${x}`, `${y}`);
};

/**
 * The list of `wmctrl`. It asks for the windows and then for each one's title, and fails as a whole (`BadWindow`) when one
 * of them closes in between: the list is then asked for anew, which the closed one is no longer in.
 */
const listOfWindows = async (): Promise<string> => {
  for (;;) {
    try {
      return await ask('wmctrl', '-l');
    } catch (error) {
      if (!String(error).includes('BadWindow')) throw error;
    }
  }
};

/** Windows on the screen. */
const windows = async (): Promise<readonly { id: number; title: string }[]> =>
  (await listOfWindows()).split('\n').flatMap((line) => {
    const [, id, title = ''] = /^(0x[0-9a-f]+)\s+-?\d+\s+\S+\s(.*)$/.exec(line) ?? [];
    return id ? { id: Number(id), title } : [];
  });

/** Titles of the windows on the screen. */
export const windowsOnScreen = async (): Promise<readonly string[]> => (await windows()).map(({ title }) => title);

/**
 * Title of the window that has the focus, or null. The window manager keeps the number of a closed window, and a hidden
 * window of the next program may get the same number, so only windows on the screen count.
 */
export const focusedWindow = async (): Promise<string | null> => {
  const id = Number(await ask('xdotool', 'getactivewindow').catch(() => 0));
  return (await windows()).find((window) => window.id === id)?.title ?? null;
};

/** Type, states and frame of the window that has the focus, in the words of `xprop`. */
export const focusedProperties = async (): Promise<string> =>
  ask('xprop', '-id', await ask('xdotool', 'getactivewindow'));

/** Keeps a picture of the whole desktop as `test/desktop/shots/<name>.png`. */
export const screenshot = async (name: string): Promise<string> => {
  const file = await shotFile(name);
  await ask('scrot', '-o', file);
  return file;
};

export interface OtherProgram {
  title: string;
  /** Brings the window to the front, as a click on it would. */
  focus: () => Promise<void>;
  /** Keys that reached the window so far, by their X names (`a`, `Return`). */
  keys: () => readonly string[];
  [Symbol.asyncDispose]: () => Promise<void>;
}

/** Opens the window of another program (`xev`, which reports its keys), in which a person would be working. */
export const openOtherProgram = async (): Promise<OtherProgram> => {
  const title = 'Event Tester';
  const program = spawn('xev', ['-event', 'keyboard', '-geometry', '300x200+60+500'], onDesktop());
  const gone = new Promise<void>((resolve) => program.once('exit', () => resolve()));
  let output = '';
  program.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  await until('the other program has the focus', async () => (await focusedWindow()) === title);
  return {
    title,
    focus: async () => {
      await until('the other program has the focus', async () => {
        await ask('wmctrl', '-a', title);
        return (await focusedWindow()) === title;
      });
    },
    keys: () =>
      [...output.matchAll(/KeyPress event[\s\S]*?keysym 0x[0-9a-f]+, (\w+)\)/g)].flatMap((match) => match[1] ?? []),
    [Symbol.asyncDispose]: async () => {
      program.kill();
      await gone;
    },
  };
};
