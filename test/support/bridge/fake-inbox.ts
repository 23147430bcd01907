import { type Answer, failed, ok, problem } from '../../../electron/contract/advice/problem';
import { emptyDraft } from '../../../electron/contract/model/draft';
import { ChatId, MessageId, OpenId, type WorkspaceId } from '../../../electron/contract/model/ids';
import type { InboxMessage, InboxStatus } from '../../../electron/contract/model/message/inbox';
import type { Handlers } from './fake-handlers';
import { fakeNow } from './fake-world';

const minute = 60_000;

/** A message to the bot in the fake world. */
export const fakeInboxMessage = (number: number, change: Partial<InboxMessage> = {}): InboxMessage => ({
  messageId: MessageId.parse(`om_inbox${number}`),
  chatId: ChatId.parse(`oc_direct${number}`),
  chatType: 'p2p',
  chatName: null,
  from: { id: OpenId.parse(`ou_person${number}`), name: '韩梅梅' },
  text: '订单库又开始告警了，谁在值班？',
  wordless: false,
  at: fakeNow - number * 3 * minute,
  state: 'new',
  edited: false,
  recalled: false,
  reply: null,
  buzzId: null,
  ...change,
});

/** One of each kind that a person may find: new ones, from a group, without text, recalled, replied to. */
export const fakeInboxMessages: readonly InboxMessage[] = [
  fakeInboxMessage(1),
  fakeInboxMessage(2, {
    chatType: 'group',
    chatName: '数据库告警',
    from: { id: 'ou_person2', name: '尉迟晓' },
    text: '@值班提醒 主从延迟 900 秒，请看一下\n工单 1234',
    edited: true,
  }),
  fakeInboxMessage(3, { from: { id: 'ou_person3', name: null }, text: '[图片]', wordless: true }),
  fakeInboxMessage(4, {
    state: 'replied',
    text: '收到了吗？',
    reply: { text: '收到，正在处理', at: fakeNow - 10 * minute, state: 'sent', problem: null },
  }),
  fakeInboxMessage(5, { text: '', recalled: true, state: 'dismissed' }),
];

type InboxRequest = 'getInbox' | 'listInbox' | 'checkInbox' | 'dismissInbox' | 'replyInbox' | 'draftFromInbox';

/** The inbox of the fake world: empty until `messages` are given. */
export const fakeInbox = (
  messages: readonly InboxMessage[],
  workspaceId: () => WorkspaceId,
  tell: (status: InboxStatus) => void,
): Pick<Handlers, InboxRequest> => {
  let all = messages;
  let checkedAt: number | null = null;
  const status = (): InboxStatus => ({
    workspaceId: workspaceId(),
    fresh: all.filter(({ state }) => state === 'new').length,
    inUse: all.length > 0 || checkedAt !== null,
    checkedAt,
  });
  const change = (messageId: MessageId, next: (old: InboxMessage) => InboxMessage): Answer<InboxMessage> => {
    all = all.map((each) => (each.messageId === messageId ? next(each) : each));
    const found = all.find((each) => each.messageId === messageId);
    if (!found) return failed(problem('inbox-gone'));
    tell(status());
    return ok(found);
  };
  return {
    getInbox: () => ok(status()),
    listInbox: ({ before, limit }) => {
      const from = before === null ? 0 : all.findIndex(({ messageId }) => messageId === before.messageId) + 1;
      return ok(all.slice(from, from + limit));
    },
    checkInbox: () => {
      checkedAt = fakeNow;
      tell(status());
      return ok({ found: 0, chats: 3, problem: null });
    },
    dismissInbox: ({ messageId, dismissed }) =>
      change(messageId, (old) => ({ ...old, state: dismissed ? 'dismissed' : 'new' })),
    replyInbox: ({ messageId, text }) =>
      change(messageId, (old) => ({
        ...old,
        state: 'replied',
        reply: { text, at: fakeNow, state: 'sent', problem: null },
      })),
    draftFromInbox: ({ messageId }) => {
      const found = all.find((each) => each.messageId === messageId);
      if (!found) return failed(problem('inbox-gone'));
      const { chatId, from, text: excerpt } = found;
      const chatName = found.chatName ?? from.name ?? '单聊';
      return ok({
        ...emptyDraft(workspaceId()),
        to: [{ kind: 'person', person: { name: from.name ?? from.id, openId: OpenId.parse('ou_person1') } }],
        delivery: { mode: 'chat', chatId, name: chatName },
        about: { kind: 'reply', messageId, chatId, chatName, excerpt },
      });
    },
  };
};
