import { expect, it, vi } from 'vitest';
import type { ConsoleLink } from '../../contract/ipc/connect';
import { AppId } from '../../contract/model/ids';
import { linkNames } from '../../contract/rules/addresses';
import { createOpenLink } from './open-link';

const opener = () => {
  const openExternal = vi.fn(async (_url: string) => undefined);
  return {
    openLink: createOpenLink({ openExternal }),
    urls: () => openExternal.mock.calls.map(([url]) => new URL(url)),
  };
};
const consoleLink = (change: Partial<ConsoleLink>): ConsoleLink => ({
  page: 'scopes',
  brand: 'feishu',
  appId: AppId.parse('cli_a1b2'),
  scopes: [],
  ...change,
});

it('opens only https pages of Feishu and Lark, one for each name', async () => {
  const { openLink, urls } = opener();
  for (const link of linkNames) await openLink({ link });
  expect(urls()).toHaveLength(linkNames.length);
  for (const url of urls()) {
    expect(url.protocol).toBe('https:');
    expect(['open.feishu.cn', 'open.larksuite.com', 'www.feishu.cn']).toContain(url.host);
  }
});

it('opens the pages of an app in the console of its brand', async () => {
  const { openLink, urls } = opener();
  await openLink({ link: consoleLink({ scopes: ['im:message.urgent', 'im:message.urgent:sms'] }) });
  await openLink({ link: consoleLink({ page: 'release', brand: 'lark' }) });
  const [scopes, release] = urls();
  expect(`${scopes?.origin}${scopes?.pathname}`).toBe('https://open.feishu.cn/app/cli_a1b2/auth');
  expect(scopes?.searchParams.get('q')).toBe('im:message.urgent,im:message.urgent:sms');
  expect(release?.href).toBe('https://open.larksuite.com/app/cli_a1b2/version');
});
