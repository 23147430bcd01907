import { expect, it, vi } from 'vitest';
import { createVirtualClock } from '../../../../test/support/clock/virtual-clock';
import { chatId, chatOf } from '../../../../test/support/desk/buzz-desk';
import { crowd, failure, ScriptedFeishu, someone } from '../../../../test/support/feishu/scripted-feishu';
import { ok } from '../../../contract/advice/problem';
import { OpenId } from '../../../contract/model/ids';
import type { Heard } from '../../feishu/heard';
import { Directory } from '../directory';
import type { DirectoryCache, DirectoryRecord } from './directory-record';

/** A directory of two people in a chat, whose records outlive it. */
const setUp = async (records: DirectoryRecord[] = []) => {
  const clock = createVirtualClock();
  const feishu = new ScriptedFeishu(clock);
  feishu.chatList.push(chatOf(crowd(2)));
  const cache: DirectoryCache = {
    load: async (take) => records.forEach(take),
    append: (record) => void records.push(structuredClone(record)),
    replace: (all) => void records.splice(0, records.length, ...all),
  };
  const onChanged = vi.fn();
  const directory = new Directory({ feishu: () => ok(feishu), clock, cache, onChanged });
  await directory.ready();
  return { clock, feishu, directory, records, onChanged };
};
const seen = async (directory: Directory) => (await directory.seenMembers(chatId))?.map(({ name }) => name);
const closed = (kind: 'chat-gone' | 'bot-removed' | 'bot-added'): Heard => ({ kind, chatId, at: 1 });

it('knows at once who came into a chat and who left it, without a call, and asks anew for the next plan', async () => {
  const { directory, feishu, onChanged } = await setUp();
  await directory.listMembers(chatId);
  expect(await seen(directory)).toEqual(['同事1', '同事2']);
  const joined = [
    { id: 'ou_new', name: '燕小北' },
    { id: 'ou_p2', name: '同事2' },
    { id: '../x', name: '甲' },
  ];
  await directory.hear([{ kind: 'members-changed', chatId, joined, left: ['ou_p1', 'ou_other'], at: 1 }]);
  expect(await seen(directory)).toEqual(['同事2', '燕小北']);
  expect([feishu.asked.members, onChanged.mock.calls.length > 0]).toEqual([1, true]);
  await directory.listMembers(chatId);
  expect(feishu.asked.members).toBe(2);
});

it('knows nothing of a chat whose members it never read', async () => {
  const { directory } = await setUp();
  await directory.hear([{ kind: 'members-changed', chatId, joined: [], left: ['ou_p1'], at: 1 }]);
  expect(await directory.seenMembers(chatId)).toBeNull();
});

it.each([
  ['chat-gone', 'chat-dissolved'],
  ['bot-removed', 'bot-not-in-chat'],
] as const)(
  'says that a chat is closed (%s), also after a restart, until the bot is in it again',
  async (kind, advice) => {
    const { directory, records } = await setUp();
    expect(directory.closedChat(chatId)).toBeNull();
    await directory.hear([closed(kind)]);
    expect(directory.closedChat(chatId)?.advice).toBe(advice);
    const later = await setUp(records);
    expect(later.directory.closedChat(chatId)?.advice).toBe(advice);
    await later.directory.hear([closed('bot-added')]);
    expect(later.directory.closedChat(chatId)).toBeNull();
    await later.directory.hear([closed(kind)]);
    // Listed among the bot's chats, it is open.
    await later.directory.look();
    expect(later.directory.closedChat(chatId)).toBeNull();
  },
);

it('finds out by asking what no event told: a chat that is dissolved, and one that is open', async () => {
  const { directory, feishu, clock } = await setUp();
  const readChat = feishu.readChat.bind(feishu);
  feishu.readChat = async () => ({ ok: false, failure: failure({ code: 232009 }) });
  await directory.findChat(chatId);
  expect(directory.closedChat(chatId)?.advice).toBe('chat-dissolved');
  feishu.readChat = readChat;
  await clock.advance(600_000);
  await directory.findChat(chatId);
  expect(directory.closedChat(chatId)).toBeNull();
});

it('knows that a person has left the company, whether it met them or not, also after a restart', async () => {
  const { directory, records, onChanged } = await setUp();
  await directory.listPeople();
  const stranger = { name: '查理', openId: OpenId.parse('ou_charlie') };
  await directory.hear([
    { kind: 'person-gone', ids: ['ou_p1'], at: 5 },
    { kind: 'person-gone', ids: ['ou_charlie', 'on_x'], at: 5 },
    { kind: 'person-gone', ids: [], at: 5 },
  ]);
  const later = await setUp(records);
  for (const each of [directory, later.directory]) {
    expect(each.knownPerson(someone(1))?.status).toBe('resigned');
    expect(each.knownPerson(stranger)?.status).toBe('resigned');
    expect(each.knownPerson(someone(2))?.status).toBeUndefined();
  }
  const before = onChanged.mock.calls.length;
  await directory.hear([{ kind: 'recalled', messageId: 'om_1' as never, at: 1 }]);
  expect(onChanged.mock.calls.length).toBe(before);
});
