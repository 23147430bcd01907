import type { Problem } from '../../contract/advice/problem';
import type { Bubble } from '../../contract/model/answer';
import type { Channel } from '../../contract/model/channel';
import type { Chat } from '../../contract/model/chat';
import type { ChatId, MessageId, OpenId } from '../../contract/model/ids';
import type { PictureKind } from '../../contract/model/message/picture';
import type { Person, UserIdType } from '../../contract/model/person';
import type { Result } from './failure';
import type { AccountStanding, FeishuContacts } from './feishu-contacts';

/** Destination of a message: a person's direct chat with the bot, or a chat the bot is in. */
interface Receiver {
  idType: UserIdType | 'chat_id';
  id: string;
}

export interface SentMessage {
  messageId: MessageId;
  /** Set for direct messages too; null when Feishu leaves it out. */
  chatId: ChatId | null;
  /** Time by Feishu's clock (ms since the epoch); left out when Feishu does not tell. */
  sentAt?: number | undefined;
}

interface Reader {
  id: string;
  /** Time of reading (ms since the epoch). */
  readAt: number;
}

/** An existing message as Feishu reads it back: `content` is JSON by `type`, with placeholders for mentions. */
export interface OldMessage {
  messageId: MessageId;
  chatId: ChatId;
  type: string;
  /** Time of sending (ms since the epoch); 0 when Feishu leaves it out. */
  sentAt: number;
  deleted: boolean;
  /** Left out unless it was edited. */
  edited?: boolean;
  /** Sent by this bot: a bot can buzz about its own messages only. */
  own: boolean;
  /** Open id of the person who wrote it; null for bots. */
  senderId: string | null;
  content: string;
  /** `id`: open id of the person or bot; left out when Feishu does not tell. */
  mentions: readonly { key: string; name: string; id?: string }[];
}

/** A message of a chat with what it answers: null when it answers none. */
export interface ChatAnswer extends OldMessage {
  parentId: string | null;
  rootId: string | null;
}

/** An emoji under a message. `by` is an id of a person, or of an app. */
export interface Reaction {
  by: string;
  byApp: boolean;
  emoji: string;
  /** ms since the epoch */
  at: number;
}

interface Bot {
  name: string;
  /** `activate_status`: 2 is enabled (feishu-api 1.3). */
  status: number;
  openId: OpenId | null;
}

export interface ChatDetail extends Chat {
  urgentSetting: 'only_owner' | 'all_members' | null;
  /** True when this bot may buzz here: internal, and open to all or with the bot as manager or owner. */
  canBuzz: boolean;
  /** A direct chat with one person, who may be buzzed. */
  direct: boolean;
}

/**
 * Callback right before each request leaves, when its turn, connection and token are at hand: the place to write the
 * ledger. On false nothing leaves and the call answers `not-sent`, not passing, with advice `stopped-before-call`.
 */
export type Gate = () => Promise<boolean>;

/**
 * Control over a call that has effects. `signal` ends every wait before the request leaves, never the request itself.
 */
export interface Guard {
  gate: Gate;
  signal: AbortSignal;
}

/**
 * Answer for one e-mail or mobile. `openId` is null when Feishu knows no person by it; `standing` also when the app may
 * not see the state of accounts.
 */
export interface LookedUp {
  query: string;
  openId: OpenId | null;
  standing: AccountStanding | null;
}

/**
 * Feishu, as one workspace's bot sees it. Every call waits its turn in the limiter, refetches a dead token once and
 * answers with a value or a `Failure`. It neither throws nor retries beyond the token. Lists are whole: the client
 * reads all their pages.
 */
export interface Feishu {
  /** `uuid` ≤ 50 characters: at most one message per uuid and hour (feishu-api 3.2). */
  send(input: { to: Receiver; post: Post; uuid: string }, guard: Guard): Promise<Result<SentMessage>>;
  /** Replies to a message in its chat: the reply is the bot's own, so it can be buzzed. `uuid` as with `send`. */
  reply(
    input: { messageId: MessageId; chatId: ChatId; post: Post; uuid: string },
    guard: Guard,
  ): Promise<Result<SentMessage>>;
  /** 1 byte to 10 MB. The key works for this app alone, in any number of messages; uploading again gives another. */
  uploadPicture(input: { bytes: Uint8Array; kind: PictureKind }, guard: Guard): Promise<Result<{ key: string }>>;
  /** 1…200 ids of `idType`. `invalid` holds the ids that Feishu did not buzz. SMS and phone use a fresh connection. */
  buzz(
    input: { messageId: MessageId; channel: Channel; idType: UserIdType; ids: readonly string[] },
    guard: Guard,
  ): Promise<Result<{ invalid: readonly string[] }>>;
  readReceipts(input: { messageId: MessageId; idType: UserIdType }): Promise<Result<readonly Reader[]>>;
  /**
   * Reactions to 1…20 messages, counted as one call and one more per further page; operators by `idType`. null for a message
   * about which Feishu does not tell.
   */
  readReactions(input: {
    messageIds: readonly MessageId[];
    idType: UserIdType;
  }): Promise<Result<ReadonlyMap<MessageId, readonly Reaction[] | null>>>;
  /** Messages of a chat since a time (ms since the epoch, whole seconds count), oldest first, to the end. */
  readSince(input: { chatId: ChatId; since: number }): Promise<Result<readonly ChatAnswer[]>>;
  /** 1…3 bubbles under this message, which is the newest of a direct chat and at most ten minutes old (feishu-api 11.3). */
  showBubbles(input: { messageId: MessageId; bubbles: readonly Bubble[] }, guard: Guard): Promise<Result<void>>;
  /**
   * Pins a chat at the top of 1…50 people's lists, or takes that back; harmless to repeat. `chatId` null: the bot's direct chat
   * with each of them. `failed`: people for whom that did not work.
   */
  remind(
    input: { chatId: ChatId | null; idType: UserIdType; ids: readonly string[]; on: boolean },
    guard: Guard,
  ): Promise<Result<{ failed: readonly { id: string; problem: Problem }[] }>>;
  /** Puts an emoji of the bot under a message; the same one twice is one. */
  react(input: { messageId: MessageId; emoji: string }, guard: Guard): Promise<Result<void>>;
  recall(input: { messageId: MessageId }): Promise<Result<void>>;
  readChats(): Promise<Result<readonly Chat[]>>;
  readChat(input: { chatId: ChatId }): Promise<Result<ChatDetail>>;
  /** Names and ids only; bots are not listed (feishu-api 4.7). */
  readMembers(input: { chatId: ChatId; idType: UserIdType }): Promise<Result<readonly Person[]>>;
  /** Creates a chat of the bot alone in which all members may buzz; one per uuid and ten hours (feishu-api 4.4). */
  createChat(input: { name: string; uuid: string }, guard: Guard): Promise<Result<{ chatId: ChatId }>>;
  /**
   * 1…50 ids, one call at a time per chat. Feishu cannot add the `unusable`; the `pending` wait for the owner's
   * approval and are no members yet; all others are members now.
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
  /** Fetches a token and reads who the bot is: the connection test. */
  readBot(): Promise<Result<Bot>>;
}

/** Names of scopes: those that hold, and those that wait, mostly for an admin (feishu-api 1.4). */
export interface Grants {
  granted: ReadonlySet<string>;
  waiting: ReadonlySet<string>;
}

/** The company behind an app. `personal`: the edition for one person, whose bot reaches no colleagues. */
export interface Company {
  name: string;
  personal: boolean;
}

/** The port with what Feishu tells about the app itself and its company, for the doctor and the directory. */
export interface FeishuApp extends Feishu, FeishuContacts {
  /** Names of all granted scopes. The call needs no scope (feishu-api 1.4). */
  readScopes(): Promise<Result<ReadonlySet<string>>>;
  /** The same call, with the scopes that the app asks for and does not have yet. */
  readGrants(): Promise<Result<Grants>>;
  /** The company that the app belongs to (feishu-api 1.5). */
  readCompany(): Promise<Result<Company>>;
  /** Number of long connections that the app has now, from any computer (feishu-api 6.8). */
  readListeners(): Promise<Result<number>>;
  /**
   * Types of the events that the app's version subscribes to; null: Feishu tells of them in a way that cannot be read. The call
   * needs a scope of its own (feishu-api 1.8).
   */
  readEvents(): Promise<Result<readonly string[] | null>>;
  /** The host of long connections, if it can be reached. Opens none. */
  reachSocket(): Promise<Result<string>>;
  /** A person's mobile number, to be shown and not kept; null: it is empty, or hidden from this app. */
  readMobile(input: { idType: UserIdType; id: string }): Promise<Result<string | null>>;
  /** True when the app sees at least one person in the company's contacts (feishu-api 5.3). */
  seesPeople(): Promise<Result<boolean>>;
}

/** Nodes of a `post` message that this app writes (feishu-api 3.3). */
export type PostNode =
  | { tag: 'text'; text: string }
  | { tag: 'at'; user_id: string }
  | { tag: 'img'; image_key: string };

/** A `post`: paragraphs of inline nodes. Feishu shows text nodes exactly as the person typed them, without markup. */
export interface Post {
  zh_cn: { title: string; content: readonly (readonly PostNode[])[] };
}
