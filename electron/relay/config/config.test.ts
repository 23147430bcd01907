import { expect, it } from 'vitest';
import { readConfig } from './config';

const at = { folder: '/etc/relay', locale: 'zh-CN' } as const;
const workspace = { id: 'ops', name: '运维', appId: 'cli_a1', secret: { file: 'secret' } };
const read = (file: unknown) => readConfig(typeof file === 'string' ? file : JSON.stringify(file), at);
const faults = (file: unknown) => {
  const config = read(file);
  return config.ok ? [] : config.faults.map(({ kind, place }) => `${kind} ${place}`.trim());
};
const value = (file: unknown) => {
  const config = read(file);
  if (!config.ok) throw new Error(JSON.stringify(config.faults));
  return config.value;
};

it('is practice on this computer when it says nothing', () => {
  expect(value({})).toMatchObject({
    practice: true,
    workspaces: [],
    listen: { host: '127.0.0.1', port: 7490, tls: null },
  });
});

it('takes paths relative to its file, and months of Feishu in Beijing time', () => {
  const { workspaces, practice } = value({ workspaces: [{ ...workspace, groups: 'groups.json' }] });
  expect(practice).toBe(false);
  expect(workspaces[0]).toMatchObject({
    id: 'ws_ops',
    secret: { file: '/etc/relay/secret' },
    groups: '/etc/relay/groups.json',
    zone: 'Asia/Shanghai',
    locale: 'zh-CN',
  });
});

it('keeps what a workspace leaves open of its ceilings, and of a ladder what most ladders share', () => {
  const steps = [{ afterMinutes: 5, channel: 'phone' }];
  const { workspaces, ladders } = value({
    workspaces: [{ ...workspace, ceilings: { phonePerMonth: 7 } }],
    ladders: [{ name: '值班', steps }],
  });
  expect(workspaces[0]?.ceilings).toMatchObject({ phonePerMonth: 7, callsPerPersonPerHour: 3 });
  expect(ladders).toMatchObject([{ name: '值班', steps, withoutReceipts: 'hold-paid', until: 'read' }]);
});

it.each<[string, unknown, string[]]>([
  ['no JSON', '{', ['not-json']],
  ['a list', '[]', ['not-json']],
  ['an unknown key', { port: 1 }, ['unknown-key port']],
  ['an unknown key of a workspace', { workspaces: [{ ...workspace, token: 'x' }] }, ['unknown-key workspaces.0.token']],
  ['a secret as text', { workspaces: [{ ...workspace, secret: 'hush' }] }, ['secret-in-config workspaces.0.secret']],
  ['no App ID', { workspaces: [{ ...workspace, appId: undefined }] }, ['wrong-value workspaces.0.appId']],
  [
    'an address without https',
    { workspaces: [{ ...workspace, brand: 'custom', baseUrl: 'http://a.b' }] },
    ['wrong-value workspaces.0.baseUrl'],
  ],
  [
    'an address beside a brand',
    { workspaces: [{ ...workspace, baseUrl: 'https://a.b' }] },
    ['wrong-value workspaces.0.baseUrl'],
  ],
  [
    'a zone that there is not',
    { workspaces: [{ ...workspace, zone: 'Asia/Nowhere' }] },
    ['wrong-value workspaces.0.zone'],
  ],
  ['practice’s own id', { workspaces: [{ ...workspace, id: 'practice' }] }, ['wrong-value workspaces.0.id']],
  ['one id twice', { workspaces: [workspace, { ...workspace, appId: 'cli_b2' }] }, ['same-id workspaces.1']],
  ['one app twice', { workspaces: [workspace, { ...workspace, id: 'dev' }] }, ['same-app workspaces.1']],
  ['an open port without TLS', { listen: { host: '0.0.0.0' } }, ['open-without-tls listen.tls']],
  ['a ladder without steps', { ladders: [{ name: 'x', steps: [] }] }, ['wrong-value ladders.0']],
])('refuses %s, and says where', (_, file, wanted) => {
  expect(faults(file)).toEqual(wanted);
});

it('listens beyond this computer with a certificate, or behind a proxy that has one', () => {
  expect(faults({ listen: { host: '0.0.0.0', tls: 'proxy' } })).toEqual([]);
  expect(value({ listen: { host: '::', tls: { cert: 'c.pem', key: '/k.pem' } } }).listen.tls).toEqual({
    cert: '/etc/relay/c.pem',
    key: '/k.pem',
  });
});

it('tells no value of the file in its faults', () => {
  const config = read({ workspaces: [{ ...workspace, secret: 'canary', name: 7, zone: 'canary' }], canary: 1 });
  expect(JSON.stringify(config).replace('"canary"', '')).not.toContain('canary');
});
