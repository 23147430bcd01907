/** What the practice app was granted (feishu-api Appendix A); tests revoke some of it. */
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

/** Calls that ring are not documented for Lark's tenants (feishu-api 2.3): its apps cannot be granted them. */
const onlyFeishu: ReadonlySet<string> = new Set(['im:message.urgent:sms', 'im:message.urgent:phone']);

/** What an app of this brand may have been granted. */
export const scopesFor = (brand: 'feishu' | 'lark'): readonly string[] =>
  brand === 'lark' ? allScopes.filter((scope) => !onlyFeishu.has(scope)) : allScopes;
