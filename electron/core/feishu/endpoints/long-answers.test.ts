import { expect, it } from 'vitest';
import { fakeFeishu, type Reaction } from '../../../../test/support/feishu/fake-feishu';
import { ChatId, MessageId } from '../../../contract/model/ids';
import type { FeishuApp } from '../feishu';

// Answers whose parts would be kept, in memory or on disk: none is longer than Feishu's own.

const long = 'x'.repeat(900_000);
const chatId = ChatId.parse('oc_1');
const messageId = MessageId.parse('om_1');
const answer = (data: unknown): Reaction => ({ json: { code: 0, msg: 'success', data } });
const many = <T>(item: T): T[] => Array.from({ length: 5_000 }, () => item);

const lists: readonly (readonly [string, (feishu: FeishuApp) => Promise<unknown>, object])[] = [
  ['chats', (feishu) => feishu.readChats(), { chat_id: 'oc_1' }],
  ['members', (feishu) => feishu.readMembers({ chatId, idType: 'open_id' }), { member_id: 'ou_1' }],
  ['readers', (feishu) => feishu.readReceipts({ messageId, idType: 'open_id' }), { user_id: 'ou_1' }],
  ['people', (feishu) => feishu.readDepartmentPeople({ id: 'od-1', after: null }), { open_id: 'ou_1' }],
  ['departments', (feishu) => feishu.readDepartmentsBelow({ id: '0', after: null }), { open_department_id: 'od-1' }],
];

it.each(lists)('a page of %s that is longer than any is no whole answer', async (_, read, item) => {
  const { feishu } = fakeFeishu(() => answer({ items: many(item) }));
  expect(await read(feishu)).toMatchObject({ ok: false, failure: { problem: { advice: 'answer-incomplete' } } });
});

it.each(lists)(
  'a page of %s that is followed by one with an endless page token is no whole answer',
  async (_, read, item) => {
    const { feishu } = fakeFeishu(() => answer({ items: [item], has_more: true, page_token: long }));
    expect(await read(feishu)).toMatchObject({ ok: false, failure: { problem: { advice: 'answer-incomplete' } } });
  },
);

it.each([
  ['chats', lists[0], { chat_id: 'oc_1', name: long, description: long }],
  ['members', lists[1], { member_id: 'ou_1', name: long, more: long }],
  ['readers', lists[2], { user_id: long, timestamp: long }],
  ['people', lists[3], { open_id: 'ou_1', name: long, email: long, nickname: long, mobile: long }],
  ['departments', lists[4], { open_department_id: 'od-1', name: long, more: long }],
] as const)('of one of the %s no more is kept than any has', async (_, list, item) => {
  const { feishu } = fakeFeishu(() => answer({ items: [item] }));
  const read = await list?.[1](feishu);
  expect(read).toMatchObject({ ok: true });
  expect(JSON.stringify(read).length).toBeLessThan(2_000);
});

it('ids in the range of contacts that are longer than any are no whole answer', async () => {
  for (const data of [{ user_ids: many('ou_1') }, { department_ids: [long] }]) {
    const { feishu } = fakeFeishu(() => answer(data));
    const read = await feishu.readContactRange({ after: null });
    expect(read).toMatchObject({ ok: false, failure: { problem: { advice: 'answer-incomplete' } } });
  }
});

it('a token that no header could carry is no token', async () => {
  const { feishu, requests } = fakeFeishu(() => answer({}), {
    onToken: () => ({ json: { code: 0, tenant_access_token: long, expire: 7200 } }),
  });
  expect(await feishu.readBot()).toMatchObject({ ok: false, failure: { stage: 'not-sent' } });
  expect(requests).toEqual([]);
});
