import type { LinkName } from '../contract/links';

/** Where each named page is (feishu-api: 1.6 and "Hosts" for the consoles, 2 for the buzz, Appendix A, 7.8). */
const links: Readonly<Record<LinkName, string>> = {
  'feishu-console': 'https://open.feishu.cn/app',
  'lark-console': 'https://open.larksuite.com/app',
  'help-buzz': 'https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/buzz-messages/buzz-overview',
  'help-scopes': 'https://open.feishu.cn/document/ukTMukTMukTM/uQjN3QjL0YzN04CN2cDN',
  'help-ip-allowlist': 'https://open.feishu.cn/document/ukTMukTMukTM/ugjM14COyUjL4ITN',
};

/** Opens a page in the person's browser, by name only: no window can make the system open an address of its choosing. */
export const createOpenLink =
  (shell: { openExternal(url: string): Promise<void> }) =>
  (name: LinkName): Promise<void> =>
    shell.openExternal(links[name]);
