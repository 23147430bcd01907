import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const exec = promisify(execFile);

/** A window in a line of `xwininfo -tree`: `0xc00007 "electron": ("electron" "Electron")  24x30+0+0  +1254+1`. */
const windowLine = /^\s*0x[0-9a-f]+ .*\("([^"]*)" "[^"]*"\)\s+(\d+)x(\d+)\S+\s+\+(-?\d+)\+(-?\d+)/;

/**
 * The middle of each icon in the virtual desktop's tray, from left to right. Electron does not know where its icon is
 * there, but the X server does. Icons that are not drawn yet have no size and do not count.
 * @param {NodeJS.ProcessEnv} env of the virtual desktop
 * @returns {Promise<readonly { x: number, y: number }[]>}
 */
export async function trayIcons(env) {
  const options = { env: { ...process.env, ...env } };
  // Fails while the panel is not on the screen: it comes with its first icon.
  const panels = await exec('xdotool', ['search', '--onlyvisible', '--class', '^trayer$'], options).catch(() => null);
  const panel = panels?.stdout.trim().split('\n').at(-1);
  if (!panel) return [];
  const { stdout } = await exec('xwininfo', ['-id', panel, '-tree'], options);
  return stdout
    .split('\n')
    .flatMap((line) => {
      const [, name, ...numbers] = windowLine.exec(line) ?? [];
      const [width = 0, height = 0, x = 0, y = 0] = numbers.map(Number);
      if (name === undefined || name === 'panel' || width < 16) return [];
      return [{ x: x + Math.floor(width / 2), y: y + Math.floor(height / 2) }];
    })
    .sort((a, b) => a.x - b.x);
}
