/** The scopes the practice app has (feishu-api Appendix A). Tests revoke some of them. */
export const allScopes: readonly string[] = [
  'im:message:send_as_bot',
  'im:message:readonly',
  'im:message.group_msg',
  'im:message.urgent',
  'im:message.urgent:sms',
  'im:message.urgent:phone',
  'im:chat:readonly',
  'im:chat:create',
  'im:chat:update',
  'im:chat:delete',
  'im:chat.members:write_only',
  'im:chat.managers:write_only',
  'contact:user.id:readonly',
  'contact:contact.base:readonly',
  'contact:user.base:readonly',
  'contact:user.email:readonly',
  'contact:user.phone:readonly',
  'contact:user.department:readonly',
  'contact:user.employee:readonly',
  'contact:user.employee_id:readonly',
  'contact:user.basic_profile:readonly',
  'contact:department.base:readonly',
  'contact:department.organize:readonly',
  'tenant:tenant:readonly',
];

/** Scopes that Lark's apps cannot get: SMS and phone are not documented for its tenants (feishu-api 2.3). */
const onlyFeishu: ReadonlySet<string> = new Set(['im:message.urgent:sms', 'im:message.urgent:phone']);

/** The scopes an app of this brand can have. */
export const scopesFor = (brand: 'feishu' | 'lark'): readonly string[] =>
  brand === 'lark' ? allScopes.filter((scope) => !onlyFeishu.has(scope)) : allScopes;
