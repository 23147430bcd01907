import { expect, it } from 'vitest';
import { environmentProxy } from './environment-proxy';

const rulesOf = (env: Record<string, string>) => environmentProxy(env)?.proxyRules ?? null;

it.each([
  [{ https_proxy: 'http://proxy.corp:3128' }, 'https=http://proxy.corp:3128'],
  [{ https_proxy: 'proxy.corp:3128/' }, 'https=http://proxy.corp:3128'],
  [{ HTTPS_PROXY: 'https://proxy.corp' }, 'https=https://proxy.corp:443'],
  [{ https_proxy: 'a:1', HTTPS_PROXY: 'b:2' }, 'https=http://a:1'],
  [{ all_proxy: 'socks5h://[::1]:1080' }, 'https=socks5://[::1]:1080;http=socks5://[::1]:1080'],
  [{ http_proxy: 'http://p' }, 'http=http://p:80'],
])('reads %j', (env, rules) => {
  expect(rulesOf(env)).toBe(rules);
});

it.each([
  [{}],
  [{ https_proxy: '' }],
  [{ https_proxy: ' ' }],
  [{ https_proxy: 'ftp://proxy:21' }],
  [{ https_proxy: 'http://' }],
  [{ https_proxy: 'http://a b:1' }],
  // A request may have named it, where a web server started the program.
  [{ HTTP_PROXY: 'http://attacker:1' }],
])('finds none in %j', (env) => {
  expect(environmentProxy(env)).toBeNull();
});

it('takes name and password out of the rules', () => {
  const found = environmentProxy({ https_proxy: 'http://li%40corp:p%3Aw@proxy:8080' });
  expect(found?.proxyRules).toBe('https=http://proxy:8080');
  expect(found?.logins.get('proxy:8080')).toEqual({ name: 'li@corp', password: 'p:w' });
  expect(found?.variables.get('proxy:8080')).toBe('https_proxy');
});

it('goes past the proxy for a domain of NO_PROXY and all below it', () => {
  const found = environmentProxy({ https_proxy: 'p:1', NO_PROXY: 'corp.cn, .a.b,10.0.0.0/8,*;<bad>,h:443' });
  expect(found?.proxyBypassRules).toBe('corp.cn,.corp.cn,.a.b,10.0.0.0/8,h:443');
});
