import type { Channel } from '../../contract/model/channel';

/** Settings of the app's console, the tenant's admin and practice itself. `PATCH /_practice/world` changes them. */
interface WorldSettings {
  readonly scopes: Set<string>;
  /** Scopes and bot as they will be after publishing a version; null: a version is published (feishu-api 1.6). */
  unpublished: { scopes: readonly string[]; botEnabled: boolean } | null;
  /** Scopes that were asked for and wait for an admin. */
  readonly reviewed: Set<string>;
  /** True for the edition of a single person (feishu-api 1.5). */
  personal: boolean;
  /** The contacts data range (feishu-api 5): all people, or departments with all below them, and single people. */
  contactRange: 'all' | { departments: ReadonlySet<string>; people: ReadonlySet<string> };
  appEnabled: boolean;
  installed: boolean;
  botEnabled: boolean;
  /** `activate_status` of the app, 0 to 6; 2: enabled (feishu-api 1.3). */
  activateStatus: number;
  /** Empty: every address may call (feishu-api 7.8). */
  ipAllowList: readonly string[];
  /** Paid buzzes the company has left; each person reached uses one. */
  smsLeft: number;
  phoneLeft: number;
  /** Calls left of the month's quota (99991403); null: a paid plan without one. */
  apiCallsLeft: number | null;
  /** Speed at which people read and answer, 1 being real time; 0: no person does on their own. */
  readingSpeed: number;
  /** True when people follow their `AnsweringHabit`; otherwise they only read. */
  answering: boolean;
  /** Ids that no person has: the whole request fails (seen on live tenants), or they land in the list (documented). */
  unknownIds: 'fail' | 'list';
  /** Form of `invalid_user_id_list` when all ids are valid (feishu-api 10.6). */
  noInvalidIds: 'absent' | 'null' | 'empty';
  /** Fate of a post with an empty text node: the documentation neither allows nor forbids it (feishu-api 3.3). */
  emptyText: 'refused' | 'accepted';
  recallWindowSeconds: number;
  editWindowSeconds: number;
}

/** The world behind the server: everything Feishu would know, in memory. */
export interface World {
  readonly appId: string;
  readonly appName: string;
  readonly botOpenId: string;
  readonly tenantKey: string;
  readonly otherTenantKey: string;
  tenantName: string;
  readonly settings: WorldSettings;
  readonly people: readonly WorldPerson[];
  readonly byOpenId: Map<string, WorldPerson>;
  readonly byUnionId: Map<string, WorldPerson>;
  readonly byUserId: Map<string, WorldPerson>;
  readonly byEmail: Map<string, WorldPerson>;
  /** Keyed by `mobileDigits`. */
  readonly byMobile: Map<string, WorldPerson>;
  /** Open ids of people in other apps. */
  readonly foreignOpenIds: Set<string>;
  departments: readonly WorldDepartment[];
  departmentById: ReadonlyMap<string, WorldDepartment>;
  /** Direct members of each department. */
  byDepartment: ReadonlyMap<string, readonly WorldPerson[]>;
  departmentsBelow: ReadonlyMap<string, readonly WorldDepartment[]>;
  readonly chats: Map<string, WorldChat>;
  /** Direct chats by the person's open_id; created by the first message, always with the same id. */
  readonly directChats: Map<string, WorldChat>;
  readonly messages: Map<string, WorldMessage>;
  /** Pictures that this app has uploaded, by their keys. */
  readonly images: Map<string, WorldImage>;
  /** Tells all listeners what has happened. */
  tell(happening: Happening): void;
  listen(listener: (happening: Happening) => void): void;
  /** The world's time in ms: the given clock plus what a test moved it by. */
  now(): number;
  moveClock(ms: number): void;
  clockOffset(): number;
  /** A message id that no run has used before: a saved board must never meet another message. */
  newMessageId(): string;
  newChatId(): string;
  directChatId(openId: string): string;
}

/** Time after which a person reads on their own (s): after the message, its SMS (or call), or its call. */
export type ReadingHabit =
  | { kind: 'after'; seconds: number }
  | { kind: 'after-sms'; seconds: number }
  | { kind: 'after-call'; seconds: number }
  | { kind: 'never' };

/**
 * What a person does on their own after reading a message that is meant for them (`seconds` from the read): they tap a bubble,
 * the first being 1, react and perhaps take it back `backAfter` seconds later, or write.
 */
export type AnsweringHabit =
  | { kind: 'none' }
  | { kind: 'tap'; seconds: number; bubble: number }
  | { kind: 'react'; seconds: number; emoji: string; backAfter?: number }
  | { kind: 'reply'; seconds: number; text: string };

export type PersonStatus = 'active' | 'resigned' | 'frozen' | 'unactivated';

/** A person Feishu knows. `tenant: 'other'` marks the guests of the external chat. */
export interface WorldPerson {
  readonly name: string;
  readonly enName: string;
  readonly nickname: string;
  readonly email: string;
  readonly mobile: string;
  departmentId: string;
  readonly jobTitle: string;
  readonly openId: string;
  readonly unionId: string;
  readonly userId: string;
  /** This person's open_id in another app of the tenant: refused with 99992361 here. */
  readonly foreignOpenId: string;
  readonly tenant: 'own' | 'other';
  status: PersonStatus;
  /** True inside the app's availability range (230013 otherwise). */
  available: boolean;
  /** True inside the app's contacts data range (41050 otherwise): a range of its own (feishu-api 5). */
  inContacts: boolean;
  /** False after the person has stopped the bot's messages (230053). */
  acceptsBot: boolean;
  /** True when tenant rules forbid writing to this person (230035). */
  blocked: boolean;
  /** Unread buzzes from before this run; those of this run are added. */
  unreadBuzzes: number;
  reading: ReadingHabit;
  answering: AnsweringHabit;
  /** Ids of the messages this person was buzzed about in this run. */
  readonly buzzed: Set<string>;
}

export type Setting = 'only_owner' | 'all_members';

export interface WorldChat {
  readonly chatId: string;
  readonly mode: 'group' | 'topic' | 'p2p';
  name: string;
  description: string;
  chatType: 'private' | 'public';
  messageType: 'chat' | 'thread';
  external: boolean;
  status: 'normal' | 'dissolved';
  urgentSetting: Setting;
  editPermission: Setting;
  moderation: Setting;
  membershipApproval: 'no_approval_required' | 'approval_required';
  /** open_id of the owner, or null when this bot owns the chat. */
  owner: string | null;
  botIn: boolean;
  botManager: boolean;
  readonly managers: Set<string>;
  /** open_ids of the people in it. */
  readonly members: Set<string>;
  /** App IDs of the other bots in it. */
  readonly otherBots: Set<string>;
  /** open_ids of the people for whom the chat is pinned by an instant reminder (feishu-api 12.1). */
  readonly reminded: Set<string>;
  readonly createdAt: number;
  /** Ids of its messages, oldest first. */
  readonly messages: string[];
}

export type Sender = { kind: 'bot' } | { kind: 'app'; appId: string } | { kind: 'person'; openId: string };

export interface Mention {
  key: string;
  openId: string;
  name: string;
}

/** First time (ms) a person was buzzed about a message, per channel. */
export type Buzzes = Partial<Record<Channel, number>>;

/** A reaction under a message (feishu-api 11.2). */
export interface WorldReaction {
  readonly reactionId: string;
  readonly emoji: string;
  readonly by: Sender;
  readonly at: number;
}

/** A prepared answer; `translations` by language (feishu-api 11.3). */
export interface Bubble {
  readonly content: string;
  readonly translations: ReadonlyMap<string, string>;
}

export interface WorldMessage {
  readonly messageId: string;
  readonly chatId: string;
  readonly sender: Sender;
  readonly createdAt: number;
  readonly rootId: string | null;
  readonly parentId: string | null;
  msgType: string;
  /** Content as Feishu returns it: mentions replaced by placeholders. */
  content: string;
  mentions: readonly Mention[];
  updatedAt: number;
  deletedAt: number | null;
  edits: number;
  /** Aggregated (folded) messages cannot be buzzed: 230098. */
  folded: boolean;
  readonly buzzes: Map<string, Buzzes>;
  /** Times of reads that happened, by open_id (ms). Later reads are computed from the `ReadingHabit`. */
  readonly reads: Map<string, number>;
  /** Oldest first; those taken back are gone. */
  readonly reactions: WorldReaction[];
  /** Bubbles sent after this message. People see them only while it is the newest of its chat. */
  bubbles: { readonly at: number; readonly all: readonly Bubble[] } | null;
  /** open_ids of the people who have followed their `AnsweringHabit`. */
  readonly answered: Set<string>;
}

/** An uploaded picture. `bytes` is null for one of long ago, whose key still works. */
export interface WorldImage {
  readonly use: 'message' | 'avatar';
  readonly kind: string;
  readonly bytes: Uint8Array | null;
}

/** Something that Feishu tells an app by an event (feishu-api 6.4). `at` is world time (ms). */
export type Happening =
  | { kind: 'read'; person: WorldPerson; messages: readonly WorldMessage[]; at: number }
  | { kind: 'written'; person: WorldPerson; chat: WorldChat; message: WorldMessage; at: number }
  | { kind: 'reacted' | 'unreacted'; message: WorldMessage; reaction: WorldReaction; at: number }
  | { kind: 'recalled'; chat: WorldChat; message: WorldMessage; at: number }
  | { kind: 'disbanded' | 'bot-added' | 'bot-removed'; chat: WorldChat; at: number }
  | { kind: 'joined' | 'left'; chat: WorldChat; people: readonly WorldPerson[]; at: number }
  | { kind: 'resigned'; person: WorldPerson; at: number };

export interface WorldDepartment {
  readonly openDepartmentId: string;
  readonly departmentId: string;
  readonly name: string;
  readonly enName: string;
  readonly parentId: string;
}

/** The clock of practice. It is only read: no timer runs behind what people do. */
export interface PracticeClock {
  /** Milliseconds since the epoch. */
  now(): number;
}

/** A mobile for comparing: without spaces, brackets and dashes, and mainland numbers without `+86`. */
export const mobileDigits = (mobile: string): string => {
  const bare = mobile.replace(/[\s()-]/g, '');
  return bare.startsWith('+86') ? bare.slice(3) : bare;
};
