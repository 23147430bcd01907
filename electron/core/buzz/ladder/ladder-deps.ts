import type { Problem } from '../../../contract/advice/problem';
import type { Channel } from '../../../contract/model/channel';
import type { BuzzId } from '../../../contract/model/ids';

/** What a ladder has to tell a person who may not be looking at its board. */
export type LadderNews =
  /** SMS or phone wait for a decision, since nobody can say who has read. */
  | { kind: 'held'; id: BuzzId; title: string; channel: Channel; people: number; problem: Problem | null }
  /** Rungs whose time passed while nobody was there to climb them. */
  | { kind: 'missed'; id: BuzzId; title: string; rungs: readonly { channel: Channel; dueAt: number }[] };
