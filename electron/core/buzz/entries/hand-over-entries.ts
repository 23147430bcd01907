import { z } from 'zod';
import { StoredProblem } from './entry-people';

const at = z.number();

/**
 * A ladder on its way from a desktop to a relay and back. `handing-over` is on disk before the request leaves: from then on the
 * desktop climbs no more, unless it is refused before it was taken, or the relay gives it back.
 */
export const handOverEntries = [
  z.object({ kind: z.literal('handing-over'), at, relay: z.string() }),
  /** `next`: the position from which on the relay's entries are its own. */
  z.object({ kind: z.literal('handed-over'), at, relay: z.string(), next: z.number() }),
  z.object({ kind: z.literal('hand-over-refused'), at, problem: StoredProblem }),
  /**
   * The entries of the relay from this position on were taken over: those that this program knows follow in the same commit.
   * `released`: the last of them gives the ladder back.
   */
  z.object({ kind: z.literal('relay-entries'), at, from: z.number(), count: z.number(), released: z.boolean() }),
  z.object({ kind: z.literal('taken-back'), at }),
  /** The relay's own: it climbs from now on, and no more. */
  z.object({ kind: z.literal('adopted'), at }),
  z.object({ kind: z.literal('released'), at }),
] as const;

/** An entry about handing a ladder over. */
export type HandOverEntry = z.infer<(typeof handOverEntries)[number]>;

/** Entries that say who climbs: a relay's word on that is asked for, and not taken over with its other entries. */
export const handOverKinds: ReadonlySet<string> = new Set(handOverEntries.map(({ shape }) => shape.kind.value));
