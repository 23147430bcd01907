import { beforeAll, beforeEach, expect, test } from 'vitest';
import { showPopup } from '../../support/desktop/launch-app';
import { launched } from '../../support/desktop/launched';
import { type PracticeRemote, practiceIn } from '../../support/feishu/practice-remote';
import { picture } from '../../support/pages/looks';
import { board, compose, emptyDraft, says } from '../../support/pages/screens';

// Rooms and existing messages in the running app, by what the practice server saw.

let practice: PracticeRemote;

const buzz = launched();
beforeAll(async () => {
  practice = await practiceIn(buzz.page);
});
beforeEach(async () => {
  await showPopup(buzz);
  await emptyDraft(buzz.page);
  await practice.forget();
});

const reachable = ['仇远', '单小雨', '尉迟敬', '解放', '韩梅梅'];

const inRoom = async (text: string) => {
  const { page } = buzz;
  const { favorite, message, delivery, buzz: button, plan } = compose(page);
  await favorite('值班组').click();
  await delivery.click();
  await page.getByRole('option', { name: /^Group chat/ }).click();
  await message.fill(text);
  await says(plan, /In-app · 6 (of \d+ )?people · 1 message/);
  await picture(page, 'compose-room');
  await button.click();
  await Promise.all(reachable.map((name) => says(board(page).person(name), /Unread/)));
};

test('a room is made once for a group and reused', async () => {
  await inRoom('第一次');
  expect(await practice.calls('create_chat')).toHaveLength(1);
  const [added] = await practice.calls('add_members');
  expect(added?.did.joined).toHaveLength(6);
  expect(await practice.calls('send')).toHaveLength(1);
  expect(await practice.buzzed('app')).toEqual([...reachable].sort());

  await emptyDraft(buzz.page);
  await practice.forget();
  await inRoom('第二次');
  expect(await practice.calls('create_chat')).toEqual([]);
  expect(await practice.calls('add_members')).toEqual([]);
  expect(await practice.calls('send')).toHaveLength(1);
});

const pick = async (action: 'Buzz' | 'Reply and buzz') => {
  const { page } = buzz;
  await page.getByRole('button', { name: 'Buzz an existing message…' }).click();
  await page.getByRole('option', { name: /数据库告警/ }).click();
  const list = page.getByRole('list', { name: 'Messages' });
  await picture(page, `messages-${action === 'Buzz' ? 'own' : 'reply'}`);
  await list.getByRole('button', { name: action, exact: true }).first().click();
};

test('a message of the bot is buzzed as it is, for people who have not read it', async () => {
  const { page } = buzz;
  await pick('Buzz');
  await page.getByRole('button', { name: /^Choose \d+ people$/ }).click();
  await says(compose(page).plan, /In-app · /);
  await picture(page, 'compose-message');
  await compose(page).buzz.click();
  await says(board(page).person('翟羽'), /Unread/);
  await says(board(page).person('曾一鸣'), 'Too many unread');
  expect(await practice.calls('send')).toEqual([]);
  // 韩梅梅 has read it, and was not chosen.
  expect(await practice.buzzed('app')).toEqual(['翟羽', '解放']);
});

test('a colleague’s message gets a reply, and the reply is buzzed', async () => {
  const { page } = buzz;
  await pick('Reply and buzz');
  await page.getByRole('checkbox', { name: /韩梅梅/ }).click();
  await page.getByRole('button', { name: 'Choose 1 person' }).click();
  await compose(page).message.fill('请确认');
  await compose(page).buzz.click();
  await says(board(page).person('韩梅梅'), /Unread/);
  const [reply] = await practice.calls('reply');
  expect(reply?.did.message?.text).toContain('请确认');
  expect(await practice.buzzed('app')).toEqual(['韩梅梅']);
});

test('people outside a chat can be added to it before the message is sent', async () => {
  const { page } = buzz;
  const { favorite, message, delivery, issues, plan } = compose(page);
  await favorite('值班组').click();
  await delivery.click();
  await page.getByRole('option', { name: /^Existing chat…/ }).click();
  await page.getByRole('option', { name: /数据库告警/ }).click();
  await message.fill('请上线');
  await issues.click();
  await picture(page, 'add-to-chat');
  await page.getByRole('button', { name: /^Add \d (person|people) to “数据库告警”$/ }).click();
  await practice.arrived('add_members', 1);
  await says(plan, /In-app · 6 (of \d+ )?people/);
  expect((await practice.calls('add_members'))[0]?.did.joined?.length).toBeGreaterThan(0);
});
