import { describe, expect, it } from 'vitest';
import { buzzDesk, chatId, chatOf } from '../../../../test/support/desk/buzz-desk';
import { crowd, someone } from '../../../../test/support/feishu/scripted-feishu';
import { ChatId, MessageId } from '../../../contract/model/ids';
import type { OldMessage } from '../../feishu/feishu';
import { excerptOf } from './excerpt';
import { listMessages } from './list-messages';

const old = (change: Partial<OldMessage> = {}): OldMessage => ({
  messageId: MessageId.parse('om_old'),
  chatId,
  type: 'text',
  sentAt: 1_699_999_000_000,
  deleted: false,
  own: false,
  senderId: 'ou_p1',
  content: '{"text":"主库切换"}',
  mentions: [],
  ...change,
});

const world = (...messages: readonly OldMessage[]) => {
  const desk = buzzDesk();
  desk.feishu.chatList.push(chatOf(crowd(3)));
  desk.feishu.old.push(...messages);
  return { feishu: desk.feishu, directory: desk.directory, locale: 'zh-CN' as const };
};

describe('a chat’s messages', () => {
  it('tells whose they are, who wrote them and what they begin with', async () => {
    const own = old({ messageId: MessageId.parse('om_own'), own: true, senderId: null });
    const page = await listMessages({ chatId, after: null }, world(old(), own));
    expect(page).toEqual({
      ok: true,
      value: {
        chat: { chatId, name: '数据库告警' },
        messages: [
          expect.objectContaining({ own: false, author: '同事1', excerpt: '主库切换', deleted: false }),
          expect.objectContaining({ own: true, author: null }),
        ],
        next: null,
      },
    });
  });

  it('finds one message by a pasted id, white space and all', async () => {
    const page = await listMessages({ messageId: ' om_old\n' }, world(old()));
    expect(page).toMatchObject({ value: { chat: { name: '数据库告警' }, messages: [{ messageId: 'om_old' }] } });
  });

  it('names a direct chat after its person', async () => {
    const there = world(old({ chatId: ChatId.parse('oc_direct') }));
    const direct = chatOf([someone(2)], { chatId: ChatId.parse('oc_direct'), name: '', direct: true });
    there.feishu.chatList.push(direct);
    expect(await listMessages({ messageId: 'om_old' }, there)).toMatchObject({ value: { chat: { name: '同事2' } } });
  });

  it.each([
    ['bm-0123abc', 'batch-message'],
    ['bm_0123abc', 'batch-message'],
    ['主库切换', 'message-id-invalid'],
    ['ou_p1', 'message-id-invalid'],
  ])('refuses %s without asking Feishu', async (pasted, advice) => {
    expect(await listMessages({ messageId: pasted }, world())).toMatchObject({ ok: false, problem: { advice } });
  });

  it('says that a message is unknown', async () => {
    const page = await listMessages({ messageId: 'om_unknown' }, world());
    expect(page).toMatchObject({ ok: false, problem: { code: 99992354 } });
  });
});

describe('an excerpt', () => {
  it('names people who are mentioned', () => {
    const mentions = [
      { key: '@_user_1', name: '李雷' },
      { key: '@_user_12', name: '韩梅梅' },
    ];
    const content = JSON.stringify({ text: '@_user_12 和 @_user_1\n请看' });
    expect(excerptOf(old({ content, mentions }), 'zh-CN')).toBe('@韩梅梅 和 @李雷 请看');
  });

  it('reads a post in one line, with its title', () => {
    const content = JSON.stringify({
      title: '告警',
      content: [
        [{ tag: 'at', user_id: '@_user_1', user_name: '李雷' }],
        [{ tag: 'text', text: '请处理' }],
        [{ tag: 'hr' }],
      ],
    });
    expect(excerptOf(old({ type: 'post', content }), 'zh-CN')).toBe('告警 @李雷 请处理');
  });

  it.each([
    ['image', '[图片]', '[Picture]'],
    ['merge_forward', '[合并转发]', '[Forwarded messages]'],
    ['todo', '[任务]', '[Task]'],
    ['share_calendar_event', '[日程]', '[Calendar event]'],
    ['toString', '[其他消息]', '[Other message]'],
    ['text', '[其他消息]', '[Other message]'],
  ])('names what is no text by its kind: %s', (type, zh, en) => {
    expect(excerptOf(old({ type, content: 'not json' }), 'zh-CN')).toBe(zh);
    expect(excerptOf(old({ type, content: 'not json' }), 'en-US')).toBe(en);
  });

  it('is never longer than a draft takes', () => {
    const content = JSON.stringify({ text: '长'.repeat(500) });
    expect(excerptOf(old({ content }), 'zh-CN')).toHaveLength(200);
  });
});
