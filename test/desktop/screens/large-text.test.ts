import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { until } from '../../support/clock/until';
import { pressHotkey, screenshot } from '../../support/desktop/desktop';
import { isPopupShown, showPopup } from '../../support/desktop/launch-app';
import { launched } from '../../support/desktop/launched';
import { type PracticeRemote, practiceIn } from '../../support/feishu/practice-remote';
import { objectionsOf } from '../../support/pages/axe';
import { layoutFaults, picture, whatDoesNotFit } from '../../support/pages/looks';
import { board, compose, emptyDraft, goTo, says } from '../../support/pages/screens';
import { tourOfScreens } from '../../support/pages/tour-of-screens';

// Everything twice as large and in high contrast, as for people with low vision: a screen of 1280 × 800 then has room for
// 640 × 400.

let practice: PracticeRemote;
const buzz = launched({ shown: true, newcomer: true, args: ['--force-device-scale-factor=2'] });
beforeAll(async () => {
  practice = await practiceIn(buzz.page);
  await buzz.page.evaluate(() => window.buzz.changeSettings({ hideOnBlur: false, theme: 'contrast' }));
});

/** Bounds of the popup and of the work area, as Electron reports them. */
const places = () =>
  buzz.app.evaluate(({ BrowserWindow, screen }) => ({
    popup: BrowserWindow.getAllWindows()
      .find((window) => window.webContents.getURL().includes('/index.html'))
      ?.getBounds(),
    room: screen.getPrimaryDisplay().workArea,
  }));
/** Waits for the bounds, since a window manager takes a moment to place a window. */
const isInside = async () => {
  let last = '';
  const fits = async () => {
    const { popup, room } = await places();
    last = JSON.stringify({ popup, room });
    if (!popup) return false;
    const right = popup.x + popup.width <= room.x + room.width;
    return right && popup.y + popup.height <= room.y + room.height && popup.x >= room.x && popup.y >= room.y;
  };
  await until('the popup is inside of the work area', fits, 5_000).catch((cause: unknown) => {
    throw new Error(`the popup is not inside of the work area: ${last}`, { cause });
  });
};

test('every screen fits, and every control is in reach', async () => {
  expect(await buzz.page.evaluate(() => devicePixelRatio)).toBe(2);
  await isInside();
  const found: Record<string, readonly string[]> = {};
  await tourOfScreens(buzz, async (screen: string, page: Page) => {
    const faults = [...(await whatDoesNotFit(page)), ...(await layoutFaults(page)), ...(await objectionsOf(page))];
    if (faults.length > 0) found[screen] = faults;
    await picture(page, `large-${screen.replaceAll(/\W+/g, '-')}`);
  });
  expect(found).toEqual({});
  await isInside();
});

test('a buzz is written and sent by keys, with the button in view when it has the focus', async () => {
  const { page } = buzz;
  await emptyDraft(page);
  await compose(page).to.focus();
  await page.keyboard.type('zhibanzu');
  await compose(page).suggestion('值班组').first().waitFor();
  await page.keyboard.press('Enter');
  await compose(page).message.focus();
  await page.keyboard.type('Please look at the alert');
  await says(compose(page).plan, /6 messages/);
  await until('the button has the focus', async () => {
    await page.keyboard.press('Tab');
    return compose(page).buzz.evaluate((button) => button === document.activeElement);
  });
  const box = await compose(page).buzz.boundingBox();
  const height = await page.evaluate(() => innerHeight);
  expect((box?.y ?? -1) >= 0 && (box?.y ?? 0) + (box?.height ?? 0) <= height).toBe(true);
  await picture(page, 'large-buzz-focused');
  await screenshot('large-desktop');
  await practice.forget();
  await page.keyboard.press('Enter');
  await board(page).people.waitFor();
  await practice.arrived('urgent_app', 1);
  await goTo(page, 'Buzz');
});

test('quick buzz fits as well', async () => {
  const { page } = buzz;
  await page.evaluate(() => window.buzz.hideWindow());
  await pressHotkey();
  await until('the popup is on the screen', () => isPopupShown(buzz));
  await compose(page).message.waitFor();
  await isInside();
  expect([...(await whatDoesNotFit(page)), ...(await layoutFaults(page))]).toEqual([]);
  await picture(page, 'large-quick');
  expect(await objectionsOf(page)).toEqual([]);
  await page.evaluate(() => window.buzz.hideWindow());
  await showPopup(buzz);
  await isInside();
});
