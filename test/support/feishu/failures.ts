import { problem } from '../../../electron/contract/advice/problem';
import type { Failure } from '../../../electron/core/feishu/failure';

/** Failure as the client answers it, by default a refusal with this code. */
export const failure = (change: Partial<Failure> & { code?: number | null } = {}): Failure => {
  const { code = null, ...rest } = change;
  const advice = rest.stage === 'not-sent' ? 'offline' : rest.stage === 'lost' ? 'lost-answer' : 'feishu-unknown';
  return {
    stage: 'rejected',
    problem: { ...problem(advice, { code: String(code), msg: '' }), code, logId: code === null ? null : 'log-refused' },
    passing: false,
    retryAfterMs: null,
    namedIds: [],
    ...rest,
  };
};
export const offline = failure({ stage: 'not-sent', passing: true });
export const busy = (retryAfterMs: number | null = null) => failure({ code: 99991400, passing: true, retryAfterMs });
export const faulty = failure({ stage: 'faulty', passing: true, code: 2200 });
export const lost = failure({ stage: 'lost', passing: true });
export const lostPaid = failure({ stage: 'lost', passing: true, problem: problem('lost-paid') });
