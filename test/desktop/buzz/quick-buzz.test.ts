import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { until } from '../../support/clock/until';
import {
  clickTray,
  focusedWindow,
  movePointer,
  type OtherProgram,
  openOtherProgram,
  pressHotkey,
  pressKeys,
  screenshot,
  typeKeys,
} from '../../support/desktop/desktop';
import { isPopupShown, type LaunchedApp, launchApp } from '../../support/desktop/launch-app';
import { holdKeys } from '../../support/desktop/other-programs';
import { type PracticeRemote, practiceIn } from '../../support/feishu/practice-remote';
import { picture } from '../../support/pages/looks';
import { board, compose, emptyDraft, says } from '../../support/pages/screens';

// Quick buzz by keyboard, from another program and back to it. Every key is pressed at the X server, as by a keyboard, and
// goes to the window that has the focus.

let other: OtherProgram;
let buzz: LaunchedApp;
let practice: PracticeRemote;

beforeAll(async () => {
  other = await openOtherProgram();
});
afterAll(async () => {
  await other[Symbol.asyncDispose]();
});

const start = async () => {
  buzz = await launchApp();
  practice = await practiceIn(buzz.page);
};
const shown = () => until('the popup is on the screen', () => isPopupShown(buzz));
const hidden = () => until('the popup is gone', async () => !(await isPopupShown(buzz)));
const focused = () =>
  until('the popup has the focus', async () => (await focusedWindow())?.includes('Feishu Buzz') ?? false);
const putAway = async () => {
  await buzz.page.evaluate(() => window.buzz.hideWindow());
  await hidden();
  await other.focus();
};
/** Presses the hotkey and waits until the next key can come. */
const byHotkey = async (keys?: string) => {
  await pressHotkey(keys);
  await shown();
  await focused();
  const { to } = compose(buzz.page);
  await until('the focus is in To', () => to.evaluate((input) => input === document.activeElement));
};

describe('quick buzz', () => {
  beforeAll(start);
  afterAll(() => buzz.close());
  beforeEach(async () => {
    await emptyDraft(buzz.page);
    await practice.forget();
    await putAway();
  });

  test('takes four interactions from another program to the server: hotkey, Tab, words, Ctrl+Enter', async () => {
    await byHotkey(); // 1
    await pressKeys('Tab'); // 2: the group offered as a ghost
    const { message, chosen } = compose(buzz.page);
    await says(chosen.first(), '值班组');
    await until('the focus is in Message', () => message.evaluate((box) => box === document.activeElement));
    await typeKeys('disk full on db-01, please act now'); // 3
    await says(compose(buzz.page).plan, /6 messages/);
    await screenshot('quick-buzz-ready');
    await pressKeys('ctrl+Return'); // 4
    await practice.arrived('urgent_app', 6);
    const sent = await practice.calls('send');
    expect(sent).toHaveLength(6);
    for (const call of sent) expect(call.did.message?.text).toContain('disk full on db-01, please act now');
    await says(board(buzz.page).person('单小雨'), /Unread/);
    expect(other.keys()).not.toContain('d');
  });

  test('finds people by the initials of their names as they are really pronounced, and picks by Tab', async () => {
    await byHotkey();
    await typeKeys('sxy');
    const { suggestion, chosen } = compose(buzz.page);
    await suggestion('单小雨').waitFor();
    await picture(buzz.page, 'quick-buzz-suggestions');
    await pressKeys('Tab');
    await says(chosen.first(), '单小雨');
    await typeKeys('look at order-db');
    await says(compose(buzz.page).plan, /1 message/);
    await pressKeys('ctrl+Return');
    await practice.arrived('urgent_app', 1);
    expect(await practice.buzzed('app')).toEqual(['单小雨']);
    expect(await practice.calls('send')).toHaveLength(1);
  });

  test('offers the last group, and Alt+3 only chooses the paid channel', async () => {
    const { chosen, plan, suggestion } = compose(buzz.page);
    await byHotkey();
    await typeKeys('yeban');
    await suggestion('夜班').first().waitFor();
    await pressKeys('Tab');
    await says(chosen.first(), '夜班');
    await typeKeys('night shift, please look');
    await says(plan, /9 messages/);
    await pressKeys('ctrl+Return');
    await practice.arrived('urgent_app', 9);
    await practice.forget();
    await putAway();

    // A list that opens under a resting pointer chooses no row.
    await movePointer({ x: 640, y: 320 });
    await byHotkey();
    await suggestion('数据库').first().waitFor();
    await pressKeys('Tab');
    await says(chosen.first(), '夜班');
    await typeKeys('call me back');
    await pressKeys('alt+3');
    await until('Phone is chosen', () => compose(buzz.page).channel('Phone').isChecked());
    await says(plan, /Phone · 9 (of \d+ )?people/);
    await pressKeys('ctrl+Return');
    await until('the focus is on the paid button', () =>
      compose(buzz.page).hold.evaluate((button) => button === document.activeElement),
    );
    expect(await practice.calls('send')).toEqual([]);
    await picture(buzz.page, 'quick-buzz-paid');
  });

  test('gives the focus back on Escape and keeps what was typed', async () => {
    await byHotkey();
    await pressKeys('Tab');
    await typeKeys('half a thought');
    await pressKeys('Escape');
    await hidden();
    await until('the other program has the focus', async () => (await focusedWindow()) === other.title);
    await pressKeys('q');
    await until('the key reaches the other program', () => other.keys().includes('q'));
    await pressHotkey();
    await shown();
    expect(await compose(buzz.page).message.inputValue()).toBe('half a thought');
    expect(await compose(buzz.page).chosen.count()).toBe(1);
  });
});

describe('a hotkey that another program has', () => {
  test('is reported at the start; another one can be recorded in Settings and works', async () => {
    await using held = await holdKeys('ctrl+alt+shift+b');
    await start();
    try {
      const { page } = buzz;
      await shown();
      const notices = page.getByRole('region', { name: 'Notices' });
      await says(notices, 'Another program uses Ctrl+Alt+Shift+B');
      await picture(page, 'hotkey-taken');
      await putAway();
      await pressHotkey();
      await until('the other program got it', () => held.presses() > 0);
      expect(await isPopupShown(buzz)).toBe(false);

      await clickTray();
      await shown();
      await focused();
      await page.getByRole('button', { name: 'Settings' }).click();
      const recorder = page.getByRole('button', { name: /Open quick buzz/ });
      await recorder.click();
      await says(recorder, 'Press the new shortcut');
      await pressKeys('ctrl+alt+shift+b');
      await until('it is taken still', () => held.presses() > 1);
      await pressKeys('ctrl+alt+j');
      await says(recorder, 'Ctrl', 'J');
      await page.getByText(/The hotkey is now/).waitFor();
      await notices.waitFor({ state: 'detached' });
      await picture(page, 'hotkey-recorded');
      await putAway();
      await byHotkey('ctrl+alt+j');
    } finally {
      await buzz.close();
    }
  });
});
