import type { OpenId } from '../model/ids';
import type { Brand } from '../model/workspace';

/** Base URLs of the two public brands (feishu-api 7.1). */
export const brandBaseUrl: Record<Exclude<Brand, 'custom'>, string> = {
  feishu: 'https://open.feishu.cn',
  lark: 'https://open.larksuite.com',
};

/** Hosts at which an app is created by scan (feishu-api 1.8). */
export const accountsBaseUrl: Record<Exclude<Brand, 'custom'>, string> = {
  feishu: 'https://accounts.feishu.cn',
  lark: 'https://accounts.larksuite.com',
};

/** Names of the only pages that a window may open in the browser; `desktop/security/open-link.ts` has their addresses. */
export const linkNames = [
  'feishu-console',
  'lark-console',
  'help-buzz',
  'help-limits',
  'help-scopes',
  'help-ip-allowlist',
] as const;
export type LinkName = (typeof linkNames)[number];

/** Address that opens a person's chat in the client of this brand (feishu-api 7.1); null for a private deployment. */
export const chatLink = (brand: Brand, openId: OpenId): string | null => {
  if (brand === 'custom') return null;
  const host = brand === 'feishu' ? 'applink.feishu.cn' : 'applink.larksuite.com';
  return `https://${host}/client/chat/open?openId=${encodeURIComponent(openId)}`;
};
