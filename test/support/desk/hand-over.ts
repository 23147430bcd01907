import type { BuzzId } from '../../../electron/contract/model/ids';
import type { Engine } from '../../../electron/core/buzz/engine/engine';
import type { Confirmed, Entry, LaterEntry } from '../../../electron/core/buzz/record/entry';
import { buzzDesk, value } from './buzz-desk';
import { climbing } from './climbing';

/** Entries as a request carries them to a relay. */
export const carried = (entries: readonly Entry[]) =>
  JSON.parse(JSON.stringify(entries)) as unknown as readonly [Confirmed, ...LaterEntry[]];

/** A ladder as it is handed to a relay's engine, that of another clock if `skew` says so (ms), and not released before. */
export const adoption = (entries: readonly [Confirmed, ...LaterEntry[]], skew: number) => ({
  entries,
  skew,
  isReleased: async () => false,
});

/** What a relay has written of a buzz, as its answer carries it. */
export const relayEntries = (ledger: { read: (id: BuzzId) => readonly Entry[] }, id: BuzzId, after: number) =>
  JSON.parse(JSON.stringify(ledger.read(id).slice(after))) as unknown[];

/** The desktop pulls what its relay has written since. */
export const pull = async (
  engine: Pick<Engine, 'elsewhere' | 'takeEntries'>,
  ledger: { read: (id: BuzzId) => readonly Entry[] },
  id: BuzzId,
) => {
  const next = engine.elsewhere.find((each) => each.id === id)?.next ?? 0;
  return value(await engine.takeEntries(id, next, relayEntries(ledger, id, next)));
};

/** A desktop whose buzz has a ladder and whose own step is over, and a relay on the same Feishu and clock. */
export const desktopAndRelay = async (change: Parameters<typeof climbing>[0] = {}) => {
  const desktop = await climbing(change);
  const { clock, feishu, id } = desktop;
  const relay = buzzDesk({ clock, feishu });
  /** Hands the buzz over, with every answer arriving. */
  const handOver = async () => {
    const entries = value(await desktop.engine.handOver(id, 'relay.example'));
    const taken = value(await relay.engine.adopt(adoption(carried(entries), 0)));
    value(await desktop.engine.handedOver(id));
    return taken;
  };
  return { desktop, relay, clock, feishu, id, handOver };
};
