import { expect, it, vi } from 'vitest';
import { ok } from '../../../contract/advice/problem';
import type { RelayView } from '../../../contract/ipc/relay-view';
import { relayHandlers } from './relay-handlers';

const asker = { kind: 'popup', contentsId: 1 } as const;
const token = `fbr_${'a1'.repeat(6)}_${'Zy-_9'.repeat(8)}abc`;

const setUp = (clipboard = '') => {
  const done = ok({} as RelayView);
  const relay = {
    view: vi.fn(),
    connect: vi.fn(async () => done),
    check: vi.fn(async () => done),
    remove: vi.fn(() => done),
  };
  return { relay, handlers: relayHandlers({ relay, readClipboard: async () => clipboard }) };
};

it('takes the token from the clipboard past the window', async () => {
  const { relay, handlers } = setUp(`token: ${token}`);
  await handlers.connectRelay({ address: ' https://relay.corp.cn:7490/ ', choice: 'session' }, asker);
  expect(relay.connect).toHaveBeenCalledExactlyOnceWith('https://relay.corp.cn:7490', token, 'session');
});

it('leaves the token out where the clipboard holds none', async () => {
  const { relay, handlers } = setUp('lunch at noon');
  await handlers.connectRelay({ address: 'http://127.0.0.1:7490', choice: null }, asker);
  expect(relay.connect).toHaveBeenCalledExactlyOnceWith('http://127.0.0.1:7490', null, null);
});

it.each([
  ['http://relay.corp.cn', 'relay-address', {}],
  ['no address', 'relay-address', {}],
  ['https://relay.corp.cn/v1', 'relay-address-instead', { instead: 'https://relay.corp.cn' }],
  ['relay.corp.cn:7490', 'relay-address-instead', { instead: 'https://relay.corp.cn:7490' }],
])('asks nothing at %s', async (address, advice, params) => {
  const { relay, handlers } = setUp(token);
  expect(await handlers.connectRelay({ address, choice: null }, asker)).toMatchObject({
    ok: false,
    problem: { advice, params },
  });
  expect(relay.connect).not.toHaveBeenCalled();
});
