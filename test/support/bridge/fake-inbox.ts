import { type Answer, failed, ok, problem } from '../../../electron/contract/advice/problem';
import { emptyDraft } from '../../../electron/contract/model/draft';
import { type MessageId, OpenId, type WorkspaceId } from '../../../electron/contract/model/ids';
import type { InboxMessage, InboxStatus } from '../../../electron/contract/model/message/inbox';
import type { Handlers } from './fake-handlers';
import { fakeNow } from './fake-world';

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
