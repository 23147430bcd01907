import type { Channel } from '../../contract/model/channel';
import type { Chat } from '../../contract/model/chat';
import type { ChatId, MessageId, OpenId } from '../../contract/model/ids';
import type { Person, UserIdType } from '../../contract/model/person';
import type { Result } from './failure';
import type { FeishuContacts } from './feishu-contacts';

/** Where a message goes: a person's direct chat with the bot, or a chat the bot is in. */
interface Receiver {
  idType: UserIdType | 'chat_id';
  id: string;
}

export interface SentMessage {
  messageId: MessageId;
  /** Also set for direct messages; null when Feishu left it out. */
  chatId: ChatId | null;
}

interface Reader {
  id: string;
  /** ms since the epoch */
  readAt: number;
}

/** A message that is there already, as it reads back: `content` is JSON by `type`, mentions are placeholders in it. */
export interface OldMessage {
  messageId: MessageId;
  chatId: ChatId;
  type: string;
  /** ms since the epoch; 0 when it was not told. */
  sentAt: number;
  deleted: boolean;
  /** Sent by this bot: only those can be buzzed. */
  own: boolean;
  /** The open id of the person who wrote it; null for bots. */
  senderId: string | null;
  content: string;
  mentions: readonly { key: string; name: string }[];
}

interface Bot {
  name: string;
  /** `activate_status`: 2 is enabled (feishu-api 1.3). */
  status: number;
  openId: OpenId | null;
}

export interface ChatDetail extends Chat {
  urgentSetting: 'only_owner' | 'all_members' | null;
  /** Whether this bot may buzz here: internal, and open to all or with the bot as manager or owner. */
  canBuzz: boolean;
  /** A direct chat with one person: everybody in it may be buzzed. */
  direct: boolean;
}

/**
 * Asked when all else is ready (turn in the limiter, connection, token in hand), right before a request leaves, every
 * time one does: the place to write the ledger. On false nothing leaves and the call answers `not-sent`, not passing,
 * with advice `stopped-before-call`.
 */
export type Gate = () => Promise<boolean>;

/** How a call that has effects is guarded. `signal` ends every wait before it; a request that left is never aborted by it. */
export interface Guard {
  gate: Gate;
  signal: AbortSignal;
}

/** One e-mail or mobile, looked up. `openId` is null when nobody answers to it. */
export interface LookedUp {
  query: string;
  openId: OpenId | null;
}

/**
 * Feishu, as one workspace's bot sees it. Every call waits its turn in the limiter, refetches a dead token once and
 * answers with a value or a `Failure`; none throws, none retries beyond the token. Lists are whole: paging is done here.
 */
export interface Feishu {
  /** `uuid` ≤ 50 characters: at most one message per uuid and hour (feishu-api 3.2). */
  send(input: { to: Receiver; post: Post; uuid: string }, guard: Guard): Promise<Result<SentMessage>>;
  /** Answers a message in its chat: the answer is the bot's own and can be buzzed. `uuid` as with `send`. */
  reply(
    input: { messageId: MessageId; chatId: ChatId; post: Post; uuid: string },
    guard: Guard,
  ): Promise<Result<SentMessage>>;
  /** 1…200 ids, all of `idType`. `invalid` holds the ids that were not buzzed. SMS and phone use a fresh connection. */
  buzz(
    input: { messageId: MessageId; channel: Channel; idType: UserIdType; ids: readonly string[] },
    guard: Guard,
  ): Promise<Result<{ invalid: readonly string[] }>>;
  readReceipts(input: { messageId: MessageId; idType: UserIdType }): Promise<Result<readonly Reader[]>>;
  recall(input: { messageId: MessageId }): Promise<Result<void>>;
  readChats(): Promise<Result<readonly Chat[]>>;
  readChat(input: { chatId: ChatId }): Promise<Result<ChatDetail>>;
  /** Names and ids only; bots are not listed (feishu-api 4.7). */
  readMembers(input: { chatId: ChatId; idType: UserIdType }): Promise<Result<readonly Person[]>>;
  /** A new chat that the bot owns alone, in which everybody may buzz; one per uuid and ten hours (feishu-api 4.4). */
  createChat(input: { name: string; uuid: string }, guard: Guard): Promise<Result<{ chatId: ChatId }>>;
  /**
   * 1…50 ids, one call at a time per chat. `unusable` cannot be added, `pending` wait for the owner's approval and
   * are no members yet; everybody else is in.
   */
  addMembers(
    input: { chatId: ChatId; idType: UserIdType; ids: readonly string[] },
    guard: Guard,
  ): Promise<Result<{ unusable: readonly string[]; pending: readonly string[] }>>;
  readMessage(input: { messageId: MessageId }): Promise<Result<OldMessage>>;
  /** Newest first, a page at a time; `next` continues, null at the end. */
  readHistory(input: {
    chatId: ChatId;
    after: string | null;
  }): Promise<Result<{ messages: readonly OldMessage[]; next: string | null }>>;
  /** Any number; split into calls of 50 e-mails and 50 mobiles. */
  lookUp(input: { emails: readonly string[]; mobiles: readonly string[] }): Promise<Result<readonly LookedUp[]>>;
  /** Fetches a token and asks who the bot is: the connection test. */
  readBot(): Promise<Result<Bot>>;
}

/** What of the app itself and of its company can be asked: for the doctor and the directory. */
export interface FeishuApp extends Feishu, FeishuContacts {
  /** The names of all granted scopes; needs none itself (feishu-api 1.4). */
  readScopes(): Promise<Result<ReadonlySet<string>>>;
  /** Whether the app sees anybody in the company's contacts (feishu-api 5.3). */
  seesPeople(): Promise<Result<boolean>>;
}

/** The nodes of a `post` message that this program writes (feishu-api 3.3). */
export type PostNode = { tag: 'text'; text: string } | { tag: 'at'; user_id: string };

/** A `post`: paragraphs of inline nodes. Text nodes carry exactly what was typed; nothing in them is markup. */
export interface Post {
  zh_cn: { title: string; content: readonly (readonly PostNode[])[] };
}
