import type { Problem } from '../../../contract/advice/problem';
import type { Channel } from '../../../contract/model/channel';
import type { Feishu, Post } from '../../feishu/feishu';
import type { Breaker } from '../../feishu/resilience/breaker';
import type { Clock } from '../../ports/clock';
import type { LaterEntry } from '../record/entry';
import type { BuzzRecord } from '../record/record';
import type { Rooms } from './rooms';

/** One step of one buzz on its way: what it needs, and where it writes. */
export interface Run {
  record: BuzzRecord;
  step: number;
  channel: Channel;
  /** When the step was asked for, ms: nothing of it leaves later than its expiry after this. */
  dueAt: number;
  post: Post;
  feishu: Feishu;
  breaker: Breaker;
  clock: Clock;
  random: () => number;
  newCallId: () => string;
  /** Aborted when the person stops the buzz: nothing further leaves, what left is waited for. */
  stop: AbortSignal;
  /** Aborted when the person takes back the paid calls that wait. */
  undo: AbortSignal;
  rooms: Rooms;
  /** Writes an announcement to the ledger, then applies it. Answers with the problem when it could not be stored. */
  announce(entry: LaterEntry): Promise<Problem | null>;
  /** Applies what happened, and writes it. What happened stays true even when the disk refuses it. */
  report(entry: LaterEntry): Promise<void>;
}

/** Waits, or until Feishu is back in reach, unless the buzz is stopped; false when it was. */
export const waited = async (run: Run, ms: number): Promise<boolean> => {
  if (run.stop.aborted) return false;
  try {
    await run.breaker.sleep(ms, run.stop);
    return true;
  } catch {
    return false;
  }
};
