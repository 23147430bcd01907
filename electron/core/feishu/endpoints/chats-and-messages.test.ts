import { describe, expect, it } from 'vitest';
import { fakeFeishu, openGuard, type Reaction } from '../../../../test/support/feishu/fake-feishu';
import { ChatId, MessageId } from '../../../contract/model/ids';

const chatId = ChatId.parse('oc_1');
const messageId = MessageId.parse('om_1');
const post = { zh_cn: { title: '', content: [[{ tag: 'text' as const, text: '请处理' }]] } };
const answer = (data: unknown): Reaction => ({ json: { code: 0, msg: 'success', data } });

describe('createChat', () => {
  it('creates a private chat of the bot alone in which all may buzz, once per uuid', async () => {
    const { feishu, requests } = fakeFeishu(() => answer({ chat_id: 'oc_9' }));
    const made = await feishu.createChat({ name: '加急 · 值班组', uuid: 'u-1' }, openGuard());
    expect(made).toMatchObject({ ok: true, value: { chatId: 'oc_9' } });
    expect(requests[0]).toMatchObject({
      method: 'POST',
      path: '/open-apis/im/v1/chats',
      query: { uuid: 'u-1' },
      body: { name: '加急 · 值班组', chat_type: 'private', urgent_setting: 'all_members' },
    });
    expect(requests[0]?.body).not.toHaveProperty('owner_id');
  });

  it('shortens a name without cutting a character in two', async () => {
    const { feishu, requests } = fakeFeishu(() => answer({ chat_id: 'oc_9' }));
    await feishu.createChat({ name: '𠮷'.repeat(70), uuid: 'u-1' }, openGuard());
    expect(requests[0]?.body).toMatchObject({ name: '𠮷'.repeat(60) });
  });

  it('says that a chat which is being created may exist', async () => {
    const { feishu } = fakeFeishu(() => ({ status: 400, json: { code: 232068, msg: 'being created' } }));
    const made = await feishu.createChat({ name: '值班', uuid: 'u-1' }, openGuard());
    expect(made).toMatchObject({ failure: { stage: 'faulty', passing: true, problem: { advice: 'chat-being-made' } } });
  });

  it('asks its gate, and takes no uuid that Feishu would not honor', async () => {
    const { feishu, requests } = fakeFeishu(() => answer({ chat_id: 'oc_9' }));
    const shut = await feishu.createChat(
      { name: '值班', uuid: 'u-1' },
      openGuard(async () => false),
    );
    expect(shut).toMatchObject({ failure: { stage: 'not-sent', problem: { advice: 'stopped-before-call' } } });
    expect(requests).toEqual([]);
    await expect(feishu.createChat({ name: '值班', uuid: '' }, openGuard())).rejects.toThrow(RangeError);
  });
});

describe('addMembers', () => {
  const add = { chatId, idType: 'open_id' as const, ids: ['ou_a', 'ou_b', 'ou_c', 'ou_d'] };

  it('adds the people who can be added and tells the others apart', async () => {
    const { feishu, requests } = fakeFeishu(() =>
      answer({ invalid_id_list: ['ou_b'], not_existed_id_list: ['ou_c'], pending_approval_id_list: ['ou_d'] }),
    );
    const added = await feishu.addMembers(add, openGuard());
    expect(added).toMatchObject({ ok: true, value: { unusable: ['ou_b', 'ou_c'], pending: ['ou_d'] } });
    expect(requests[0]).toMatchObject({
      method: 'POST',
      path: '/open-apis/im/v1/chats/oc_1/members',
      query: { member_id_type: 'open_id', succeed_type: '1' },
      body: { id_list: add.ids },
    });
  });

  it.each([{}, { invalid_id_list: null }, undefined])('takes missing lists as empty (%#)', async (data) => {
    const { feishu } = fakeFeishu(() => answer(data));
    expect(await feishu.addMembers(add, openGuard())).toMatchObject({ value: { unusable: [], pending: [] } });
  });

  it.each([0, 51])('takes 1 to 50 ids, not %i', async (count) => {
    const { feishu } = fakeFeishu(() => answer({}));
    const ids = Array.from({ length: count }, (_, index) => `ou_${index}`);
    await expect(feishu.addMembers({ ...add, ids }, openGuard())).rejects.toThrow(RangeError);
  });
});

describe('reply', () => {
  it('answers a message with a post of its own', async () => {
    const { feishu, requests } = fakeFeishu(() => answer({ message_id: 'om_9' }));
    const sent = await feishu.reply({ messageId, chatId, post, uuid: 'u-1' }, openGuard());
    expect(sent).toMatchObject({ ok: true, value: { messageId: 'om_9', chatId: 'oc_1' } });
    expect(requests[0]).toMatchObject({
      method: 'POST',
      path: '/open-apis/im/v1/messages/om_1/reply',
      body: { msg_type: 'post', content: JSON.stringify(post), uuid: 'u-1' },
    });
  });
});

const item = (change: Record<string, unknown> = {}) => ({
  message_id: 'om_1',
  chat_id: 'oc_1',
  msg_type: 'text',
  create_time: '1700000000000',
  deleted: false,
  sender: { id: 'ou_a', id_type: 'open_id', sender_type: 'user' },
  body: { content: '{"text":"hi @_user_1"}' },
  mentions: [{ key: '@_user_1', id: 'ou_b', id_type: 'open_id', name: '李雷' }],
  ...change,
});
const mine = { id: 'cli_a1b2c3d4e5f60718', id_type: 'app_id', sender_type: 'app' };

describe('old messages', () => {
  it('reads a page newest first, and knows its own by its App ID', async () => {
    const { feishu, requests } = fakeFeishu(() =>
      answer({ items: [item(), item({ message_id: 'om_2', sender: mine })], has_more: true, page_token: 'next' }),
    );
    const page = await feishu.readHistory({ chatId, after: null });
    expect(page).toMatchObject({
      value: {
        next: 'next',
        messages: [
          { messageId: 'om_1', own: false, senderId: 'ou_a', sentAt: 1_700_000_000_000 },
          { messageId: 'om_2', own: true, senderId: null },
        ],
      },
    });
    expect(requests[0]?.query).toEqual({
      container_id_type: 'chat',
      container_id: 'oc_1',
      sort_type: 'ByCreateTimeDesc',
      page_size: '50',
    });
  });

  it('goes on from where it was, and ends when there is no more whatever the token', async () => {
    const { feishu, requests } = fakeFeishu(() => answer({ items: [], has_more: false, page_token: 'again' }));
    expect(await feishu.readHistory({ chatId, after: 'next' })).toMatchObject({ value: { messages: [], next: null } });
    expect(requests[0]?.query).toMatchObject({ page_token: 'next' });
  });

  it('does not hide a page because one message on it cannot be read', async () => {
    const { feishu } = fakeFeishu(() => answer({ items: [{ message_id: 7 }, item()], has_more: false }));
    const page = await feishu.readHistory({ chatId, after: null });
    expect(page.ok && page.value.messages.map((message) => message.messageId)).toEqual(['om_1']);
  });

  it('gets one message', async () => {
    const { feishu } = fakeFeishu(() => answer({ items: [item({ deleted: true, sender: null })] }));
    expect(await feishu.readMessage({ messageId })).toMatchObject({
      value: { deleted: true, own: false, mentions: [{ key: '@_user_1', name: '李雷' }] },
    });
  });

  it('says which scope is missing to read a group', async () => {
    const { feishu } = fakeFeishu(() => ({ status: 400, json: { code: 230027, msg: 'Lack of permission' } }));
    expect(await feishu.readMessage({ messageId })).toMatchObject({
      failure: { stage: 'rejected', problem: { code: 230027, advice: 'messages-unreadable' } },
    });
  });
});
