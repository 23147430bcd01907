import type { AdviceKey, Problem } from '../../contract/advice/problem';

/**
 * How far a call got, which alone decides whether repeating it can do harm (electron/core/buzz/README.md#guarantees):
 *
 * - `not-sent`  it provably never left: DNS, connect, TLS, no token
 * - `rejected`  Feishu answered with a code that proves it was not carried out: validation, permission, 429, `99991400`
 * - `faulty`    an internal-fault code, a 5xx, a body that is not Feishu's: it may have been carried out
 * - `lost`      it left and no answer came: timeout, reset
 */
export type FailureStage = 'not-sent' | 'rejected' | 'faulty' | 'lost';

export interface Failure {
  stage: FailureStage;
  problem: Problem;
  /** True for a passing cause (class B of feishu-api 8, `not-sent`, `lost`, `faulty`): trying again may help. */
  passing: boolean;
  /** What `x-ogw-ratelimit-reset` asked for, in ms; null when it did not. */
  retryAfterMs: number | null;
  /** Ids the error names as not existing or foreign (`these open ids not existed: [...]`). */
  namedIds: readonly string[];
}

/** The failure of a call that was kept back: it never left, and may be tried again in `retryAfterMs`. */
export const notPassed = (problem: Problem, retryAfterMs: number): Failure => ({
  stage: 'not-sent',
  problem,
  passing: true,
  retryAfterMs,
  namedIds: [],
});

/** Advice for a call that left and got no usable answer: a paid one may have rung, whatever broke it. */
export const adviceWhenLost = <Advice extends AdviceKey>(paid: boolean, otherwise: Advice): Advice | 'lost-paid' =>
  paid ? 'lost-paid' : otherwise;

/** What every Feishu call answers with. */
export type Result<T> = { ok: true; value: T; logId: string | null } | { ok: false; failure: Failure };
