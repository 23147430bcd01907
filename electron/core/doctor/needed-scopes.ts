/** Use of a scope; the doctor's words name it in both languages. */
export type ScopeUse =
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
  | 'standing';

export interface NeededScope {
  name: string;
  /** Sets of scopes, of which one is enough (feishu-api Appendix A). */
  enough: readonly (readonly string[])[];
  use: ScopeUse;
  /** True when no buzz works without it; other scopes only take something away. */
  vital: boolean;
}

const needed = (
  name: string,
  use: ScopeUse,
  instead: readonly (readonly string[])[] = [],
  vital = false,
): NeededScope => ({
  name,
  enough: [[name], ...instead],
  use,
  vital,
});

/** Scopes that this app asks for (feishu-api Appendix A). */
export const neededScopes: readonly NeededScope[] = [
  needed('im:message:send_as_bot', 'send', [['im:message']], true),
  needed('im:message.urgent', 'buzz', [['im:message.urgent:app_send']], true),
  needed('im:message:readonly', 'receipts', [['im:message'], ['im:message:basic']]),
  needed('im:message.urgent:sms', 'sms', [['im:message.urgent:sms_send']]),
  needed('im:message.urgent:phone', 'phone', [['im:message.urgent:phone_send']]),
  needed('im:chat:readonly', 'chats', [['im:chat'], ['im:chat:read', 'im:chat.members:read']]),
  needed('im:chat:create', 'rooms', [['im:chat']]),
  needed('im:chat.members:write_only', 'members', [['im:chat']]),
  needed('contact:user.id:readonly', 'look-up'),
  needed('contact:contact.base:readonly', 'contacts', [
    ['contact:contact:readonly_as_app'],
    ['contact:contact:access_as_app'],
    ['contact:contact:readonly'],
  ]),
  needed('contact:user.base:readonly', 'names', [['contact:contact:readonly_as_app']]),
  needed('contact:user.email:readonly', 'emails'),
  needed('contact:department.base:readonly', 'departments', [['contact:contact:readonly_as_app']]),
  needed('contact:user.employee:readonly', 'standing'),
];

/** True when the granted scopes cover this need. */
export const isGranted = ({ enough }: NeededScope, granted: ReadonlySet<string>): boolean =>
  enough.some((set) => set.every((scope) => granted.has(scope)));
