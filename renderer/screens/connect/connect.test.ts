import { describe, expect, test } from 'vitest';
import { problem } from '../../../electron/contract/advice/problem';
import type { ConnectStartup } from '../../../electron/contract/ipc/connect';
import type { AppId, WorkspaceId } from '../../../electron/contract/model/ids';
import { BaseUrl } from '../../../electron/contract/model/workspace';
import { checkForm, connectFormOf, fieldsOf, isOtherApp, problemField } from './connect-form';

const fresh: ConnectStartup = {
  workspace: null,
  view: null,
  also: [],
  secretConfigured: false,
  saved: { groups: 0, people: 0 },
  keyring: true,
  keyringProblem: null,
  checks: [],
};
const saved: ConnectStartup = {
  workspace: {
    id: 'ws_1' as WorkspaceId,
    name: '某某科技',
    brand: 'lark',
    baseUrl: 'https://open.larksuite.com',
    appId: 'cli_old' as AppId,
  },
  view: null,
  also: [],
  secretConfigured: true,
  saved: { groups: 3, people: 17 },
  keyring: true,
  keyringProblem: null,
  checks: [],
};
const own = { brand: 'custom', name: 'x', appId: 'cli_a', baseUrl: '' } as const;

describe('the connect form', () => {
  test('pasted spaces and line ends are trimmed, and each brand has its address', () => {
    const form = connectFormOf(fresh, { ...fieldsOf(fresh), name: ' 某 ', appId: ' cli_a\n' }, ' s3cret\r\n');
    expect(form).toMatchObject({ name: '某', appId: 'cli_a', appSecret: 's3cret', baseUrl: 'https://open.feishu.cn' });
  });

  test('slashes at the end of an address are cut off, and those before it take no time', () => {
    const urlOf = (baseUrl: string) => connectFormOf(fresh, { ...own, baseUrl }, 's').baseUrl;
    expect(urlOf('https://gw.example.cn//')).toBe('https://gw.example.cn');
    expect(urlOf(`${'/'.repeat(200_000)}x`)).toHaveLength(200_001);
  });

  test('every missing value has a hint; a name is not needed', () => {
    const form = connectFormOf(fresh, { ...own, name: '', appId: '' }, '');
    expect(checkForm(form, fresh)).toEqual({
      baseUrl: 'need-base-url',
      appId: 'need-app-id',
      appSecret: 'need-secret',
    });
  });

  test('addresses are judged as the contract judges them', () => {
    const addresses = [
      'https://gw.example.cn',
      'http://127.0.0.1:7480',
      'http://example.cn',
      'https://a.cn/open-apis',
      'https://u:p@a.cn',
      'ftp://a.cn',
      'x',
    ];
    for (const baseUrl of addresses) {
      const form = connectFormOf(fresh, { ...own, baseUrl }, 's');
      expect([baseUrl, checkForm(form, fresh).baseUrl === undefined]).toEqual([
        baseUrl,
        BaseUrl.safeParse(baseUrl).success,
      ]);
    }
  });

  test.each([
    ['https://gw.example.cn/open-apis', 'base-url-path', { instead: 'https://gw.example.cn', extra: '/open-apis' }],
    ['https://gw.example.cn/open-apis/?a=1', 'base-url-path', { extra: '/open-apis/?a=1' }],
    ['http://127.0.0.1:7480/open-apis', 'base-url-path', { instead: 'http://127.0.0.1:7480' }],
    ['gw.example.cn/open-apis', 'base-url-protocol', { instead: 'https://gw.example.cn' }],
    ['gw.example.cn:8443', 'base-url-protocol', { instead: 'https://gw.example.cn:8443' }],
    ['https://me:s3cret@gw.example.cn', 'base-url-account', { instead: 'https://gw.example.cn' }],
    ['http://gw.example.cn/open-apis', 'base-url-invalid', {}],
    ['gw', 'base-url-invalid', {}],
  ])('%s is refused for what it is, and says how it is written', (baseUrl, advice, params) => {
    const { baseUrl: hint } = checkForm(connectFormOf(fresh, { ...own, baseUrl }, 's'), fresh);
    expect(hint).toMatchObject({ advice, params });
    expect(JSON.stringify(hint)).not.toContain('s3cret');
    if (typeof hint === 'object') expect(problemField(hint)).toBe('baseUrl');
  });

  test('a secret with a space inside was copied wrong', () => {
    const form = connectFormOf(fresh, { ...own, baseUrl: 'https://gw.example.cn' }, 'abc def');
    expect(checkForm(form, fresh)).toEqual({ appSecret: 'bad-secret' });
  });

  test('a saved secret may stay, but not for another app, nor at another address', () => {
    const kept = connectFormOf(saved, fieldsOf(saved), '');
    expect(checkForm(kept, saved)).toEqual({});
    const elsewhere = connectFormOf(saved, { ...fieldsOf(saved), brand: 'feishu' }, '');
    expect(checkForm(elsewhere, saved)).toEqual({ appSecret: 'need-secret' });
    const other = { ...fieldsOf(saved), appId: 'cli_new' };
    expect(isOtherApp(saved, other)).toBe(true);
    expect(checkForm(connectFormOf(saved, other, ''), saved).appSecret).toBe('need-secret');
  });

  test('a problem is shown beside the field it is about', () => {
    expect(problemField({ ...problem('feishu-unknown'), code: 10014 })).toBe('appSecret');
    expect(problemField({ ...problem('feishu-unknown'), code: 10003 })).toBe('appId');
    expect(problemField(problem('not-json'))).toBe('baseUrl');
    expect(problemField(problem('keyring-missing'))).toBe('keyring');
    expect(problemField(problem('offline'))).toBe('form');
  });
});
