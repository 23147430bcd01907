import { expect, test } from 'vitest';
import { until } from '../../support/clock/until';
import { type LaunchedApp, launchShown } from '../../support/desktop/launch-app';
import { setClock, withClock } from '../../support/desktop/moved-clock';
import { sharedTempFolder } from '../../support/disk/temp-folder';
import { board, compose, says } from '../../support/pages/screens';

// A person sets the computer's clock, or it starts in another year. The test cannot set the real clock, but it can replace
// the one that the app's main process reads, before its first line and while it runs.

const day = 24 * 3_600_000;
const home = sharedTempFolder();

const launchAt = (off: number): Promise<LaunchedApp> => launchShown({ home, ...withClock(off) });

const sendToLiLei = async ({ page }: LaunchedApp, text: string) => {
  const { to, suggestion, message, plan, buzz } = compose(page);
  await to.fill('李雷');
  await suggestion('李雷').first().click();
  await message.fill(text);
  await says(plan, /1 message/);
  await buzz.click();
  await says(board(page).person('李雷'), /Unread/);
  await board(page).back.click();
};
/** Data that a person would miss: texts of buzzes, newest first, the draft, and the number of groups. */
const kept = ({ page }: LaunchedApp) =>
  page.evaluate(async () => {
    const rows = await window.buzz.listActivity({ before: null, limit: 10, query: '', outcome: null });
    const startup = await window.buzz.getStartup();
    return {
      buzzes: rows.ok ? rows.value.map(({ text }) => text) : null,
      draft: startup.ok ? startup.value.draft.text : null,
      groups: startup.ok ? startup.value.groups.length : null,
    };
  });
/** Changes the retention, so that the app deletes older buzzes now. */
const forgetOld = ({ page }: LaunchedApp, keepDays: number) =>
  page.evaluate((keepDays) => window.buzz.changeSettings({ keepDays }), keepDays);

test('a clock that jumps by a year, at once or between two starts, or is set back, deletes nothing', async () => {
  const before = await launchAt(0);
  await sendToLiLei(before, '调表之前');
  await compose(before.page).message.fill('还没发出去');
  await until('the draft is kept', async () => (await kept(before)).draft === '还没发出去');
  const all = await kept(before);
  expect(all).toMatchObject({ buzzes: ['调表之前'], groups: expect.any(Number) });
  await setClock(before, 400 * day);
  expect((await forgetOld(before, 90)).ok).toBe(true);
  expect(await kept(before)).toEqual(all);
  await before.close();

  const ahead = await launchAt(400 * day);
  expect((await forgetOld(ahead, 60)).ok).toBe(true);
  expect(await kept(ahead)).toEqual(all);
  await compose(ahead.page).message.fill('');
  await ahead.close();

  const behind = await launchAt(-400 * day);
  expect((await forgetOld(behind, 90)).ok).toBe(true);
  await sendToLiLei(behind, '表慢了一年');
  expect([...((await kept(behind)).buzzes ?? [])].sort()).toEqual(['表慢了一年', '调表之前'].sort());
  // The clock is corrected while the app runs.
  await setClock(behind, 0);
  await sendToLiLei(behind, '表又准了');
  const end = await kept(behind);
  expect([...(end.buzzes ?? [])].sort()).toEqual(['表慢了一年', '表又准了', '调表之前'].sort());
  expect(end.groups).toBe(all.groups);
  await behind.close();
});
