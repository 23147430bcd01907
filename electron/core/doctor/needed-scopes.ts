import { allRoundContactScopes, userIdScope } from '../feishu/contact-scopes';

/** Use of a scope, which gives its line in the doctor its name. */
type LineUse =
  | 'send'
  | 'receipts'
  | 'buzz'
  | 'sms'
  | 'phone'
  | 'chats'
  | 'rooms'
  | 'members'
  | 'look-up'
  | 'contacts'
  | 'names'
  | 'emails'
  | 'departments'
  | 'paths'
  | 'memberships'
  | 'standing'
  | 'pictures'
  | 'company'
  | 'user-ids'
  | 'history'
  | 'numbers'
  | 'inbox'
  | 'mentions'
  | 'own-facts'
  | 'reminders'
  | 'ticks';

/** What a missing scope takes away; the doctor's words name it in both languages. */
export type ScopeUse = LineUse | 'by-id';

/**
 * `vital`: no buzz works without it. `usual`: its absence takes something away. `optional`: few need it; it is offered, and
 * not among the scopes that are copied. `sensitive`: optional, and mostly reviewed by an admin.
 */
type ScopeRank = 'vital' | 'usual' | 'optional' | 'sensitive';

export interface NeededScope {
  name: string;
  /** Sets of scopes, of which one is enough (feishu-api Appendix A). */
  enough: readonly (readonly string[])[];
  use: LineUse;
  rank: ScopeRank;
  /** Sets of scopes with which only this use is lost. */
  otherwise?: { sets: readonly (readonly string[])[]; use: ScopeUse };
}

const needed = (
  name: string,
  use: LineUse,
  instead: readonly (readonly string[])[] = [],
  rank: ScopeRank = 'usual',
): NeededScope => ({ name, enough: [[name], ...instead], use, rank });

const allRound = allRoundContactScopes.map((scope) => [scope]);

/** Scope of instant reminders (feishu-api 12.1). */
export const reminderScope = 'im:datasync.feed_card.time_sensitive:write';

/** The scope by which an app is told about itself: its events, for one (feishu-api 1.8). */
export const ownFactsScope = 'application:application:self_manage';

/** Scopes that this app asks for (feishu-api Appendix A). */
export const neededScopes: readonly NeededScope[] = [
  needed('im:message:send_as_bot', 'send', [['im:message']], 'vital'),
  needed('im:message.urgent', 'buzz', [['im:message.urgent:app_send']], 'vital'),
  needed('im:message:readonly', 'receipts', [['im:message'], ['im:message:basic']]),
  needed('im:message.urgent:sms', 'sms', [['im:message.urgent:sms_send']]),
  needed('im:message.urgent:phone', 'phone', [['im:message.urgent:phone_send']]),
  needed('im:chat:readonly', 'chats', [['im:chat'], ['im:chat:read', 'im:chat.members:read']]),
  needed('im:chat:create', 'rooms', [['im:chat']]),
  needed('im:chat.members:write_only', 'members', [['im:chat']]),
  needed('contact:user.id:readonly', 'look-up'),
  // Two calls take no other scope (feishu-api 5.2, 5.3): people and departments that the range names one by one.
  { ...needed('contact:contact.base:readonly', 'contacts'), otherwise: { sets: allRound, use: 'by-id' } },
  needed('contact:user.base:readonly', 'names', allRound),
  needed('contact:user.email:readonly', 'emails'),
  needed('contact:department.base:readonly', 'departments', allRound),
  needed('contact:department.organize:readonly', 'paths', allRound),
  needed('contact:user.department:readonly', 'memberships', allRound),
  needed('contact:user.employee:readonly', 'standing', allRound),
  needed('im:resource:upload', 'pictures', [['im:resource']], 'optional'),
  needed('tenant:tenant:readonly', 'company'),
  needed(userIdScope, 'user-ids', [], 'optional'),
  needed('im:message.group_msg', 'history', [], 'sensitive'),
  needed('im:message.p2p_msg:readonly', 'inbox', [['im:message.p2p_msg']], 'optional'),
  needed(
    'im:message.group_at_msg:readonly',
    'mentions',
    [['im:message.group_at_msg'], ['im:message.group_at_msg.include_bot:readonly']],
    'optional',
  ),
  needed(ownFactsScope, 'own-facts', [], 'optional'),
  needed('contact:user.phone:readonly', 'numbers', [], 'sensitive'),
  needed(reminderScope, 'reminders', [], 'optional'),
  needed('im:message.reactions:write_only', 'ticks', [['im:message']], 'optional'),
];

/** True for scopes that are offered and not asked for. */
export const isOptional = ({ rank }: NeededScope): boolean => rank === 'optional' || rank === 'sensitive';

/** Names of the scopes that an app is asked for: all but the optional ones, of which sensitive ones make a version wait for review. */
export const askedScopes = (): readonly string[] =>
  neededScopes.filter((need) => !isOptional(need)).map(({ name }) => name);

const holds = (sets: readonly (readonly string[])[], granted: ReadonlySet<string>) =>
  sets.some((set) => set.every((scope) => granted.has(scope)));

/** True when the granted scopes cover this need. */
export const isGranted = ({ enough }: NeededScope, granted: ReadonlySet<string>): boolean => holds(enough, granted);

/** What an app without this scope cannot do, with what it was granted. */
export const lostUse = ({ use, otherwise }: NeededScope, granted: ReadonlySet<string>): ScopeUse =>
  otherwise && holds(otherwise.sets, granted) ? otherwise.use : use;
