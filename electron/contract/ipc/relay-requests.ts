import { z } from 'zod';
import { connectLimits } from '../limits';
import type { Board } from '../model/board';
import { BuzzId } from '../model/ids';
import { SecretChoice } from './connect';
import type { RelayView } from './relay-view';
import { onBoard, popup } from './request';

const nothing = () => z.undefined();

/** Requests about the relay, of the same kind as those in `ipc.ts`. `relayChanged` tells what comes of them. */
export const relayRequests = {
  /** What is set and what is known of it. Asks no one. */
  getRelay: popup<RelayView>()(nothing),
  /**
   * Takes the relay's token out of the clipboard, asks the relay, and keeps address and token if it knows the token. A window
   * never sees the token. Without one in the clipboard the kept token of the same address is asked about. Without a keyring it
   * is refused until a choice is made.
   */
  connectRelay: popup<RelayView>()(() =>
    z.strictObject({ address: z.string().max(connectLimits.baseUrl), choice: SecretChoice }),
  ),
  /** Asks the relay how it stands. */
  checkRelay: popup<RelayView>()(nothing),
  /**
   * Forgets the relay and its token. Refused while it has ladders of this computer, unless `anyway`: they go on climbing there,
   * and this computer hears no more of them.
   */
  removeRelay: popup<RelayView>()(() => z.strictObject({ anyway: z.boolean() })),
  /**
   * Takes the ladder of a buzz back from the relay, on the relay's word alone: where it cannot be asked, nothing is changed. It
   * climbs on this computer again, and is not handed over anew.
   */
  takeBack: onBoard<Board>()(() => z.strictObject({ id: BuzzId })),
};
