import type { Brand } from '../model/workspace';

/** The API base of the two public brands (feishu-api, "Hosts"). */
export const brandBaseUrl: Record<Exclude<Brand, 'custom'>, string> = {
  feishu: 'https://open.feishu.cn',
  lark: 'https://open.larksuite.com',
};
