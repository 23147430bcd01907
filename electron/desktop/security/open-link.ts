import type { ConsoleLink } from '../../contract/ipc/connect';
import type { InputOf } from '../../contract/ipc/ipc';
import type { LinkName } from '../../contract/rules/addresses';

/** The address of each named page (consoles: feishu-api 7.1; buzz: feishu-api 2; IP allowlist: feishu-api 7.8). */
const links: Readonly<Record<LinkName, string>> = {
  'feishu-console': 'https://open.feishu.cn/app',
  'lark-console': 'https://open.larksuite.com/app',
  'help-buzz': 'https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/buzz-messages/buzz-overview',
  'help-limits': 'https://www.feishu.cn/hc/zh-CN/articles/360024757913',
  'help-scopes': 'https://open.feishu.cn/document/ukTMukTMukTM/uQjN3QjL0YzN04CN2cDN',
  'help-ip-allowlist': 'https://open.feishu.cn/document/ukTMukTMukTM/ugjM14COyUjL4ITN',
};

/**
 * Paths of an app's pages in the console. `auth` with its query is documented (feishu-api 7.5); the others are as the
 * console's own address bar shows them. Where a page has moved, the console shows the app itself.
 */
const pages: Readonly<Record<ConsoleLink['page'], string>> = {
  credentials: 'baseinfo',
  bot: 'bot',
  scopes: 'auth',
  events: 'event',
  release: 'version',
  'ip-allowlist': 'safe',
};

const consoleUrl = ({ page, brand, appId, scopes }: ConsoleLink): string => {
  const url = new URL(`${links[`${brand}-console`]}/${appId}/${pages[page]}`);
  if (scopes.length > 0) {
    url.search = new URLSearchParams({ q: scopes.join(','), op_from: 'openapi', token_type: 'tenant' }).toString();
  }
  return url.href;
};

/** Opens a page in the person's browser, by name only: no window can make the system open an address of its choice. */
export const createOpenLink =
  (shell: { openExternal(url: string): Promise<void> }) =>
  ({ link }: InputOf<'openLink'>): Promise<void> =>
    shell.openExternal(typeof link === 'string' ? links[link] : consoleUrl(link));
