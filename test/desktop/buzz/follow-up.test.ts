import { beforeAll, expect, test } from 'vitest';
import { launched } from '../../support/desktop/launched';
import { filesWith } from '../../support/disk/find-bytes';
import { type PracticeRemote, practiceIn } from '../../support/feishu/practice-remote';
import { board, compose, says } from '../../support/pages/screens';

// What follows a buzz: a free message to the same people, and its result for the next shift. Practice's log judges.

let practice: PracticeRemote;

const buzz = launched({ shown: true });
beforeAll(async () => {
  practice = await practiceIn(buzz.page);
  const form = compose(buzz.page);
  await form.favorite('数据库').click();
  await form.message.fill('主库磁盘 91%');
  await says(form.plan, /1 message/);
  await form.buzz.click();
  await board(buzz.page).people.waitFor();
  await practice.arrived('urgent_app', 1);
});

const more = async (item: string) => {
  await buzz.page.getByRole('button', { name: 'More actions' }).click();
  await buzz.page.getByRole('menuitem', { name: item }).click();
};
const notes = () => buzz.page.getByRole('list', { name: 'Follow-ups' }).getByRole('listitem');

test('a follow-up answers the message of the buzz, once and word for word, and buzzes no person', async () => {
  await practice.forget();
  await more('Send a follow-up…');
  await buzz.page.getByRole('textbox', { name: 'Follow-up message' }).fill('已恢复 <at user_id="all"></at>');
  await buzz.page.getByText(/1 message to “数据库告警”/).waitFor();
  expect(await practice.calls('reply')).toEqual([]);
  await buzz.page.keyboard.press('Control+Enter');
  const [reply, ...others] = await practice.arrived('reply', 1);
  await says(notes(), /已恢复.*sent 1\/1/);
  expect(others).toEqual([]);
  expect(reply?.did.message).toMatchObject({ text: expect.stringContaining('已恢复 <at user_id="all"></at>') });
  const effects = (await practice.calls()).filter(({ method }) => method !== 'GET').map(({ api }) => api);
  expect(effects).toEqual(['reply']);
});

test('the result is posted to a chat of the bot, after it was shown', async () => {
  await practice.forget();
  await more('Post the result to a chat…');
  await buzz.page.getByRole('option', { name: '值班协调群' }).click();
  await buzz.page.getByText(/1 message to “值班协调群”/).waitFor();
  const shown = await buzz.page.getByRole('textbox', { name: 'Result' }).inputValue();
  expect(shown).toContain('主库磁盘 91%');
  expect(shown).toMatch(/of \d have read it/);
  await buzz.page.getByRole('button', { name: /^Practice send/ }).click();
  const [sent] = await practice.arrived('send', 1);
  await says(notes(), /Result → 值班协调群/);
  expect(sent?.did.message).toMatchObject({ text: expect.stringContaining(shown.split('\n')[1] ?? 'nothing') });
  const effects = (await practice.calls()).filter(({ method }) => method !== 'GET').map(({ api }) => api);
  expect(effects).toEqual(['send']);
});

test('the result is copied as text', async () => {
  await more('Copy the result');
  await buzz.page.getByText('Result copied').waitFor();
  const copied = await buzz.app.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toMatch(/Buzz result: 数据库[\s\S]*Follow-up .*已恢复/);
});

test('a number that was shown on a press is kept nowhere', async () => {
  const { mobile } = await practice.person('曾一鸣');
  const row = board(buzz.page).person('曾一鸣');
  await row.getByRole('button').first().click();
  expect(await row.textContent()).not.toContain(mobile);
  await row.getByRole('button', { name: 'Show number' }).click();
  await row.getByText(`Mobile ${mobile}`).waitFor();
  const digits = mobile.replace(/^\+86/, '');
  expect(await filesWith(buzz.home, digits)).toEqual([]);
  expect(buzz.output()).not.toContain(digits);
});
