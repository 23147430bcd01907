import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { startVirtualDesktop } from '../../../build/screen/virtual-desktop.mjs';
import { screenshot } from '../../support/desktop/desktop';
import { ownDesktop } from '../../support/desktop/desktop-session';
import { canBeOtherUser, runAsOtherUser } from '../../support/desktop/other-user';
import { tempFolder } from '../../support/disk/temp-folder';

// Attacks of another user of the same machine on the virtual desktop: seeing the app there, and typing on it.

const mode = async (path: string): Promise<string> => ((await stat(path)).mode & 0o777).toString(8);

/** Sees and drives a desktop: each of these succeeded on an X server without a cookie. */
const attacks: readonly (readonly string[])[] = [
  ['xwininfo', '-root', '-tree'],
  ['xdotool', 'key', 'ctrl+alt+shift+b'],
  ['xdotool', 'mousemove', '1264', '16', 'click', '1'],
];

describe('the virtual desktop', () => {
  test('takes no program that lacks its cookie', async () => {
    const { DISPLAY = '', XAUTHORITY = '' } = ownDesktop().env;
    for (const [name = '', ...args] of attacks) {
      const env = { ...process.env, DISPLAY, XAUTHORITY: '/dev/null' };
      await expect(promisify(execFile)(name, args, { env }), name).rejects.toThrow();
    }
    const env = { ...process.env, DISPLAY, XAUTHORITY };
    await expect(promisify(execFile)('xwininfo', ['-root'], { env })).resolves.toBeTruthy();
  });

  test.runIf(canBeOtherUser)('takes no program of another user, who cannot read the cookie either', async () => {
    const { DISPLAY = '', XAUTHORITY = '' } = ownDesktop().env;
    for (const attack of attacks) {
      await expect(runAsOtherUser(attack, { DISPLAY }), attack.join(' ')).rejects.toThrow();
      await expect(runAsOtherUser(attack, { DISPLAY, XAUTHORITY }), attack.join(' ')).rejects.toThrow();
    }
    await expect(runAsOtherUser(['cat', XAUTHORITY], {})).rejects.toThrow(/Permission denied/);
  });

  test('has a cookie of its own each time, which its owner alone can read', async () => {
    const [first, second] = await Promise.all([
      startVirtualDesktop({ keyring: false }),
      startVirtualDesktop({ keyring: false }),
    ]);
    try {
      const { XAUTHORITY: file = '' } = first.env;
      expect([await mode(file), await mode(dirname(file))]).toEqual(['600', '700']);
      // The second desktop's cookie opens the second desktop only.
      const env = { ...process.env, DISPLAY: first.env.DISPLAY, XAUTHORITY: second.env.XAUTHORITY };
      await expect(promisify(execFile)('xwininfo', ['-root'], { env })).rejects.toThrow();
    } finally {
      await Promise.all([first.stop(), second.stop()]);
    }
  });

  test('is shown in pictures that its owner alone can read', async () => {
    const desktop = await startVirtualDesktop({ keyring: false });
    try {
      const file = `${tempFolder()}/pictures/desktop.png`;
      await desktop.screenshot(file);
      expect([await mode(file), await mode(dirname(file))]).toEqual(['600', '700']);
      expect((await stat(file)).size).toBeGreaterThan(1000);
    } finally {
      await desktop.stop();
    }
    expect(await mode(dirname(await screenshot('other-user')))).toBe('700');
  });
});
