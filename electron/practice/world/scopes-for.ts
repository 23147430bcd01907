import { allScopes } from './all-scopes';

/** Calls that ring are not documented for Lark's tenants (feishu-api 2.3): its apps cannot be granted them. */
const onlyFeishu: ReadonlySet<string> = new Set(['im:message.urgent:sms', 'im:message.urgent:phone']);

/** What an app of this brand may have been granted. */
export const scopesFor = (brand: 'feishu' | 'lark'): readonly string[] =>
  brand === 'lark' ? allScopes.filter((scope) => !onlyFeishu.has(scope)) : allScopes;
