import type { Channel } from '../../contract/model/channel';

/** When a person reads a message on their own, in seconds. SMS also wakes those who wait for it by a call. */
export type Reading =
  | { kind: 'after'; seconds: number }
  | { kind: 'after-sms'; seconds: number }
  | { kind: 'after-call'; seconds: number }
  | { kind: 'never' };

export type PersonStatus = 'active' | 'resigned' | 'frozen' | 'unactivated';

/** Someone the practice app can see. `tenant: 'other'` are guests of the external chat. */
export interface WorldPerson {
  readonly name: string;
  readonly enName: string;
  readonly nickname: string;
  readonly email: string;
  readonly mobile: string;
  readonly departmentId: string;
  readonly jobTitle: string;
  readonly openId: string;
  readonly unionId: string;
  readonly userId: string;
  /** This person's open_id in another app of the tenant: refused with 99992361 here. */
  readonly foreignOpenId: string;
  readonly tenant: 'own' | 'other';
  status: PersonStatus;
  /** Inside the app's availability range (230013 otherwise). */
  available: boolean;
  /** Inside the app's contacts data range (41050 otherwise): a range of its own (feishu-api 5). */
  inContacts: boolean;
  /** False: stopped receiving this bot's messages (230053). */
  acceptsBot: boolean;
  /** True: muted or blocked by tenant rules (230035). */
  blocked: boolean;
  /** Unread buzzes that are not of this run; those of this run are counted on top. */
  unreadBuzzes: number;
  reading: Reading;
  /** Messages this person was buzzed about in this run. */
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
  /** open_ids of the humans in it. */
  readonly members: Set<string>;
  /** App IDs of the other bots in it. */
  readonly otherBots: Set<string>;
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

export interface WorldMessage {
  readonly messageId: string;
  readonly chatId: string;
  readonly sender: Sender;
  readonly createdAt: number;
  readonly rootId: string | null;
  readonly parentId: string | null;
  msgType: string;
  /** As it reads back: mentions replaced by placeholders. */
  content: string;
  mentions: readonly Mention[];
  updatedAt: number;
  deletedAt: number | null;
  edits: number;
  /** Aggregated (folded) messages cannot be buzzed: 230098. */
  folded: boolean;
  readonly buzzes: Map<string, Buzzes>;
  /** Reads that happened, by open_id (ms). Those still to come are computed from `Reading`. */
  readonly reads: Map<string, number>;
}

export interface WorldDepartment {
  readonly openDepartmentId: string;
  readonly departmentId: string;
  readonly name: string;
  readonly enName: string;
  readonly parentId: string;
}
