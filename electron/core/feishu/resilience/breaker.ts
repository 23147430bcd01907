import { type Problem, problem } from '../../../contract/advice/problem';
import type { WorkspaceId } from '../../../contract/model/ids';
import type { Clock } from '../../ports/clock';
import { wrapByKind } from '../calls';
import { onAbort } from '../client/on-abort';
import { type Failure, notPassed, type Result } from '../failure';
import type { Feishu, Guard } from '../feishu';

/** Calls in a row without a proper answer after which Feishu counts as out of reach. */
const enough = 3;
const firstMs = 2_000;
const longestMs = 30_000;

/**
 * Holds calls back while Feishu is out of reach: after several failures in a row (one is enough without a network)
 * nothing leaves until a harmless call gets through. The breaker makes it every 2, 4, 8 … 30 s, or at once when the
 * person asks for it. There is one breaker per host, shared by all buzzes that go there.
 */
export class Breaker {
  readonly #clock: Clock;
  #failures = 0;
  #openings = 0;
  #open: { until: number; problem: Failure['problem'] } | null = null;
  #probe: Promise<void> | null = null;
  readonly #sleepers = new Set<() => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** End and reason of the wait; null when calls may go. */
  get waiting(): { until: number; problem: Problem } | null {
    return this.#open;
  }

  /** Tries Feishu now instead of at its time, and wakes all sleepers. */
  tryNow(): void {
    if (this.#open) this.#open = { ...this.#open, until: this.#clock.now() };
    this.#wake();
  }

  /** Sleeps like the clock, but wakes when Feishu is back or the person asks to try now. */
  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    const end = new AbortController();
    const wake = () => end.abort();
    this.#sleepers.add(wake);
    const settled = onAbort(signal, wake);
    try {
      if (signal.aborted) throw signal.reason;
      await this.#clock.sleep(ms, end.signal);
    } catch (reason) {
      if (signal.aborted || !end.signal.aborted) throw reason;
    } finally {
      this.#sleepers.delete(wake);
      settled();
    }
  }

  /**
   * The same Feishu, whose calls with effects are held back while it is out of reach: they fail without having left.
   */
  over(feishu: Feishu): Feishu {
    const heldBack =
      <Input, T>(call: (input: Input, guard: Guard) => Promise<Result<T>>) =>
      async (input: Input, guard: Guard): Promise<Result<T>> => {
        const failure = await this.#admit(feishu, guard.signal);
        if (failure && !guard.signal.aborted) return { ok: false, failure };
        const late: { failure: Failure | null } = { failure: null };
        const result = await call(input, {
          signal: guard.signal,
          gate: async () => {
            // Asked again: while this call waited for its turn, those before it may have found Feishu out of reach.
            late.failure = this.#heldBack();
            return late.failure === null && guard.gate();
          },
        });
        if (late.failure) return { ok: false, failure: late.failure };
        this.#note(result);
        return result;
      };
    return wrapByKind(feishu, { effect: heldBack, paid: heldBack, lookup: null, receipt: null, check: null });
  }

  /** Null when calls may go; otherwise the failure of one that has not left, with the time to wait. */
  async #admit(feishu: Feishu, signal: AbortSignal): Promise<Failure | null> {
    if (!this.#open) return null;
    if (this.#probe || this.#remaining() === 0) {
      // Never a paid call: the call that finds out may be lost, and must not be a person's phone call.
      this.#probe ??= this.#ask(feishu);
      await unlessStopped(this.#probe, signal);
    }
    return this.#heldBack();
  }

  #heldBack(): Failure | null {
    return this.#open && notPassed(this.#open.problem, Math.max(1, this.#remaining()));
  }

  async #ask(feishu: Feishu): Promise<void> {
    const failure = outOfReach(await feishu.readBot());
    this.#probe = null;
    if (failure) this.#stayOpen(failure);
    else this.#close();
  }

  #note(result: Result<unknown>): void {
    const failure = outOfReach(result);
    if (failure) {
      this.#failures += 1;
      const gone = failure.problem.advice === 'offline' || this.#failures >= enough;
      if (!this.#open && gone) this.#stayOpen(failure);
      return;
    }
    // A call that was stopped, or had no secret, tells nothing about the way to Feishu.
    if (!result.ok && result.failure.stage === 'not-sent') return;
    this.#openings = 0;
    this.#close();
  }

  #stayOpen({ stage, problem: reason }: Failure): void {
    const wait = Math.min(longestMs, firstMs * 2 ** Math.min(this.#openings, 10));
    this.#openings += 1;
    // Calls that have not left must not show another call's fate.
    const why = stage === 'not-sent' ? reason : problem('feishu-failing');
    this.#open = { until: this.#clock.now() + wait, problem: why };
  }

  #close(): void {
    this.#failures = 0;
    if (!this.#open) return;
    this.#open = null;
    this.#wake();
  }

  /** Time left (ms); never longer than the longest wait, even if a person set the wall clock back. */
  #remaining(): number {
    return this.#open ? Math.min(longestMs, Math.max(0, this.#open.until - this.#clock.now())) : 0;
  }

  #wake(): void {
    for (const wake of [...this.#sleepers]) wake();
  }
}

/** The failure, if Feishu was out of reach or out of order. A refusal or a rate limit is a proper answer. */
const outOfReach = (result: Result<unknown>): Failure | null => {
  if (result.ok) return null;
  const { passing, stage, problem: reason } = result.failure;
  return passing && stage !== 'rejected' && reason.advice !== 'rate-limited' ? result.failure : null;
};

/** Waits for the answer, or until the signal is aborted. */
const unlessStopped = async (answer: Promise<void>, signal: AbortSignal): Promise<void> => {
  if (signal.aborted) return;
  let settled = () => {};
  const stopped = new Promise<void>((resolve) => {
    settled = onAbort(signal, resolve);
  });
  await Promise.race([answer, stopped]);
  settled();
};

/** One breaker per host, created at first use: workspaces of one Feishu are out of reach together. */
export class Breakers {
  readonly #clock: Clock;
  readonly #hostOf: (id: WorkspaceId) => string;
  readonly #breakers = new Map<string, Breaker>();

  constructor(clock: Clock, hostOf: (id: WorkspaceId) => string) {
    this.#clock = clock;
    this.#hostOf = hostOf;
  }

  of(id: WorkspaceId): Breaker {
    const host = this.#hostOf(id);
    const breaker = this.#breakers.get(host) ?? new Breaker(this.#clock);
    this.#breakers.set(host, breaker);
    return breaker;
  }
}
