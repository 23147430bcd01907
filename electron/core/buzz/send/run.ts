import { type Problem, problem } from '../../../contract/advice/problem';
import type { Channel, Outcome } from '../../../contract/model/channel';
import type { Failure } from '../../feishu/failure';
import type { Feishu } from '../../feishu/feishu';
import type { Breaker } from '../../feishu/resilience/breaker';
import type { Clock } from '../../ports/clock';
import type { BuzzRecord } from '../record/buzz-record';
import { dueAtOf, expiryMs, isLate } from '../record/deadlines';
import type { NewEntry } from '../record/entry';
import type { Records } from '../record/records';
import type { Rooms } from './rooms';

/** The pictures of a buzz, as its messages ask for them. */
export interface MessagePictures {
  /** The keys for a message that leaves now, once every picture is uploaded or passed over. */
  keys(run: Run): Promise<readonly string[]>;
  /** The keys to try instead of `used`, for which Feishu refused a message. */
  renewed(run: Run, used: readonly string[], reason: Problem): Promise<readonly string[]>;
}

export interface RunDeps {
  records: Pick<Records, 'announce' | 'report'>;
  clock: Clock;
  /** 0 ≤ x < 1 */
  random: () => number;
  /** A fresh id: letters and digits, unguessable. */
  newId: () => string;
  rooms: Rooms;
  pictures: MessagePictures;
  /** Keeps the calls of `feishu` back while its host is out of reach. */
  breaker: Breaker;
  feishu: Feishu;
}

/** The step of a buzz that a run carries out, and how a person ends it. */
export interface RunStep {
  step: number;
  channel: Channel;
  /** Aborted when the person stops the buzz: nothing further leaves, what left is waited for. */
  stop: AbortSignal;
  /** Aborted when the person takes back the paid calls that wait. */
  undo: AbortSignal;
}

/** First and longest wait between two attempts (ms). */
const baseMs = 1_000;
/** Number of attempts before each of which Feishu’s own wait is enough. */
const mostAsked = 5;
const longestMs = 30_000;

/** One step of one buzz on its way: what it calls with, what keeps it from calling, and how it writes to the ledger. */
export class Run {
  readonly record: BuzzRecord;
  readonly step: number;
  readonly channel: Channel;
  readonly stop: AbortSignal;
  readonly undo: AbortSignal;
  readonly #deps: RunDeps;

  constructor(deps: RunDeps, record: BuzzRecord, { step, channel, stop, undo }: RunStep) {
    this.#deps = deps;
    this.record = record;
    this.step = step;
    this.channel = channel;
    this.stop = stop;
    this.undo = undo;
  }

  get feishu(): Feishu {
    return this.#deps.feishu;
  }

  get rooms(): Rooms {
    return this.#deps.rooms;
  }

  get pictures(): MessagePictures {
    return this.#deps.pictures;
  }

  newCallId(): string {
    return this.#deps.newId();
  }

  now(): number {
    return this.#deps.clock.now();
  }

  /** Time at which the step was asked for (ms since the epoch): its calls expire from here. */
  get dueAt(): number {
    return dueAtOf(this.record, this.step);
  }

  /** Tells whether a call of this kind would be too late in `wait` ms. */
  isLate(kind: keyof typeof expiryMs, wait = 0): boolean {
    return isLate(this.now() + wait, this.dueAt, expiryMs[kind]);
  }

  /** The reason for which a call of this kind may not leave now; null: it may. */
  hindrance(kind: keyof typeof expiryMs): Problem | null {
    if (this.stop.aborted) return problem('stopped-before-call');
    return this.isLate(kind) ? problem('expired') : null;
  }

  /** Writes an announcement to the ledger, then applies it. Answers with the problem when it could not be stored. */
  announce(entry: NewEntry): Promise<Problem | null> {
    return this.#deps.records.announce(this.record, { ...entry, at: this.now() });
  }

  /** Applies an entry about what has happened, and writes it. It stays true even when the disk refuses it. */
  report(entry: NewEntry): Promise<void> {
    return this.#deps.records.report(this.record, { ...entry, at: this.now() });
  }

  /** Gives people (by key) of this step an outcome without calling them; does nothing when there are none. */
  async passOver(people: readonly string[], outcome: Outcome, reason: Problem): Promise<void> {
    if (people.length === 0) return;
    const { step, channel } = this;
    await this.report({ kind: 'passed-over', step, channel, people: [...people], outcome, problem: reason });
  }

  /**
   * Wait before attempt `next` (2, 3 …): as long as Feishu asked for, else full jitter up to 30 s (ms). What was asked for
   * several times was too short.
   */
  backOff(failure: Failure, next: number): number {
    const most = Math.min(longestMs, baseMs * 2 ** (next - 1));
    const own = Math.round(this.#deps.random() * most);
    if (failure.retryAfterMs === null || next <= mostAsked) return failure.retryAfterMs ?? own;
    return Math.max(failure.retryAfterMs, own);
  }

  /** Waits so long (ms), or until Feishu is back in reach; false when the buzz was stopped meanwhile. */
  async waited(ms: number): Promise<boolean> {
    if (this.stop.aborted) return false;
    try {
      await this.#deps.breaker.sleep(ms, this.stop);
      return true;
    } catch {
      return false;
    }
  }

  /** Waits for this work, but so long at most (ms), and no longer once the buzz is stopped. */
  async waitAtMost(work: Promise<void>, ms: number): Promise<void> {
    const done = new AbortController();
    const slept = this.#deps.clock.sleep(ms, AbortSignal.any([this.stop, done.signal])).catch(() => undefined);
    await Promise.race([work, slept]);
    done.abort();
  }

  /** Waits for a call for so long (ms), or until the buzz is stopped. The call itself goes on. */
  async within<T>(ms: number, call: Promise<T>): Promise<T | 'late' | 'stopped'> {
    const over = new AbortController();
    const end = this.#deps.clock.sleep(ms, AbortSignal.any([this.stop, over.signal])).then(
      () => 'late' as const,
      () => 'stopped' as const,
    );
    try {
      return await Promise.race([call, end]);
    } finally {
      over.abort();
    }
  }

  /** Waits so long (ms), or until the buzz is stopped or its paid calls are taken back. */
  async sleepUnlessTakenBack(ms: number): Promise<void> {
    try {
      await this.#deps.clock.sleep(ms, AbortSignal.any([this.stop, this.undo]));
    } catch {
      // Stopped or taken back: the caller looks which.
    }
  }
}
