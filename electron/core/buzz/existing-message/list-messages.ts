import { type Answer, failed, ok, problem } from '../../../contract/advice/problem';
import type { ChatMessage, MessagePage } from '../../../contract/model/chat';
import { type ChatId, MessageId } from '../../../contract/model/ids';
import type { Locale } from '../../../contract/model/settings';
import { plainText } from '../../../contract/plain-text';
import type { Directory } from '../../directory/directory';
import type { Feishu, OldMessage } from '../../feishu/feishu';
import { excerptOf } from './excerpt';

export interface MessagesDeps {
  feishu: Feishu;
  directory: Directory;
  locale: Locale;
}

/** Name of a direct chat whose person is not known: Feishu gives it none. */
const directName: Record<Locale, string> = { 'zh-CN': '单聊', 'en-US': 'Direct chat' };

const readChat = async (chatId: ChatId, { directory, locale }: MessagesDeps): Promise<MessagePage['chat']> => {
  const detail = await directory.findChat(chatId);
  if (detail.ok && detail.value.name !== '') return { chatId, name: detail.value.name };
  const members = await directory.listMembers(chatId);
  const only = members.ok && members.value.length === 1 ? members.value[0] : undefined;
  return { chatId, name: only?.name ?? directName[locale] };
};

const readPage = async (
  chatId: ChatId,
  messages: readonly OldMessage[],
  next: string | null,
  deps: MessagesDeps,
): Promise<MessagePage> => {
  const members = await deps.directory.listMembers(chatId);
  const names = new Map(members.ok ? members.value.map((person) => [person.openId as string, person.name]) : []);
  const asPicked = (message: OldMessage): ChatMessage => ({
    messageId: message.messageId,
    chatId,
    own: message.own,
    sentAt: message.sentAt,
    author: message.senderId === null ? null : (names.get(message.senderId) ?? null),
    excerpt: excerptOf(message, deps.locale),
    deleted: message.deleted,
  });
  return { chat: await readChat(chatId, deps), messages: messages.map(asPicked), next };
};

/** Reads a pasted message id `om_…`, or answers with the reason why it is none: batch messages (`bm_…`, `bm-…`) cannot be buzzed (feishu-api 2.3). */
export const readMessageId = (pasted: string): Answer<MessageId> => {
  const text = plainText(pasted);
  if (/^bm[-_]/i.test(text)) return failed(problem('batch-message'));
  const messageId = MessageId.safeParse(text);
  return messageId.success ? ok(messageId.data) : failed(problem('message-id-invalid'));
};

/** A page of a chat's messages, newest first; or the one message of a pasted id, alone on its page. */
export const listMessages = async (
  asked: { chatId: ChatId; after: string | null } | { messageId: string },
  deps: MessagesDeps,
): Promise<Answer<MessagePage>> => {
  if ('chatId' in asked) {
    const page = await deps.feishu.readHistory(asked);
    if (!page.ok) return failed(page.failure.problem);
    return ok(await readPage(asked.chatId, page.value.messages, page.value.next, deps));
  }
  const messageId = readMessageId(asked.messageId);
  if (!messageId.ok) return messageId;
  const message = await deps.feishu.readMessage({ messageId: messageId.value });
  if (!message.ok) return failed(message.failure.problem);
  return ok(await readPage(message.value.chatId, [message.value], null, deps));
};
