import { failed, ok, problem } from '../../../contract/advice/problem';
import { baseUrlFault } from '../../../contract/base-url';
import type { RelayBook } from '../../hand-over/relay-book';
import { tokenIn } from '../../hand-over/token-in';
import type { Handlers } from '../../ipc/ipc-host';

export interface RelayHandlersDeps {
  relay: Pick<RelayBook, 'view' | 'connect' | 'check' | 'remove'>;
  /** The text in the clipboard. */
  readClipboard: () => string | Promise<string>;
}

/** The relay: its address comes from the window, its token from the clipboard to the vault, past every window. */
export const relayHandlers = ({
  relay,
  readClipboard,
}: RelayHandlersDeps): Pick<Handlers, 'getRelay' | 'connectRelay' | 'checkRelay' | 'removeRelay'> => ({
  getRelay: () => ok(relay.view()),
  connectRelay: async ({ address, choice }) => {
    const text = address.trim();
    const fault = baseUrlFault(text);
    if (fault) {
      const { instead } = fault.params;
      return failed(instead ? problem('relay-address-instead', { instead }) : problem('relay-address'));
    }
    return relay.connect(new URL(text).origin, tokenIn(await readClipboard()), choice);
  },
  checkRelay: () => relay.check(),
  removeRelay: ({ anyway }) => relay.remove(anyway),
});
