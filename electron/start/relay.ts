import type { Fetch } from '../core/feishu/client/transport';
import { createRelayBook, type RelayBook } from '../desktop/hand-over/relay-book';
import type { FeishuPart } from './feishu';
import type { SettingsPart } from './settings';
import type { Shell } from './shell';

export interface RelayPartDeps
  extends Pick<Shell, 'broadcast'>,
    Pick<SettingsPart, 'store' | 'vault' | 'locale'>,
    Pick<FeishuPart, 'outside'> {}

/** The relay that ladders may be handed to. Nothing that calls it is loaded before the first call. */
export interface RelayPart {
  relay: RelayBook;
}

/** Longest wait for an answer of the relay (ms): it writes to its disk before it answers, and asks Feishu for nothing. */
const answerMs = 15_000;

export const startRelay = (deps: RelayPartDeps): RelayPart => {
  const { store, vault, locale, outside, broadcast } = deps;
  // A session of its own, made with the first call.
  let way: Fetch | null = null;
  const fetch: Fetch = (url, init) => {
    way ??= outside.own('relay');
    return way(url, init);
  };
  const relay = createRelayBook({
    store,
    vault,
    callsTo: async (address, token) => {
      const { createRelayCalls } = await import('../desktop/hand-over/relay-calls');
      return createRelayCalls({ address, token, locale: locale(), fetch, answerMs });
    },
    ask: async (calls, name) => {
      const { askRelay } = await import('../desktop/hand-over/ask-relay');
      return askRelay(calls, name);
    },
    now: Date.now,
  });
  relay.onChanged(() => broadcast('relayChanged', relay.view()));
  return { relay };
};
