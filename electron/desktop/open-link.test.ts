import { expect, it, vi } from 'vitest';
import { linkNames } from '../contract/links';
import { createOpenLink } from './open-link';

it('opens only https pages of Feishu and Lark, one for each name', async () => {
  const openExternal = vi.fn(async (_url: string) => undefined);
  const openLink = createOpenLink({ openExternal });
  for (const name of linkNames) await openLink(name);
  const urls = openExternal.mock.calls.map(([url]) => new URL(url));
  expect(urls).toHaveLength(linkNames.length);
  for (const url of urls) {
    expect(url.protocol).toBe('https:');
    expect(['open.feishu.cn', 'open.larksuite.com']).toContain(url.host);
  }
});
