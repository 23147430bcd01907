/** Scopes of an app that was set up by the list which the connect window copies (feishu-api Appendix A). */
export const usualScopes: readonly string[] = [
  'im:message:send_as_bot',
  'im:message.urgent',
  'im:message:readonly',
  'im:message.urgent:sms',
  'im:message.urgent:phone',
  'im:chat:readonly',
  'im:chat:create',
  'im:chat.members:write_only',
  'contact:user.id:readonly',
  'contact:contact.base:readonly',
  'contact:user.base:readonly',
  'contact:user.email:readonly',
  'contact:department.base:readonly',
  'contact:department.organize:readonly',
  'contact:user.department:readonly',
  'contact:user.employee:readonly',
  'tenant:tenant:readonly',
];

/**
 * Scopes that the doctor only offers, or does not name: pictures, history of groups, user ids, mobile numbers, instant reminders,
 * the bot's own reactions, messages to the bot, and what the app is told about itself.
 */
export const optionalScopes: readonly string[] = [
  'im:resource:upload',
  'im:message.group_msg',
  'contact:user.employee_id:readonly',
  'contact:user.phone:readonly',
  'im:datasync.feed_card.time_sensitive:write',
  'im:message.reactions:write_only',
  'im:message.p2p_msg:readonly',
  'im:message.group_at_msg:readonly',
  'application:application:self_manage',
];

/** Every scope that practice knows. Tests of the server itself use the others. */
export const allScopes: readonly string[] = [
  ...usualScopes,
  ...optionalScopes,
  'im:chat:update',
  'im:chat:delete',
  'im:message.reactions:read',
  'im:chat.managers:write_only',
  'contact:user.basic_profile:readonly',
];

/** The old scopes, each of which covers all contact fields but those of `uncovered` (feishu-api 5). */
const allRound: readonly string[] = [
  'contact:contact:access_as_app',
  'contact:contact:readonly',
  'contact:contact:readonly_as_app',
];
const uncovered: readonly string[] = [
  'contact:user.email:readonly',
  'contact:user.phone:readonly',
  'contact:user.employee_id:readonly',
];

/** True when an app with these scopes is told the contact fields of `scope`. */
export const showsField = (granted: ReadonlySet<string>, scope: string): boolean =>
  granted.has(scope) || (!uncovered.includes(scope) && allRound.some((old) => granted.has(old)));

/** Scopes that Lark's apps cannot get: SMS and phone are not documented for its tenants (feishu-api 2.3). */
const onlyFeishu: ReadonlySet<string> = new Set(['im:message.urgent:sms', 'im:message.urgent:phone']);

/** Those of the scopes that an app of this brand can have. */
export const scopesFor = (brand: 'feishu' | 'lark', scopes: readonly string[] = usualScopes): readonly string[] =>
  brand === 'lark' ? scopes.filter((scope) => !onlyFeishu.has(scope)) : scopes;
