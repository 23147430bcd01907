import { beforeAll, expect, test } from 'vitest';
import { until } from '../../support/clock/until';
import { isPopupShown, showPopup } from '../../support/desktop/launch-app';
import { launched } from '../../support/desktop/launched';
import { type PracticeRemote, practiceIn } from '../../support/feishu/practice-remote';
import { focusFault, tabTo } from '../../support/pages/focus-walk';
import { picture } from '../../support/pages/looks';
import { board, compose, says } from '../../support/pages/screens';

// Everything by keyboard: this file uses no mouse, and each stop of the focus must be visible.

let practice: PracticeRemote;
const buzz = launched({ shown: true });
beforeAll(async () => {
  practice = await practiceIn(buzz.page);
  await listen();
});

const page = () => buzz.page;
const press = (key: string) => page().keyboard.press(key);
const type = (words: string) => page().keyboard.type(words);
const focusIsFine = async () => {
  let fault: string | null = null;
  const isFine = async () => {
    fault = await focusFault(page());
    return fault === null;
  };
  await until('the focus is somewhere', isFine, 3_000).catch(() => {
    throw new Error(fault ?? '');
  });
};
const startup = async () => {
  const answer = await page().evaluate(() => window.buzz.getStartup());
  if (!answer.ok) throw new Error('the app did not answer');
  return answer.value;
};

declare global {
  interface Window {
    /** What live regions have announced since `listen`. */
    said: readonly string[];
  }
}

/** Records what live regions announce to a screen reader. */
const listen = () =>
  page().evaluate(() => {
    const said: string[] = [];
    window.said = said;
    const live = '[role="status"], [role="alert"], [role="log"], [aria-live]';
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const region = (target instanceof Element ? target : target.parentElement)?.closest(live);
        if (region?.textContent) said.push(region.textContent);
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
const said = () => page().evaluate(() => [...window.said]);
const hears = (words: RegExp) =>
  until(`somebody who listens hears ${words}`, async () => (await said()).some((each) => words.test(each)));

test('a group is buzzed, and a screen reader announces the plan and all outcomes', async () => {
  await until('the focus is in To', () => compose(page()).to.evaluate((input) => input === document.activeElement));
  await type('zhibanzu');
  await hears(/\d+ results?/);
  await press('Enter');
  await tabTo(page(), /^Message$/);
  await type('Please look at the alert');
  await hears(/In-app.*6 people.*6 messages/);
  await tabTo(page(), /Buzz.*Ctrl\+Enter$/);
  await practice.forget();
  await press('Enter');
  await practice.arrived('urgent_app', 6);
  await says(board(page()).person('单小雨'), /Unread/);
  await focusIsFine();
  await hears(/: Unread/);
  await practice.read('单小雨');
  await tabTo(page(), /^More actions$/);
  await press('Enter');
  await page()
    .getByRole('menuitem', { name: /^Check (read|for)/ })
    .waitFor();
  await focusIsFine();
  await picture(page(), 'keyboard-menu');
  await press('Enter');
  await hears(/单小雨 has read it/);
});

test('Esc closes the topmost layer and gives the focus back', async () => {
  const more = page().getByRole('button', { name: 'More actions' });
  if (!(await more.evaluate((button) => button === document.activeElement))) await tabTo(page(), /^More actions$/);
  await press('Enter');
  await page().getByRole('menu').waitFor();
  await press('Escape');
  await page().getByRole('menu').waitFor({ state: 'hidden' });
  expect(await more.evaluate((button) => button === document.activeElement)).toBe(true);
  expect(await isPopupShown(buzz)).toBe(true);
  // A question can be left by Esc as well.
  await press('Enter');
  await page().getByRole('menu').waitFor();
  await press('End');
  await press('Enter');
  await page().getByRole('dialog').waitFor();
  await focusIsFine();
  await press('Escape');
  await page().getByRole('dialog').waitFor({ state: 'hidden' });
  await focusIsFine();
  await press('Escape');
  await until('the popup is gone', async () => !(await isPopupShown(buzz)));
  await showPopup(buzz);
});

test('a group is renamed', async () => {
  await tabTo(page(), /^Back$/, 'Shift+Tab');
  await press('Enter');
  await page().getByRole('tab', { name: 'Buzz' }).waitFor();
  await focusIsFine();
  await tabTo(page(), /^Buzz$/, 'Shift+Tab');
  await press('ArrowRight');
  await press('Enter');
  await page().getByRole('list', { name: 'Groups', exact: true }).waitFor();
  await tabTo(page(), /^More actions for 数据库$/);
  await press('Enter');
  await page().getByRole('menuitem', { name: 'Edit' }).waitFor();
  const edit = page().getByRole('menuitem', { name: 'Edit' });
  if (!(await edit.evaluate((item) => item === document.activeElement))) await type('e');
  await press('Enter');
  await page().getByRole('textbox', { name: 'Group name' }).waitFor();
  await focusIsFine();
  await picture(page(), 'keyboard-group-editor');
  if (
    !(await page()
      .getByRole('textbox', { name: 'Group name' })
      .evaluate((box) => box === document.activeElement))
  )
    await tabTo(page(), /^Group name$/);
  await press('End');
  await type(' DBA');
  await tabTo(page(), /^Save$/);
  await press('Enter');
  await until('it is saved', async () => (await startup()).groups.some(({ name }) => name === '数据库 DBA'));
  await hears(/Group “数据库 DBA” saved/);
  await focusIsFine();
});

test('Activity is searched and a buzz opened', async () => {
  await tabTo(page(), /^Groups$/, 'Shift+Tab');
  await press('ArrowRight');
  await press('Enter');
  await tabTo(page(), /^Search messages or people$/);
  await type('zzz');
  await hears(/Nothing found/);
  for (const _ of 'zzz') await press('Backspace');
  await type('alert');
  await tabTo(page(), /Please look at the alert/);
  await picture(page(), 'keyboard-activity');
  await press('Enter');
  await board(page()).people.waitFor();
  await focusIsFine();
  await tabTo(page(), /^Back$/, 'Shift+Tab');
  await press('Enter');
  await page().getByRole('tab', { name: 'Activity' }).waitFor();
  await focusIsFine();
});

test('a setting is changed, and Tab reaches every control of Settings', async () => {
  await tabTo(page(), /^Settings$/, 'Shift+Tab');
  await press('Enter');
  await page().getByRole('heading', { name: 'Settings' }).waitFor();
  await focusIsFine();
  await tabTo(page(), /^System$/);
  await press('ArrowRight');
  await press('ArrowRight');
  await until('it is dark', async () => (await startup()).settings.theme === 'dark');
  await tabTo(page(), /About buzzes in Feishu/);
  await picture(page(), 'keyboard-settings-end');
  await page().evaluate(() => window.buzz.changeSettings({ theme: 'contrast' }));
  await tabTo(page(), /^Back$/, 'Shift+Tab');
  await press('Enter');
  await page().getByRole('tab', { name: 'Activity' }).waitFor();
  await focusIsFine();
});
