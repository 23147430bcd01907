import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../../support/clock/until';
import { clickTray, screenshot, trayIconPosition } from '../../support/desktop/desktop';
import { ownDesktop } from '../../support/desktop/desktop-session';
import { isPopupShown, showPopup } from '../../support/desktop/launch-app';
import { launched } from '../../support/desktop/launched';
import { compose, says } from '../../support/pages/screens';

// A monitor is unplugged while the popup is open on it: the remaining screen is smaller and ends before the popup. The only
// output of this X server cannot go, but it can really become smaller, and every program is told.

const exec = promisify(execFile);
const xrandr = async (...args: readonly string[]): Promise<string> =>
  (await exec('xrandr', args, { env: { ...process.env, ...ownDesktop().env } })).stdout;

let output: string;

beforeAll(async () => {
  output = /^(\S+) connected/m.exec(await xrandr('--query'))?.[1] ?? '';
  await xrandr('--newmode', 'laptop', '0', '800', '800', '800', '800', '600', '600', '600', '600');
  await xrandr('--addmode', output, 'laptop');
});
afterAll(async () => {
  await xrandr('--output', output, '--mode', '1280x800');
  await xrandr('--delmode', output, 'laptop');
  await xrandr('--rmmode', 'laptop');
});
const buzz = launched({ shown: true });

const bounds = () =>
  buzz.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((window) => window.webContents.getURL().includes('/index.html'))
      ?.getBounds(),
  );
/** Waits until the whole popup is on a screen of this size, below the panel. */
const isWithin = async (width: number, height: number) => {
  await until('the popup is within the screen', async () => {
    const at = await bounds();
    return at && at.x >= 0 && at.y >= 32 && at.x + at.width <= width && at.y + at.height <= height;
  }).catch(async (cause: unknown) => {
    const screens = await buzz.app.evaluate(({ screen }) => screen.getAllDisplays().map(({ workArea }) => workArea));
    const is = { popup: await bounds(), shown: await isPopupShown(buzz), screens, mode: await xrandr('--query') };
    throw new Error(`The popup is not within ${width} × ${height}: ${JSON.stringify(is)}`, { cause });
  });
};

test('the popup, its draft and the icon survive the screen they were on', async () => {
  // The popup of a first start may have come while the panel was still on its way to its corner.
  await buzz.page.evaluate(() => window.buzz.hideWindow());
  await showPopup(buzz);
  const { favorite, message, chosen } = compose(buzz.page);
  await favorite('值班组').click();
  await message.fill('显示器被拔掉之前写的');
  await isWithin(1280, 800);
  expect((await bounds())?.x).toBeGreaterThan(800);

  await xrandr('--output', output, '--mode', 'laptop');
  await isWithin(800, 600);
  await screenshot('smaller-screen');
  expect(await isPopupShown(buzz)).toBe(true);
  expect(await message.inputValue()).toBe('显示器被拔掉之前写的');
  await says(chosen, '值班组');

  // The icon has moved with the panel and still works.
  await until('the icon is on the screen that is left', async () => (await trayIconPosition()).x < 800);
  await clickTray();
  await until('the popup is gone', async () => !(await isPopupShown(buzz)));
  await clickTray();
  await until('the popup is back', () => isPopupShown(buzz));
  await isWithin(800, 600);

  await xrandr('--output', output, '--mode', '1280x800');
  await isWithin(1280, 800);
  await until('it is as high as before', async () => (await bounds())?.height === 620);
  expect(await message.inputValue()).toBe('显示器被拔掉之前写的');
});
