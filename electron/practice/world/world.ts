import type { WorldChat, WorldDepartment, WorldMessage, WorldPerson } from './model';

/** What the app's console and the tenant's admin have set, and what tests change under `/_practice/world`. */
export interface WorldSettings {
  readonly scopes: Set<string>;
  /** Scopes and bot as they will be once a version is published; null: one is (feishu-api 1.6). */
  unpublished: { scopes: readonly string[]; botEnabled: boolean } | null;
  /** Whom of the company the app may see (feishu-api 5): everybody, or departments with all below them, and people. */
  contactRange: 'all' | { departments: ReadonlySet<string>; people: ReadonlySet<string> };
  appEnabled: boolean;
  installed: boolean;
  botEnabled: boolean;
  /** Empty: every address may call (feishu-api 7.8). */
  ipAllowList: readonly string[];
  /** Paid buzzes the company has left; one is used per person reached. */
  smsLeft: number;
  phoneLeft: number;
  /** Calls left of the month's quota (99991403); null: a paid plan without one. */
  apiCallsLeft: number | null;
  /** How much faster than life people read; 0: nobody reads on their own. */
  readingSpeed: number;
  /** Ids nobody has: the whole request fails (seen in the field) or they land in the list (documented). */
  unknownIds: 'fail' | 'list';
  /** What `invalid_user_id_list` is when nobody is invalid: all three were seen (feishu-api 10.6). */
  noInvalidIds: 'absent' | 'null' | 'empty';
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
  readonly tenantName: string;
  readonly settings: WorldSettings;
  readonly people: readonly WorldPerson[];
  readonly byOpenId: Map<string, WorldPerson>;
  readonly byUnionId: Map<string, WorldPerson>;
  readonly byUserId: Map<string, WorldPerson>;
  readonly byEmail: Map<string, WorldPerson>;
  /** Keyed without `+86` or any other than digits and a leading `+` of other countries. */
  readonly byMobile: Map<string, WorldPerson>;
  /** Open ids of people in other apps. */
  readonly foreignOpenIds: Set<string>;
  readonly departments: readonly WorldDepartment[];
  readonly departmentById: ReadonlyMap<string, WorldDepartment>;
  readonly byDepartment: ReadonlyMap<string, readonly WorldPerson[]>;
  readonly departmentsBelow: ReadonlyMap<string, readonly WorldDepartment[]>;
  readonly chats: Map<string, WorldChat>;
  /** Direct chats by the person's open_id; made when first written to, always with the same id. */
  readonly directChats: Map<string, WorldChat>;
  readonly messages: Map<string, WorldMessage>;
  /** The world's time in ms: the given clock plus what a test moved it by. */
  now(): number;
  moveClock(ms: number): void;
  clockOffset(): number;
  /** A message id no run has used before: a saved board must never meet a stranger's message. */
  newMessageId(): string;
  newChatId(): string;
  directChatId(openId: string): string;
}
