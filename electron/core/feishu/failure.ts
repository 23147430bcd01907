import type { AdviceKey, Problem } from '../../contract/advice/problem';

/**
 * Stage that a failed call reached. It alone decides whether a repeat can do harm
 * (electron/core/buzz/README.md#guarantees):
 *
 * - `not-sent`  the call provably never left: DNS, connect, TLS, no token
 * - `rejected`  Feishu's code proves that it was not carried out: validation, permission, 429, `99991400`
 * - `faulty`    an internal-fault code, a 5xx or a body that is not Feishu's: it may have been carried out
 * - `lost`      the call left and no answer came: timeout, reset
 */
export type FailureStage = 'not-sent' | 'rejected' | 'faulty' | 'lost';

export interface Failure {
  stage: FailureStage;
  problem: Problem;
  /** True for a passing cause (class B of feishu-api 8, network, fault): trying again may help. */
  passing: boolean;
  /** Wait that `x-ogw-ratelimit-reset` asked for (ms); null without one. */
  retryAfterMs: number | null;
  /** Ids that the error names as missing or foreign (`these open ids not existed: [...]`). */
  namedIds: readonly string[];
}

/** Failure of a call that this app held back: it never left, and may be tried again in `retryAfterMs`. */
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

/** Answer of every Feishu call. */
export type Result<T> = { ok: true; value: T; logId: string | null } | { ok: false; failure: Failure };
