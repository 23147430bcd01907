import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../../support/clock/until';
import {
  focusedWindow,
  keyboardOption,
  type OtherProgram,
  openOtherProgram,
  pressKeys,
} from '../../support/desktop/desktop';
import { isPopupShown, launchApp, showPopup } from '../../support/desktop/launch-app';
import { touch } from '../../support/desktop/press';
import { picture } from '../../support/pages/looks';

// Keys that the keyboard's layout takes for itself: X lets them be registered, and they never arrive.

let other: OtherProgram;
beforeAll(async () => {
  other = await openOtherProgram();
});
afterAll(() => other[Symbol.asyncDispose]());

const openPopup = async (buzz: Awaited<ReturnType<typeof launchApp>>) => {
  await showPopup(buzz);
  await until('the popup has the focus', async () => (await focusedWindow())?.includes('Feishu Buzz') ?? false);
};

test('Settings say that a hotkey is swallowed by the layout, offer one that arrives, and let a person try it', async () => {
  await using _keyboard = await keyboardOption('grp:alt_shift_toggle');
  await using buzz = await launchApp();
  const { page } = buzz;
  const putAway = async () => {
    await page.evaluate(() => window.buzz.hideWindow());
    await until('the popup is gone', async () => !(await isPopupShown(buzz)));
    await other.focus();
  };
  await until('the first start shows the popup', () => isPopupShown(buzz));
  await putAway();

  // It is dead: the key after it arrives, and nothing has opened.
  await pressKeys('ctrl+alt+shift+b', 'z');
  await until('the next key arrives', () => other.keys().includes('z'));
  expect(await isPopupShown(buzz)).toBe(false);

  await openPopup(buzz);
  await page.getByRole('button', { name: 'Settings' }).click();
  const doubt = page.getByText(/switches keyboard layouts with Alt\+Shift/).last();
  await doubt.scrollIntoViewIfNeeded();
  await picture(page, 'hotkey-swallowed');
  expect(await page.getByText(/is still in use/).count()).toBe(0);
  // A press that was asked for does not arrive either.
  await page.getByRole('button', { name: 'Try it' }).click();
  await page.getByText(/Press Ctrl\+Alt\+Shift\+B now/).waitFor();
  await pressKeys('ctrl+alt+shift+b');

  const offered = page.getByRole('button', { name: /^Ctrl\+/ });
  expect(await offered.allTextContents()).toEqual(['Ctrl+Alt+B', 'Ctrl+Shift+U', 'Ctrl+Alt+J']);
  await offered.first().click();
  await page.getByText('The hotkey is now Ctrl+Alt+B').first().waitFor();
  expect(await doubt.count()).toBe(0);
  await page.getByRole('button', { name: 'Try it' }).click();
  await page.getByText(/Press Ctrl\+Alt\+B now/).waitFor();
  await until('the popup has the focus', async () => (await focusedWindow())?.includes('Feishu Buzz') ?? false);
  await pressKeys('ctrl+alt+b');
  await page.getByText('Ctrl+Alt+B has arrived. It works').waitFor();
  expect(await isPopupShown(buzz)).toBe(true);
  await picture(page, 'hotkey-tried');

  await putAway();
  await pressKeys('ctrl+alt+b');
  await until('the new hotkey opens the popup', () => isPopupShown(buzz));
});

test('a hotkey that arrives is in no doubt, and one whose layout changes later is, as soon as Settings are opened', async () => {
  await using buzz = await launchApp();
  const { page } = buzz;
  await until('the first start shows the popup', () => isPopupShown(buzz));
  await page.evaluate(() => window.buzz.hideWindow());
  await openPopup(buzz);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Try it' }).click();
  await page.getByText(/Press Ctrl\+Alt\+Shift\+B now/).waitFor();
  await pressKeys('ctrl+alt+shift+b');
  await page.getByText('Ctrl+Alt+Shift+B has arrived. It works').waitFor();
  expect(await page.getByText(/switches keyboard layouts/).count()).toBe(0);

  await touch(page);
  await page.evaluate(() => window.buzz.tryHotkey({ accelerator: 'Alt+Shift+F9' }));
  await using _keyboard = await keyboardOption('grp:alt_shift_toggle');
  await page.evaluate(() => window.buzz.getDesktop());
  await page
    .getByText(/Alt\+Shift\+F9 will probably do nothing/)
    .first()
    .waitFor();
});
