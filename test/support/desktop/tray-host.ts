import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { inject } from 'vitest';
import { selectionIsOwned } from '../../../build/screen/x11.mjs';
import { until } from '../clock/until';
import { windowsOnScreen } from './desktop';

/** The programs of this name on the desktop of the tests, by their process ids. */
const onDesktop = (name: string): readonly number[] =>
  readdirSync('/proc').flatMap((entry) => {
    if (!/^\d+$/.test(entry)) return [];
    try {
      const isIt = readFileSync(`/proc/${entry}/comm`, 'utf8').trim() === name;
      const here = `DISPLAY=${inject('desktop').env.DISPLAY}\0`;
      return isIt && readFileSync(`/proc/${entry}/environ`, 'utf8').includes(here) ? [Number(entry)] : [];
    } catch {
      // Gone meanwhile, or somebody else's.
      return [];
    }
  });

/** Ends the program that shows the tray, as a crashed panel would. */
export const stopTrayHost = async (): Promise<void> => {
  for (const pid of onDesktop('trayer')) process.kill(pid, 'SIGKILL');
  await until('the tray is gone', () => onDesktop('trayer').length === 0);
  // The window manager gives its room and the focus to others: what is shown before that could lose it again.
  await until('so is its window', async () => !(await windowsOnScreen()).includes('panel'));
};

/** Starts it unless it runs. */
export const haveTrayHost = async (): Promise<void> => {
  if (onDesktop('trayer').length === 0) await startTrayHost();
};

/** Starts it again, as it was (`virtual-desktop.mjs`). It outlives this test file, and ends with the X server. */
export const startTrayHost = async (): Promise<void> => {
  const { env } = inject('desktop');
  const args =
    '--edge top --align right --height 32 --widthtype request --SetDockType true --SetPartialStrut true --tint 0x1f2a3c --transparent true --alpha 0';
  spawn('trayer', args.split(' '), { env: { ...process.env, ...env }, detached: true, stdio: 'ignore' }).unref();
  await selectionIsOwned(env.DISPLAY ?? '', '_NET_SYSTEM_TRAY_S0');
};
