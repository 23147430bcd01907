import type { Brand } from '../model/workspace';

/** The API base of the two public brands (feishu-api 7.1). */
export const brandBaseUrl: Record<Exclude<Brand, 'custom'>, string> = {
  feishu: 'https://open.feishu.cn',
  lark: 'https://open.larksuite.com',
};

/** The only pages the program opens in the person's browser, by name; `desktop/security/open-link.ts` knows where they are. */
export const linkNames = ['feishu-console', 'lark-console', 'help-buzz', 'help-scopes', 'help-ip-allowlist'] as const;
export type LinkName = (typeof linkNames)[number];
