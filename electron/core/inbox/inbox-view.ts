import { longestChatName, longestExcerpt } from '../../contract/limits';
import { type Draft, emptyDraft } from '../../contract/model/draft';
import { OpenId, type WorkspaceId } from '../../contract/model/ids';
import type { InboxMessage } from '../../contract/model/message/inbox';
import type { Person } from '../../contract/model/person';
import type { Locale } from '../../contract/model/settings';
import { kindInBrackets } from '../buzz/existing-message/excerpt';
import { inOneLine, shorten } from '../text/shorten';
import type { InboxRow } from './inbox-store';

/** What a message is shown with: the language, and a name for an open id where one is known now. */
export interface ShownWith {
  locale: Locale;
  nameOf: (openId: string) => string | null;
  /** The reply to it is on its way in this run. */
  isReplying: boolean;
}

/** A message as a person sees it. */
export const inboxMessageOf = (row: InboxRow, { locale, nameOf, isReplying }: ShownWith): InboxMessage => {
  const { messageId, chatId, chatType, chatName, from, name, type, at, state, edited, recalled, reply, buzzId } = row;
  const wordless = row.text === '' && !recalled;
  // One that was on its way when the program ended may have arrived.
  const replyState = reply?.state === 'sending' && !isReplying ? 'unknown' : reply?.state;
  return {
    messageId,
    chatId,
    chatType,
    chatName: chatType === 'p2p' ? null : chatName,
    from: { id: from, name: nameOf(from) ?? name },
    text: wordless ? kindInBrackets(type, locale) : row.text,
    wordless,
    at,
    state,
    edited,
    recalled,
    reply: reply && replyState ? { text: reply.text, at: reply.at, state: replyState, problem: reply.problem } : null,
    buzzId,
  };
};

/** The name of a direct chat whose person is not known. */
const directChat: Record<Locale, string> = { 'zh-CN': '单聊', 'en-US': 'Direct chat' };
const groupChat: Record<Locale, string> = { 'zh-CN': '群聊', 'en-US': 'Group chat' };

/** A draft that replies to a message in its chat, and buzzes the reply: its writer is the first whom it is for. */
export const draftAbout = (workspaceId: WorkspaceId, message: InboxMessage, locale: Locale): Draft => {
  const { messageId, chatId, chatType, from } = message;
  const unnamed = chatType === 'p2p' ? directChat : groupChat;
  const chatName = shorten((chatType === 'p2p' ? from.name : message.chatName) ?? unnamed[locale], longestChatName);
  const openId = OpenId.safeParse(from.id).data;
  const writer: Person | null = openId ? { name: from.name ?? from.id, openId } : null;
  const excerpt = shorten(inOneLine(message.text), longestExcerpt);
  return {
    ...emptyDraft(workspaceId),
    to: writer ? [{ kind: 'person', person: writer }] : [],
    delivery: { mode: 'chat', chatId, name: chatName },
    about: { kind: 'reply', messageId, chatId, chatName, excerpt },
  };
};
