import { beforeAll, expect, test } from 'vitest';
import { until } from '../../support/clock/until';
import { focusedWindow, pressHotkey, pressKeys, screenshot } from '../../support/desktop/desktop';
import { isPopupShown, showPopup } from '../../support/desktop/launch-app';
import { launched } from '../../support/desktop/launched';
import { layoutFaults, whatDoesNotFit } from '../../support/pages/looks';
import { board, compose, emptyDraft, goTo, says } from '../../support/pages/screens';
import { settled } from '../../support/pages/settled';

// Zoom by Ctrl with plus, minus and zero, pressed at the X server, and by the setting.

const buzz = launched({ shown: true });
beforeAll(async () => {
  await buzz.page.evaluate(() => window.buzz.changeSettings({ hideOnBlur: false }));
});

const focused = () =>
  until('the popup has the focus', async () => (await focusedWindow())?.includes('Feishu Buzz') ?? false);
const zoomIs = (zoom: number) =>
  until(`the page is drawn at ${zoom}`, () =>
    buzz.page.evaluate((zoom) => Math.abs(devicePixelRatio - zoom) < 0.01, zoom),
  );
/** Waits until the popup has the size for this zoom, inside its screen. */
const takesUp = async (width: number, height: number) => {
  let last = '';
  const fits = async () => {
    const { popup, room } = await buzz.app.evaluate(({ BrowserWindow, screen }) => ({
      popup: BrowserWindow.getAllWindows()
        .find((window) => window.webContents.getURL().includes('/index.html'))
        ?.getBounds(),
      room: screen.getPrimaryDisplay().workArea,
    }));
    last = JSON.stringify({ popup, room });
    if (!popup) return false;
    const inside = popup.x >= room.x && popup.x + popup.width <= room.x + room.width;
    const below = popup.y >= room.y && popup.y + popup.height <= room.y + room.height;
    const size = popup.width === Math.min(width, room.width) && popup.height === Math.min(height, room.height);
    return inside && below && size;
  };
  await until('the popup has its size', fits, 5_000).catch((cause: unknown) => {
    throw new Error(`the popup is not ${width} × ${height} within its screen: ${last}`, { cause });
  });
};
const faults = async (name: string) => {
  await settled(buzz.page);
  // A picture of the desktop, because Playwright cuts a zoomed page off where one at 100 % would end.
  await screenshot(`zoom-${name}`);
  return [...(await whatDoesNotFit(buzz.page)), ...(await layoutFaults(buzz.page))];
};

test('plus, minus and zero change the page and its window together, within the limits', async () => {
  await focused();
  await pressKeys('ctrl+plus');
  await zoomIs(1.1);
  await takesUp(462, 682);
  await pressKeys('ctrl+KP_Add');
  await zoomIs(1.25);
  await pressKeys('ctrl+minus');
  await zoomIs(1.1);
  await pressKeys('ctrl+0');
  await zoomIs(1);
  await takesUp(420, 620);
  for (const zoom of [0.9, 0.8, 0.8]) {
    await pressKeys('ctrl+minus');
    await zoomIs(zoom);
  }
  await takesUp(336, 496);
  expect(await faults('80-compose')).toEqual([]);
  await pressKeys('ctrl+0');
  await zoomIs(1);
});

test('at 200 % every screen fits, and every control is in reach', async () => {
  const { page } = buzz;
  await page.getByRole('button', { name: 'Settings' }).click();
  const size = page.getByRole('combobox', { name: 'Text size' });
  await size.click();
  await page.getByRole('option', { name: '200%' }).click();
  await zoomIs(2);
  await takesUp(840, 1240);
  await size.scrollIntoViewIfNeeded();
  expect(await faults('200-settings')).toEqual([]);
  await goTo(page, 'Groups');
  await page.getByRole('list', { name: 'Groups', exact: true }).getByRole('listitem').first().waitFor();
  expect(await faults('200-groups')).toEqual([]);
  await goTo(page, 'Buzz');
  const form = compose(page);
  await form.favorite('数据库').click();
  await form.message.fill('三号产线二号机停机且备机无法启动请立即到现场并在群里回复预计恢复时间');
  await says(form.plan, /In-app · /);
  expect(await faults('200-compose')).toEqual([]);
  await form.buzz.click();
  await says(board(page).people, /Unread/);
  expect(await faults('200-board')).toEqual([]);
  await board(page).back.click();
  await emptyDraft(page);
});

test('quick buzz has the same zoom, and it stays after a restart', async () => {
  await buzz.page.evaluate(() => window.buzz.hideWindow());
  await pressHotkey();
  await until('the popup is on the screen', () => isPopupShown(buzz));
  await compose(buzz.page).message.waitFor();
  await takesUp(1280, 1040);
  expect(await faults('200-quick')).toEqual([]);
  await buzz.restart();
  await zoomIs(2);
  await showPopup(buzz);
  await takesUp(840, 1240);
});
