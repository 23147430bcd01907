import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, test } from 'vitest';
import { until } from '../../support/clock/until';
import { pressKeys } from '../../support/desktop/desktop';
import { ownDesktop } from '../../support/desktop/desktop-session';
import { isPopupShown, runAgain } from '../../support/desktop/launch-app';
import { launched } from '../../support/desktop/launched';

// While the pointer is over other windows, Chromium reports an old position.

const xdotool = (...args: readonly string[]) =>
  promisify(execFile)('xdotool', args, { env: { ...process.env, ...ownDesktop().env } });

beforeAll(async () => {
  await xdotool('mousemove', '640', '400');
});
const buzz = launched({ args: ['--hidden'] });

const bounds = () =>
  buzz.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((window) => window.webContents.getURL().includes('/index.html'))
      ?.getBounds(),
  );

test('the popup opens at the pointer, although no window of the app has ever seen it', async () => {
  for (const x of [300, 900]) {
    // A point on the panel, as if the icon were there.
    await xdotool('mousemove', `${x}`, '10');
    await runAgain(buzz);
    await until('the popup is there', () => isPopupShown(buzz));
    await until(`the popup is below ${x}`, async () => (await bounds())?.x === x - 210);
    await pressKeys('Escape');
    await until('the popup is gone', async () => !(await isPopupShown(buzz)));
  }
});
