/** The old scopes, each of which covers all contact fields but e-mail, mobile and user id (feishu-api 5). */
export const allRoundContactScopes = [
  'contact:contact:readonly_as_app',
  'contact:contact:access_as_app',
  'contact:contact:readonly',
] as const;

/** Scope of user ids. Without it the range may name no people either (feishu-api 5.3). */
export const userIdScope = 'contact:user.employee_id:readonly';
