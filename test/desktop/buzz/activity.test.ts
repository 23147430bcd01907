import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { until } from '../../support/clock/until';
import { answerFileDialogs } from '../../support/desktop/file-dialogs';
import { showPopup } from '../../support/desktop/launch-app';
import { launched } from '../../support/desktop/launched';
import { filesWith } from '../../support/disk/find-bytes';
import { type PracticeRemote, practiceIn } from '../../support/feishu/practice-remote';
import { picture } from '../../support/pages/looks';
import { board, compose, goTo, says } from '../../support/pages/screens';

// Activity in the running app: searching, exporting and repeating buzzes; and the inbox beside it.

let practice: PracticeRemote;

const buzz = launched();
beforeAll(async () => {
  practice = await practiceIn(buzz.page);
  await buzzed('李雷', '订单库主从延迟告警，请上线');
  await buzzed('韩梅梅', '机房停电');
  await practice.fault({ api: 'send', kind: 'code', code: 230013 });
  await buzzed('李雷', '=cmd|值班');
  await showPopup(buzz);
  await goTo(buzz.page, 'Activity');
});

const buzzed = async (name: string, text: string): Promise<void> => {
  const { openId } = await practice.person(name);
  await buzz.page.evaluate(
    async ({ name, openId, text }) => {
      const startup = await window.buzz.getStartup();
      if (!startup.ok) throw new Error('no startup');
      const plan = await window.buzz.planBuzz({
        ...startup.value.draft,
        to: [{ kind: 'person', person: { name, openId: openId as never } }],
        text,
      });
      if (!plan.ok) throw new Error(plan.problem.advice);
      await window.buzz.confirmBuzz({ planId: plan.value.id, gesture: 'plain' });
    },
    { name, openId, text },
  );
  await until(`the end of ${text}`, async () => {
    const rows = await buzz.page.evaluate(() =>
      window.buzz.listActivity({ before: null, limit: 1, query: '', outcome: null }),
    );
    return rows.ok && rows.value[0]?.state === 'done' ? rows : null;
  });
};

const rows = () => buzz.page.getByRole('listitem');
const search = () => buzz.page.getByRole('searchbox');
/** Waits until exactly the buzzes with these texts are shown, newest first. */
const shows = (...texts: readonly string[]) =>
  until(`${texts.join(', ')} in the list`, async () => {
    const found = await rows().allTextContents();
    return found.length === texts.length && texts.every((text, index) => found[index]?.includes(text)) ? true : null;
  });
const all = ['=cmd|值班', '机房停电', '订单库主从延迟告警'] as const;

test('a word of two Chinese characters, or one, finds its buzz', async () => {
  await shows(...all);
  await picture(buzz.page, 'activity');
  await search().fill('告警');
  await shows(all[2]);
  await search().fill('电');
  await shows(all[1]);
  await search().fill('没有这个词');
  await buzz.page.getByText('Nothing found').waitFor();
  await shows();
  await picture(buzz.page, 'activity-nothing');
  await search().press('Escape');
  await shows(...all);
});

test('an outcome finds the buzzes in which someone has it', async () => {
  await buzz.page.getByRole('combobox', { name: 'Outcome' }).click();
  await picture(buzz.page, 'activity-outcomes');
  await buzz.page.getByRole('option', { name: 'Unreachable' }).click();
  await shows(all[0]);
  await buzz.page.getByRole('combobox', { name: 'Outcome' }).click();
  await buzz.page.getByRole('option', { name: 'All', exact: true }).click();
  await shows(...all);
});

test('the rows found are saved as CSV in a chosen file, and the window stays', async () => {
  const file = join(buzz.home, 'found.csv');
  await answerFileDialogs(buzz, file);
  await search().fill('值班');
  await shows(all[0]);
  await buzz.page.getByRole('button', { name: 'Export CSV' }).click();
  await buzz.page.getByText('Exported 1 buzz').waitFor();
  const text = await readFile(file, 'utf8');
  expect(text.startsWith('\uFEFFTime,')).toBe(true);
  expect(text).toContain("'=cmd|值班");
  expect(text).toContain('230013');
  await search().fill('');
  await shows(...all);
});

test('Repeat fills Compose again and sends nothing', async () => {
  await practice.forget();
  await rows().filter({ hasText: '停电' }).getByRole('button', { name: 'Repeat' }).click();
  await compose(buzz.page).message.waitFor();
  expect(await compose(buzz.page).message.inputValue()).toBe('机房停电');
  expect(await buzz.page.getByText('韩梅梅').count()).toBeGreaterThan(0);
  expect(await practice.calls('send')).toEqual([]);
});

test('a colleague’s message to the bot is replied to from the inbox, and the reply buzzed', async () => {
  const { page } = buzz;
  await page.evaluate(async () => {
    const startup = await window.buzz.getStartup();
    if (startup.ok) await window.buzz.setListening({ workspaceId: startup.value.currentWorkspaceId, mode: 'alone' });
  });
  await until('a line is open', async () => (await practice.socket()).count > 0);
  await practice.forget();
  await practice.act({ who: '林涛', write: '订单库又慢了，谁在值班？' });
  await page.getByRole('tab', { name: 'Inbox 1' }).click();
  const message = page.getByRole('region', { name: 'Messages to the bot' }).getByRole('listitem').first();
  await says(message, /林涛/);
  await says(message, /谁在值班/);
  await picture(page, 'inbox-new');
  await message.getByRole('button', { name: 'Reply and buzz' }).click();
  const form = compose(page);
  await form.message.fill('我在处理，十分钟内恢复');
  await says(form.plan, /1 person|1 message/);
  await picture(page, 'inbox-reply-and-buzz');
  await form.buzz.click();
  await says(board(page).person('林涛'), /Unread|Read/);
  const [reply] = await practice.calls('reply');
  expect(JSON.stringify(reply)).toContain('我在处理，十分钟内恢复');
  expect(await practice.buzzed('app')).toEqual(['林涛']);
  // Told by events alone, and now answered.
  expect(await practice.calls('list_messages')).toEqual([]);
  await board(page).back.click();
  await page.getByRole('tab', { name: 'Inbox', exact: true }).click();
  await says(message, /Replied/);
  await message.getByRole('button', { name: 'Open the board' }).waitFor();
  // One more, answered without a buzz; and one from a group that is put away.
  await message.getByRole('button', { name: 'Reply', exact: true }).click();
  await page.getByRole('textbox', { name: 'Reply to 林涛' }).fill('已恢复');
  await page.keyboard.press('Control+Enter');
  await says(message, /You replied: 已恢复/);
  expect(await practice.buzzed('app')).toEqual(['林涛']);
  await practice.act({ who: '李雷', write: '看一下延迟', chat: '数据库告警' });
  await says(message, /in 数据库告警/);
  await message.getByRole('button', { name: 'Dismiss' }).click();
  await says(message, /Dismissed/);
  await picture(page, 'inbox-done');
});

test('texts of the inbox are in the ledger alone, and go with the buzzes', async () => {
  const { page, home } = buzz;
  const text = '看一下延迟';
  const report = join(home, 'diagnostics.txt');
  await answerFileDialogs(buzz, report);
  expect(await page.evaluate(() => window.buzz.saveDiagnostics())).toEqual({ ok: true, value: true });
  const holders = await filesWith(home, text);
  expect(holders.filter((path) => !path.startsWith('ledger.db'))).toEqual([]);
  expect(holders).not.toEqual([]);
  // Deleting asks for a hand at the window.
  await page.keyboard.press('Shift');
  const deleted = await page.evaluate(() => window.buzz.deleteData({ what: 'buzzes', consent: 'delete' }));
  expect(deleted).toMatchObject({ ok: true });
  await page.getByText('The inbox is empty').waitFor();
  await page.getByRole('tab', { name: 'Inbox', exact: true }).waitFor();
  expect(await filesWith(home, text)).toEqual([]);
  await page.getByRole('button', { name: 'Check now' }).click();
  await page.getByText('No new messages').waitFor();
});
