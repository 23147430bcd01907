import { type Api, isPaidApi } from '../api';
import type { Failure } from '../failure';
import { problemWith } from './problem-with';
import type { Delivery } from './transport';

/** The failure behind a request that brought no answer. All of them pass: the network may come back. */
export const judgeBreakage = (api: Api, host: string, delivery: Exclude<Delivery, { kind: 'answered' }>): Failure => {
  const { stage, advice } =
    delivery.kind === 'timed-out' ? ({ stage: 'lost', advice: 'timeout' } as const) : delivery.breakage;
  const mayHaveRung = isPaidApi(api) && stage !== 'not-sent';
  return {
    stage,
    problem: problemWith(mayHaveRung ? 'lost-paid' : advice, { host }),
    passing: true,
    retryAfterMs: null,
    namedIds: [],
  };
};
