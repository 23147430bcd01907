import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { until } from '../../support/clock/until';
import {
  focusedWindow,
  type OtherProgram,
  openOtherProgram,
  pressHotkey,
  pressKeys,
  screenshot,
} from '../../support/desktop/desktop';
import { isPopupShown, runAgain, showPopup } from '../../support/desktop/launch-app';
import { launched } from '../../support/desktop/launched';
import { holdKeys } from '../../support/desktop/other-programs';
import { touch } from '../../support/desktop/press';
import { practiceIn } from '../../support/feishu/practice-remote';
import { picture } from '../../support/pages/looks';
import { compose, emptyDraft, goTo } from '../../support/pages/screens';

// Shortcuts and second starts on a real desktop, next to another program that could get the keys.

let other: OtherProgram;

beforeAll(async () => {
  other = await openOtherProgram();
});
afterAll(() => other[Symbol.asyncDispose]());
const buzz = launched();
beforeEach(async () => {
  // Opens the popup by the tray, because quick buzz has no tabs.
  await buzz.page.evaluate(() => window.buzz.hideWindow());
  await hidden();
  await showPopup(buzz);
  await emptyDraft(buzz.page);
});

const shown = () => until('the popup is on the screen', () => isPopupShown(buzz));
const hidden = () => until('the popup is gone', async () => !(await isPopupShown(buzz)));
const putAway = async () => {
  await buzz.page.evaluate(() => window.buzz.hideWindow());
  await hidden();
  await other.focus();
};
/** Asks main for a hotkey, as the page does after a press. */
const tryHotkey = async (accelerator: string) => {
  await touch(buzz.page);
  return buzz.page.evaluate((keys) => window.buzz.tryHotkey({ accelerator: keys }), accelerator);
};
/** Opens the recorder of this name and presses keys on the real keyboard. */
const recordKeys = async (name: RegExp, keys: string) => {
  const recorder = buzz.page.getByRole('button', { name });
  await recorder.click();
  await until('it records', async () => (await recorder.getAttribute('aria-pressed')) === 'true');
  await until('the popup has the focus', async () => (await focusedWindow())?.includes('Feishu Buzz') ?? false);
  await pressKeys(keys);
  return recorder;
};

describe('the hotkey recorder', () => {
  test('refuses a taken shortcut, keeps the old one, and offers three that are free', async () => {
    await using held = await holdKeys('ctrl+alt+j');
    await using easiest = await holdKeys('ctrl+alt+b');
    await buzz.page.getByRole('button', { name: 'Settings' }).click();
    const answer = await tryHotkey('CommandOrControl+Alt+J');
    expect(answer).toMatchObject({
      ok: true,
      value: { accelerator: 'CommandOrControl+Alt+Shift+B', problem: { advice: 'hotkey-taken' } },
    });
    await buzz.page.getByText('Ctrl+Alt+Shift+B is still in use.').scrollIntoViewIfNeeded();
    await picture(buzz.page, 'hotkey-taken');
    const free = answer.ok ? answer.value.free : [];
    expect(free).toHaveLength(3);
    expect(free).not.toContain('CommandOrControl+Alt+B');
    // Trying the free ones took no shortcut from another program.
    await pressKeys('ctrl+alt+b', 'ctrl+alt+j');
    await until('they reach who holds them', () => held.presses() === 1 && easiest.presses() === 1);
    await tryHotkey('CommandOrControl+Shift+U');
    await putAway();
    await pressKeys('ctrl+shift+u');
    await shown();
    await tryHotkey('CommandOrControl+Alt+Shift+B');
  });

  test('records pressed keys, even the current shortcut', async () => {
    await buzz.page.getByRole('button', { name: 'Settings' }).click();
    const recorder = await recordKeys(/^Open quick buzz/, 'ctrl+alt+shift+j');
    await until('it is the new one', async () => (await recorder.textContent())?.includes('Ctrl+Alt+Shift+J') ?? false);
    await recordKeys(/^Open quick buzz/, 'ctrl+alt+shift+j');
    await buzz.page.getByText('The hotkey is now Ctrl+Alt+Shift+J').first().waitFor();
    await putAway();
    await pressKeys('ctrl+alt+shift+j');
    await shown();
    await tryHotkey('CommandOrControl+Alt+Shift+B');
  });
});

describe('the hotkey of a group', () => {
  test('opens compose with the group filled in, from another program, and sends nothing', async () => {
    const practice = await practiceIn(buzz.page);
    await goTo(buzz.page, 'Groups');
    await buzz.page
      .getByRole('button', { name: /数据库/ })
      .filter({ has: buzz.page.locator('svg') })
      .last()
      .click();
    await buzz.page.getByRole('menuitem', { name: 'Edit' }).click();
    // The shortcut of the window is refused with a reason.
    await recordKeys(/^Hotkey/, 'ctrl+alt+shift+b');
    await buzz.page.getByText('Ctrl+Alt+Shift+B already opens quick buzz').waitFor();
    await picture(buzz.page, 'group-hotkey-refused');
    const recorder = await recordKeys(/^Hotkey/, 'ctrl+alt+shift+d');
    await until('it is recorded', async () => (await recorder.textContent())?.includes('Ctrl+Alt+Shift+D') ?? false);
    await picture(buzz.page, 'group-hotkey');
    await buzz.page.getByRole('button', { name: 'Save' }).click();
    await buzz.page.getByText(/saved/i).first().waitFor();
    await practice.forget();
    await putAway();
    await pressKeys('ctrl+alt+shift+d');
    await shown();
    await compose(buzz.page).chosen.filter({ hasText: '数据库' }).waitFor();
    await screenshot('group-hotkey-pressed');
    expect(await practice.calls('send')).toEqual([]);
    expect(other.keys()).not.toContain('d');
    // The window cannot have the group's shortcut either, and the reason names no other program.
    const answer = await tryHotkey('CommandOrControl+Alt+Shift+D');
    expect(answer).toMatchObject({
      ok: true,
      value: {
        accelerator: 'CommandOrControl+Alt+Shift+B',
        problem: { advice: 'hotkey-of-group', params: { name: '数据库' } },
      },
    });
  });
});

describe('a second start', () => {
  test('with --quick opens the quick window, with --toggle hides and shows it', async () => {
    await putAway();
    await runAgain(buzz, '--quick');
    await shown();
    const to = buzz.page.getByRole('combobox', { name: 'To' });
    await until('the focus is in To', () => to.evaluate((element) => element === document.activeElement));
    await runAgain(buzz, '--toggle');
    await hidden();
    await runAgain(buzz, '--toggle');
    await shown();
  });

  test('with --hidden shows nothing', async () => {
    await putAway();
    await runAgain(buzz, '--hidden');
    // Starts are handled in order: if this one had shown the window, the next would hide it.
    await runAgain(buzz, '--toggle');
    await shown();
  });
});

test('a window with that setting stays while another program is used', async () => {
  await buzz.page.evaluate(() => window.buzz.changeSettings({ hideOnBlur: false }));
  await until('the popup has the focus', async () => (await focusedWindow())?.includes('Feishu Buzz') ?? false);
  await other.focus();
  await pressKeys('z');
  await until('the key reaches the other program', () => other.keys().includes('z'));
  expect(await isPopupShown(buzz)).toBe(true);
  await buzz.page.evaluate(() => window.buzz.changeSettings({ hideOnBlur: true }));
});

test('a screen that disappears takes no window with it', async () => {
  // The only screen of this desktop cannot be unplugged, so it becomes smaller.
  await buzz.app.evaluate(({ BrowserWindow }) => {
    const popup = BrowserWindow.getAllWindows().find((each) => each.webContents.getURL().includes('/index.html'));
    popup?.setPosition(4000, 3000);
  });
  await buzz.app.evaluate(({ screen }) => void screen.emit('display-removed', {}, screen.getPrimaryDisplay()));
  const bounds = await until('the window is back', () =>
    buzz.app.evaluate(({ BrowserWindow }) => {
      const popup = BrowserWindow.getAllWindows().find((each) => each.webContents.getURL().includes('/index.html'));
      const at = popup?.getBounds();
      return at && at.x + at.width <= 1280 && at.y + at.height <= 800 ? at : null;
    }),
  );
  expect(bounds.y).toBeGreaterThanOrEqual(32);
});

// The last test, because the page of the others does not survive it.
test('a page that dies while it records a shortcut leaves all shortcuts working', async () => {
  const inForce = () =>
    buzz.app.evaluate(({ globalShortcut }) => globalShortcut.isRegistered('CommandOrControl+Alt+Shift+B'));
  await buzz.page.getByRole('button', { name: 'Settings' }).click();
  await buzz.page.getByRole('button', { name: /^Open quick buzz/ }).click();
  await until('the shortcuts are let go', async () => !(await inForce()));
  const again = buzz.app.waitForEvent('window');
  await buzz.app.evaluate(({ webContents }) => {
    for (const contents of webContents.getAllWebContents()) contents.forcefullyCrashRenderer();
  });
  const page = await again;
  await page.waitForLoadState('load');
  await until('they are in force again', inForce);
  await page.evaluate(() => window.buzz.hideWindow());
  await hidden();
  await other.focus();
  await pressHotkey();
  await shown();
});
