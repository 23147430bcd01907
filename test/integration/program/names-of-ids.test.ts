import { beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { OpenId, UnionId, UserId } from '../../../electron/contract/model/ids';
import { practiceId } from '../../../electron/contract/model/workspace';
import { findMembers } from '../../../electron/core/directory/who/find-imported';
import type { Practice } from '../../../electron/practice/start-practice';
import { usualScopes } from '../../../electron/practice/world/scopes';
import type { StoreClass } from '../../../electron/storage/stored-file';
import { until } from '../../support/clock/until';
import { type CommandDesk, openCommandDesk, sendOf } from '../../support/desk/command-desk';
import { loadElectronStore } from '../../support/disk/electron-store';
import { aCompany, chatIn, personIn } from '../../support/feishu/a-company';
import { aGroup, aPerson } from '../../support/samples';

// A person who was given by an id is called by their name wherever a buzz is shown, if anything here knows it.

let Store: StoreClass;
let practice: Practice;
let desk: CommandDesk;

beforeAll(async () => {
  Store = await loadElectronStore();
});
beforeEach(async () => {
  practice = await aCompany({ readingSpeed: 0, scopes: [...usualScopes, 'contact:user.employee_id:readonly'] });
  desk = openCommandDesk({ Store, practice, keyring: true });
});

const directory = () => {
  const opened = desk.program.open.directory(practiceId);
  if (!opened.ok) throw new Error('no directory');
  return opened.value;
};
const readContacts = async () => {
  await directory().listPeople();
  await until('the contacts are read', () => directory().view().reading === null, 30_000);
};
const newest = () => {
  const [row] = desk.engine.list({ before: null, limit: 1 });
  if (!row) throw new Error('no buzz');
  return row;
};

const send = (change: Parameters<typeof sendOf>[0]) => desk.run(sendOf(change));

/** The names under which a buzz to these people is shown: on its board, in Activity, and in a draft that repeats it. */
const namesAfter = async (who: string) => {
  const ran = await send({ to: [who] });
  expect(ran.exit, ran.stdout).toBe(0);
  const { people } = z.object({ people: z.array(z.object({ name: z.string() })) }).parse(JSON.parse(ran.stdout));
  const { id, title } = newest();
  const plain = await desk.run({ kind: 'show', id }, { json: false });
  const draft = desk.engine.repeat(id, () => []);
  const to = draft.ok ? draft.value.to : [];
  return {
    board: people.map(({ name }) => name),
    activity: title,
    text: plain.stdout.split('\n')[3]?.trim().split(/\s+/)[1],
    repeated: to.map((each) => (each.kind === 'person' ? each.person.name : each.kind)),
  };
};
const all = (name: string) => ({ board: [name], activity: name, text: name, repeated: [name] });

test('by the name that the contacts have, whatever kind of id was given', async () => {
  await readContacts();
  const known = personIn(practice, '韩梅梅');
  expect(await namesAfter(known.openId)).toEqual(all('韩梅梅'));
  expect(await namesAfter(known.unionId)).toEqual(all('韩梅梅'));
  expect(await namesAfter(`user:${known.userId}`)).toEqual(all('韩梅梅'));
  expect(await namesAfter(known.email)).toEqual(all('韩梅梅'));
  expect(await namesAfter(`+86 ${known.mobile.replace(/^\+86/, '')}`)).toEqual(all('韩梅梅'));
});

test.each(['openId', 'unionId', 'userId'] as const)('by the name that a group has for this %s', async (kind) => {
  const { openId, unionId, userId } = personIn(practice, '单小雨');
  const ids = { openId: OpenId.parse(openId), unionId: UnionId.parse(unionId), userId: UserId.parse(userId) };
  const member = { name: '单单', [kind]: ids[kind] };
  desk.program.store.saveGroups(practiceId, [aGroup([member], { workspaceId: practiceId })]);
  expect(await namesAfter(kind === 'userId' ? `user:${userId}` : ids[kind])).toEqual(all('单单'));
});

test('by the name that an earlier buzz had, also after a restart, and not once that buzz is deleted', async () => {
  const { openId, unionId } = personIn(practice, '乐嘉');
  const group = aGroup([aPerson('小乐哥', openId, { unionId: UnionId.parse(unionId) })], { workspaceId: practiceId });
  desk.program.store.saveGroups(practiceId, [group]);
  expect((await namesAfter(`group:${group.name}`)).board).toEqual(['小乐哥']);
  desk.program.store.saveGroups(practiceId, []);
  expect(await namesAfter(openId)).toEqual(all('小乐哥'));
  await desk.quit();
  desk = openCommandDesk({ Store, practice, keyring: true, folder: desk.folder });
  expect(await namesAfter(openId)).toEqual(all('小乐哥'));
  desk.engine.forgetAll();
  expect(directory().named({ name: openId, openId: OpenId.parse(openId) }).name).toBe(openId);
  await desk.quit();
});

test('in pasted lines, and in a chat that was given by id', async () => {
  const { openId } = personIn(practice, '解放');
  desk.program.store.saveGroups(practiceId, [aGroup([aPerson('老解', openId)], { workspaceId: practiceId })]);
  const [line] = await directory().readLines(openId);
  expect(line?.person).toEqual({ name: '老解', openId });
  const chat = chatIn(practice, '数据库告警');
  await send({ to: [openId], mode: 'chat', chat: chat.chatId });
  // The chat's own name for them is better, and planning has read it.
  const board = desk.engine.board(newest().id);
  expect(board.ok && board.value).toMatchObject({
    title: '解放',
    chat: { name: chat.name },
    people: [{ name: '解放' }],
  });
});

test('names members of an imported group that are written by id', async () => {
  await readContacts();
  const { openId } = personIn(practice, '韩梅梅');
  const members = await findMembers([{ name: openId, openId: OpenId.parse(openId) }], directory());
  expect(members).toEqual([expect.objectContaining({ name: '韩梅梅', openId })]);
});
