import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLinear } from '../../../../../test/support/clock/cpu-time';
import { eventLifeMs } from '../../heard';
import { readEvent } from './read-event';

const appId = 'cli_a1b2c3d4e5f60718';
const now = 1_800_000_000_000;
const owner = { appId, botId: 'ou_bot' };

const envelope = (type: string, event: unknown, header: object = {}) =>
  JSON.stringify({
    schema: '2.0',
    header: { event_id: 'e1', event_type: type, create_time: String(now - 500), token: '', app_id: appId, ...header },
    event,
  });
const hintsOf = (type: string, event: unknown, header?: object) => {
  const read = readEvent(envelope(type, event, header), owner, now);
  if (read.kind !== 'event') throw new Error(read.why);
  return read.hints;
};
const written = (message: object = {}, sender: object = {}) => ({
  sender: { sender_id: { open_id: 'ou_li', union_id: 'on_li' }, sender_type: 'user', tenant_key: 't', ...sender },
  message: {
    message_id: 'om_reply',
    chat_id: 'oc_direct',
    chat_type: 'p2p',
    message_type: 'text',
    content: JSON.stringify({ text: '我来处理' }),
    create_time: String(now - 900),
    ...message,
  },
});
const [wroteType, reactedType] = ['im.message.receive_v1', 'im.message.reaction.created_v1'];

describe('what each event tells', () => {
  it('that a person has read messages, each known again by itself', () => {
    const event = {
      reader: { reader_id: { open_id: 'ou_li' }, read_time: String(now - 800) },
      message_id_list: ['om_1', 'om_2', 7],
    };
    expect(hintsOf('im.message.message_read_v1', event)).toEqual(
      ['om_1', 'om_2'].map((id) => ({
        heard: { kind: 'read', messageIds: [id], reader: 'ou_li', at: now - 800 },
        keys: [`read ${id} ou_li`],
      })),
    );
  });

  it('that a person or an app has reacted, or taken it back', () => {
    const event = (more: object) => ({
      message_id: 'om_1',
      reaction_type: { emoji_type: 'DONE' },
      action_time: String(now),
      ...more,
    });
    const byPerson = event({ operator_type: 'user', user_id: { open_id: 'ou_li' } });
    const told = { messageId: 'om_1', emoji: 'DONE', at: now };
    expect(hintsOf(reactedType, byPerson)[0]?.heard).toEqual({ ...told, kind: 'reacted', by: 'ou_li', byApp: false });
    expect(hintsOf('im.message.reaction.deleted_v1', byPerson)[0]?.heard).toMatchObject({ kind: 'reaction-taken' });
    const byApp = event({ operator_type: 'app', app_id: 'cli_other' });
    expect(hintsOf(reactedType, byApp)[0]?.heard).toEqual({ ...told, kind: 'reacted', by: 'cli_other', byApp: true });
  });

  it('what a person wrote to the bot, with names in place of placeholders', () => {
    const content = JSON.stringify({ text: '@_user_1 @_user_12 数据库 CPU 92%' });
    const mentions = [
      { key: '@_user_1', name: '值班提醒', id: { open_id: 'ou_bot' }, mentioned_type: 'bot' },
      { key: '@_user_12', name: '\u202e<b>曾</b>\u202c', id: { open_id: 'ou_zeng' } },
    ];
    const [hint] = hintsOf(
      wroteType,
      written({ chat_type: 'group', chat_id: 'oc_ops', content, mentions, parent_id: 'om_1', root_id: 'om_0' }),
    );
    expect(hint?.heard).toEqual({
      kind: 'wrote',
      messageId: 'om_reply',
      chatId: 'oc_ops',
      chatType: 'group',
      from: 'ou_li',
      parentId: 'om_1',
      rootId: 'om_0',
      messageType: 'text',
      text: '@值班提醒 @<b>曾</b> 数据库 CPU 92%',
      at: now - 900,
      mentionsBot: true,
    });
  });

  it('that a message is a picture, which has no text', () => {
    const event = written({ message_type: 'image', content: '{"image_key":"img_1"}' });
    expect(hintsOf(wroteType, event)[0]?.heard).toMatchObject({ messageType: 'image', text: '', mentionsBot: false });
  });

  it('whether the bot is meant, also while its own id is not known', () => {
    const event = written({
      mentions: [{ key: '@_user_1', name: 'x', id: { open_id: 'ou_x' }, mentioned_type: 'bot' }],
    });
    const read = (botId: string | null) => {
      const found = readEvent(envelope(wroteType, event), { appId, botId }, now);
      return found.kind === 'event' ? found.hints[0]?.heard : null;
    };
    expect(read('ou_bot')).toMatchObject({ mentionsBot: false });
    expect(read(null)).toMatchObject({ mentionsBot: true });
  });

  const at = now - 500;
  it.each([
    [
      'im.message.recalled_v1',
      { message_id: 'om_1', recall_time: String(now) },
      { kind: 'recalled', messageId: 'om_1', at: now },
    ],
    ['im.chat.disbanded_v1', { chat_id: 'oc_1' }, { kind: 'chat-gone', chatId: 'oc_1', at }],
    ['im.chat.member.bot.deleted_v1', { chat_id: 'oc_1' }, { kind: 'bot-removed', chatId: 'oc_1', at }],
    ['im.chat.member.bot.added_v1', { chat_id: 'oc_1' }, { kind: 'bot-added', chatId: 'oc_1', at }],
    [
      'im.chat.member.user.added_v1',
      { chat_id: 'oc_1', users: [{ name: 'x', user_id: { open_id: 'ou_a' } }] },
      { kind: 'members-changed', chatId: 'oc_1', joined: [{ id: 'ou_a', name: 'x' }], left: [], at },
    ],
    [
      'im.chat.member.user.withdrawn_v1',
      { chat_id: 'oc_1', users: [{ user_id: { open_id: 'ou_a' } }, {}, null] },
      { kind: 'members-changed', chatId: 'oc_1', joined: [], left: ['ou_a'], at },
    ],
    [
      'contact.user.deleted_v3',
      { object: { open_id: 'ou_a', union_id: 'on_a' } },
      { kind: 'person-gone', ids: ['ou_a', 'on_a'], at },
    ],
  ])('%s', (type, event, heard) => {
    expect(hintsOf(type, event)).toEqual([{ heard, keys: ['event e1'] }]);
  });
});

describe('what is known again', () => {
  it('a message by its id, and under a new id by its sender, chat, time and content', () => {
    const [first, again, other] = [{}, { message_id: 'om_new' }, { message_id: 'om_new', content: '{"text":"x"}' }].map(
      (change) => hintsOf(wroteType, written(change))[0]?.keys ?? [],
    );
    const shared = (keys: readonly string[] | undefined) => keys?.filter((key) => first?.includes(key)).length;
    expect([shared(again), shared(other)]).toEqual([1, 0]);
  });

  it('a reaction that was taken back and given anew is another', () => {
    const event = (at: number) => ({
      message_id: 'om_1',
      reaction_type: { emoji_type: 'OK' },
      operator_type: 'user',
      user_id: { open_id: 'ou_li' },
      action_time: String(at),
    });
    const keys = [now, now + 1].flatMap((at) => hintsOf(reactedType, event(at)).flatMap((hint) => hint.keys));
    expect(new Set(keys).size).toBe(2);
  });
});

describe('what is dropped', () => {
  const dropped = (body: string) => {
    const read = readEvent(body, owner, now);
    return read.kind === 'dropped' ? read.why : read.kind;
  };

  it.each([
    ['no JSON', 'hello', 'unreadable'],
    ['nothing', '', 'unreadable'],
    ['a list', '[]', 'unreadable'],
    ['no type', '{"schema":"2.0","header":{}}', 'unreadable'],
    ['another app’s', envelope(wroteType, written(), { app_id: 'cli_other' }), 'foreign'],
    ['none of an app', envelope(wroteType, written(), { app_id: undefined }), 'foreign'],
    [
      'older than any redelivery',
      envelope(wroteType, written(), { create_time: String(now - eventLifeMs - 1) }),
      'old',
    ],
    ['years old, in µs', envelope(wroteType, written(), { create_time: '1603977298000000' }), 'old'],
  ])('%s', (_, body, why) => expect(dropped(body)).toBe(why));

  it('an event of another app in the older form, while one of this app is an event', () => {
    const older = (app: string) =>
      JSON.stringify({
        uuid: 'u',
        ts: '1799999999.7',
        type: 'event_callback',
        event: { type: 'p2p_chat_create', app_id: app },
      });
    expect([dropped(older('cli_other')), dropped(older(appId))]).toEqual(['foreign', 'event']);
  });

  it('is an event without hints when it is this app’s and of no use, or cannot be understood', () => {
    for (const [type, event] of [
      ['application.bot.menu_v6', { event_key: 'x' }],
      ['constructor', {}],
      [wroteType, written({}, { sender_type: 'bot' })],
      [wroteType, written({}, { sender_type: 'app' })],
      [wroteType, { sender: null, message: 'x' }],
      [wroteType, written({ message_id: '../../etc' })],
      [wroteType, written({ create_time: 'soon' })],
      ['im.message.message_read_v1', { reader: {}, message_id_list: 'om_1' }],
    ] as const)
      expect(hintsOf(type, event)).toEqual([]);
  });
});

describe('large and strange bodies', () => {
  it('keeps a reply of 100 KB to its first 4,000 characters', () => {
    const event = written({ content: JSON.stringify({ text: '火'.repeat(100_000) }) });
    const heard = hintsOf(wroteType, event)[0]?.heard;
    expect(heard?.kind === 'wrote' && [...heard.text].length).toBe(4000);
    expect(heard?.kind === 'wrote' && heard.text.endsWith('…')).toBe(true);
  });

  it('looks at a thousand messages of one event, and no more', () => {
    const ids = Array.from({ length: 5000 }, (_, index) => `om_${index}`);
    const event = { reader: { reader_id: { open_id: 'ou_li' }, read_time: String(now) }, message_id_list: ids };
    expect(hintsOf('im.message.message_read_v1', event)).toHaveLength(1000);
  });

  it('takes no longer than the size of the event', async () => {
    const mentions = Array.from({ length: 900 }, (_, index) => ({ key: `@_user_${index}`, name: 'n' }));
    const bodyOf = (size: number) =>
      envelope(wroteType, written({ content: JSON.stringify({ text: '@_user_1'.repeat(size / 8) }), mentions }));
    expect(await isLinear(bodyOf, (body) => readEvent(body, owner, now), 4_000)).toBe(true);
  });

  it('never throws, whatever an event holds', () => {
    const types = fc.constantFrom(wroteType, reactedType, 'im.message.message_read_v1', 'im.chat.member.user.added_v1');
    fc.assert(
      fc.property(types, fc.jsonValue(), fc.jsonValue(), (type, event, header) => {
        readEvent(envelope(type, event), owner, now);
        readEvent(JSON.stringify({ header, event }), owner, now);
        readEvent(envelope(type, { ...written(), message: event }), owner, now);
      }),
    );
  });
});
