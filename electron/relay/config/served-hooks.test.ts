import { expect, it } from 'vitest';
import { readConfig } from './config';

const workspace = { id: 'ops', name: '运维', appId: 'cli_a1', secret: { file: 'secret' } };
const hook = { id: 'prometheus', kind: 'alertmanager', to: ['值班组'] };
const ladders = [
  { name: '值班', steps: [{ afterMinutes: 5, channel: 'phone' }] },
  { name: '只在应用内', steps: [{ afterMinutes: 5, channel: 'app' }] },
];
const read = (hooks: readonly object[], change: object = {}) =>
  readConfig(JSON.stringify({ workspaces: [workspace], ladders, hooks, ...change }), {
    folder: '/etc/relay',
    locale: 'zh-CN',
  });
const faults = (...args: Parameters<typeof read>) => {
  const config = read(...args);
  return config.ok ? [] : config.faults.map(({ kind, place }) => `${kind} ${place}`);
};

it('reads a hook, which is in-app only, folds storms and belongs to the only workspace', () => {
  const config = read([
    { ...hook, hmac: { secret: { file: 'hmac' } } },
    { ...hook, id: 'ci', kind: 'generic', key: '/build/id' },
  ]);
  if (!config.ok) throw new Error(JSON.stringify(config.faults));
  expect(config.value.hooks).toMatchObject([
    {
      workspaceId: 'ws_ops',
      via: 'app',
      paid: false,
      foldAfter: 5,
      perHour: 10,
      reply: false,
      windowMs: 86_400_000,
      hmac: { secret: { file: '/etc/relay/hmac' }, header: 'x-feishu-buzz-signature' },
    },
    { windowMs: 3_600_000, key: '/build/id', hmac: null },
  ]);
});

it('is of practice, where that is all there is', () => {
  const config = readConfig(JSON.stringify({ hooks: [hook] }), { folder: '/', locale: 'zh-CN' });
  expect(config.ok && config.value.hooks[0]?.workspaceId).toBe('ws_practice');
});

it.each<[string, object, string[]]>([
  ['an unknown key', { urgent: true }, ['unknown-key hooks.0.urgent']],
  ['an id that no address can have', { id: 'a/b' }, ['wrong-value hooks.0.id']],
  ['another kind', { kind: 'zabbix' }, ['wrong-value hooks.0.kind']],
  ['no recipients', { to: [] }, ['wrong-value hooks.0.to']],
  ['phone without leave to pay', { via: 'phone' }, ['wrong-value hooks.0.paid']],
  ['a paid ladder without leave to pay', { ladder: '值班' }, ['wrong-value hooks.0.paid']],
  ['a ladder that there is not', { ladder: '没有' }, ['wrong-value hooks.0.ladder']],
  ['a workspace that there is not', { workspace: 'dev' }, ['wrong-value hooks.0.workspace']],
  ['a place that no alarm fills', { text: '{{title}} {{clipboard}}' }, ['wrong-value hooks.0.text']],
  ['a place that is left open', { text: '{{title' }, ['wrong-value hooks.0.text']],
  ['a reply with such a place', { reply: '{{me}}' }, ['wrong-value hooks.0.reply']],
  ['a pointer where the payload is known', { key: '/id' }, ['wrong-value hooks.0.key']],
  ['a pointer that is none', { kind: 'generic', key: 'id' }, ['wrong-value hooks.0.key']],
  ['its secret in the clear', { hmac: { secret: 'hush' } }, ['secret-in-config hooks.0.hmac.secret']],
])('refuses %s, and says where', (_, change, wanted) => {
  expect(faults([{ ...hook, ...change }])).toEqual(wanted);
});

it('takes a ladder without paid rungs, and a paid one with leave to pay', () => {
  expect(faults([{ ...hook, ladder: '只在应用内' }])).toEqual([]);
  expect(faults([{ ...hook, ladder: '值班', paid: true }])).toEqual([]);
});

it('refuses one id twice, and no workspace where there are two', () => {
  const two = { workspaces: [workspace, { ...workspace, id: 'dev', appId: 'cli_b2' }] };
  expect(faults([hook, hook])).toEqual(['same-id hooks.1']);
  expect(faults([hook], two)).toEqual(['wrong-value hooks.0.workspace']);
  expect(faults([{ ...hook, workspace: 'dev' }], two)).toEqual([]);
});
