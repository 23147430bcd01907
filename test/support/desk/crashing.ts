import type { Ledger } from '../../../electron/core/buzz/record/ledger';
import { wrapByKind } from '../../../electron/core/feishu/calls';
import type { Feishu, Guard } from '../../../electron/core/feishu/feishu';
import type { Clock } from '../../../electron/core/ports/clock';

/** A killed process: every promise stays pending for ever. */
const never = () => new Promise<never>(() => undefined);

/** One life of the program. It dies at its `lastPoint`-th crash point, and nothing runs after that. */
export interface Life {
  dead: () => boolean;
  /** Number of crash points passed. */
  points: () => number;
  /** Point at which the process may be killed. */
  point: () => Promise<void>;
}

export const life = (lastPoint: number, onDeath: () => void): Life => {
  let points = 0;
  let dead = false;
  return {
    dead: () => dead,
    points: () => points,
    point: async () => {
      if (dead) return never();
      points += 1;
      if (points < lastPoint) return;
      dead = true;
      // Only data on the disk at this moment will be found again.
      onDeath();
      return never();
    },
  };
};

export const crashingClock = (clock: Clock, { point }: Life): Clock => ({
  now: () => clock.now(),
  sleep: async (ms, signal) => {
    await clock.sleep(ms, signal);
    await point();
  },
});

/** Wraps the ledger with crash points before each commit, and after it before the program knows. */
export const crashingLedger = (ledger: Ledger, { point }: Life): Ledger => ({
  append: async (id, entries, summary) => {
    await point();
    await ledger.append(id, entries, summary);
    await point();
  },
  read: (id) => ledger.read(id),
  unsettled: () => ledger.unsettled(),
  armed: () => ledger.armed(),
  reminding: () => ledger.reminding(),
  buzzesOf: (where) => ledger.buzzesOf(where),
  list: (page) => ledger.list(page),
  paidCalls: (since) => ledger.paidCalls(since),
  readingTimes: (id, since) => ledger.readingTimes(id, since),
  setbacks: (id, since) => ledger.setbacks(id, since),
  nameOf: (id, keys) => ledger.nameOf(id, keys),
  pictureKey: (app, id) => ledger.pictureKey(app, id),
  pictures: () => ledger.pictures(),
  usedUp: (id, since) => ledger.usedUp(id, since),
  forget: (before, kept, since) => ledger.forget(before, kept, since),
  clockNotes: () => ledger.clockNotes(),
  noteClock: (notes) => ledger.noteClock(notes),
  isCopy: ledger.isCopy,
  adopt: () => ledger.adopt(),
  close: () => ledger.close(),
});

/** Wraps Feishu with crash points before the gate, before the network, and (`answerAfter` of the server) before the answer. */
export const crashingFeishu = (feishu: Feishu, { point }: Life): Feishu => {
  const crashing =
    <Input, T>(call: (input: Input, guard: Guard) => Promise<T>) =>
    (input: Input, guard: Guard): Promise<T> =>
      call(input, {
        signal: guard.signal,
        gate: async () => {
          await point();
          const open = await guard.gate();
          await point();
          return open;
        },
      });
  return wrapByKind(feishu, { effect: crashing, paid: crashing, lookup: null, receipt: null, check: null });
};
