import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../../support/clock/until';
import {
  clickTray,
  focusedWindow,
  type OtherProgram,
  openOtherProgram,
  pressHotkey,
  pressKeys,
  screenshot,
  trayIcons,
} from '../../support/desktop/desktop';
import { isPopupShown, type LaunchedApp, launchApp } from '../../support/desktop/launch-app';

describe('on a real desktop', () => {
  let other: OtherProgram;
  let buzz: LaunchedApp;

  beforeAll(async () => {
    other = await openOtherProgram();
    buzz = await launchApp();
    // A first start opens the popup by itself, and an early click would hide it.
    await until('the first start shows the popup', () => isPopupShown(buzz));
  });
  afterAll(async () => {
    await buzz.close();
    await other[Symbol.asyncDispose]();
  });

  const shown = () => until('the popup is on the screen', () => isPopupShown(buzz));
  const hidden = () => until('the popup is gone', async () => !(await isPopupShown(buzz)));

  /** Repeats until the popup is gone: a window that is still being mapped may not have the focus yet. */
  const pressEscape = () =>
    until('Escape puts the popup away', async () => {
      if (!(await isPopupShown(buzz))) return true;
      await pressKeys('Escape');
      return false;
    });

  /** Hides the popup, which a first start opens by itself. */
  const putAway = async () => {
    if (await isPopupShown(buzz)) await pressEscape();
    await other.focus();
  };

  test('the tray shows one icon', async () => {
    expect(await until('an icon', async () => ((await trayIcons()).length > 0 ? trayIcons() : null))).toHaveLength(1);
  });

  test('a click on the icon opens the popup inside the screen, and the next one hides it', async () => {
    await putAway();
    await clickTray();
    await shown();
    await screenshot('popup-at-tray');
    const { width, x, y, height } = await buzz.app.evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows().find((each) => each.webContents.getURL().includes('/index.html'));
      if (!window) throw new Error('there is no popup');
      return window.getBounds();
    });
    expect({ width, height }).toEqual({ width: 420, height: 620 });
    // The icon is at the end of the panel.
    expect(x + width).toBe(1280);
    // The tray's panel takes the upper 32 pixels for itself.
    expect(y).toBeGreaterThanOrEqual(32);
    await clickTray();
    await hidden();
  });

  test('the hotkey opens the quick window over another program, ready to type the recipients', async () => {
    await putAway();
    await pressHotkey();
    await shown();
    await screenshot('quick-buzz');
    const to = buzz.page.getByRole('combobox', { name: 'To' });
    await until('the focus is in To', () => to.evaluate((element) => element === document.activeElement));
    await until('the popup has the focus', async () => (await focusedWindow())?.includes('Feishu Buzz') ?? false);
    expect(other.keys()).not.toContain('b');
  });

  test('Escape gives the focus back to the program before', async () => {
    await putAway();
    await pressHotkey();
    await shown();
    await until('the popup has the focus', async () => (await focusedWindow())?.includes('Feishu Buzz') ?? false);
    await pressEscape();
    await until('the other program has the focus', async () => (await focusedWindow()) === other.title);
    await pressKeys('z');
    await until('the key reaches the other program', () => other.keys().includes('z'));
  });

  test('a click elsewhere hides the popup', async () => {
    await putAway();
    await clickTray();
    await shown();
    await until('the popup has the focus', async () => (await focusedWindow())?.includes('Feishu Buzz') ?? false);
    // The app blames a blur right after opening on the window manager, and takes the focus back once.
    await until('the popup is gone', async () => {
      await other.focus();
      return !(await isPopupShown(buzz));
    });
  });
});
