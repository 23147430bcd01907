import type { Context } from 'hono';
import { sentenceOf } from '../../contract/advice/advice-words';
import type { Problem } from '../../contract/advice/problem';
import type { Locale } from '../../contract/model/settings';
import type { RefusalReason, RelayRefusal, Right } from '../../contract/relay';
import type { Values } from '../../contract/words';
import type { StoredToken } from '../tokens/token';
import type { Spent } from '../wishes/budgets';
import { type AnswerWord, sayAnswer } from '../words/answer-words';

/** What is known of a call once its token is. */
export interface RelayEnv {
  Variables: { token: StoredToken; locale: Locale };
}
export type RelayContext = Context<RelayEnv>;

const statusOf = {
  unauthorized: 401,
  forbidden: 403,
  'not-found': 404,
  'too-large': 413,
  'wrong-type': 415,
  invalid: 400,
  'too-many': 429,
  'key-reused': 422,
  closing: 503,
  late: 503,
  busy: 503,
  refused: 422,
  internal: 500,
} as const satisfies Readonly<Record<RefusalReason, number>>;

/** `status`: that of a refusal after which the same call may be made again. */
const send = (
  c: RelayContext,
  reason: RefusalReason,
  problem: RelayRefusal['problem'],
  { cause, status = statusOf[reason] }: { cause?: Problem; status?: 503 | (typeof statusOf)[RefusalReason] } = {},
): Response => c.json({ reason, problem, ...(cause ? { cause } : {}) } satisfies RelayRefusal, status);

/** Refuses with two sentences of the relay's own. */
export const refuse = (
  c: RelayContext,
  reason: RefusalReason,
  words: { message?: AnswerWord; advice?: AnswerWord; values?: Values } = {},
): Response => {
  const say = sayAnswer(c.get('locale'));
  const { message = reason, advice = `${reason}-advice` as const, values = {} } = words;
  return send(c, reason, { code: null, message: say(message, values), advice: say(advice, values) });
};

/** Refuses because of a problem, with its advice. A buzz that is gone is not found. */
export const refuseFor = (c: RelayContext, cause: Problem, status?: 503): Response => {
  if (cause.advice === 'buzz-gone') return refuseBuzz(c);
  const { code } = cause;
  const advice = sentenceOf(cause, c.get('locale'));
  const said = { code, message: sayAnswer(c.get('locale'))('refused'), advice };
  return send(c, 'refused', said, { cause, ...(status ? { status } : {}) });
};

/** Refuses with the object that the command line prints for the same reason. */
export const refuseWith = (c: RelayContext, printed: RelayRefusal['problem'], status?: 503): Response =>
  send(c, 'refused', printed, status ? { status } : {});

export const refuseBuzz = (c: RelayContext): Response =>
  refuse(c, 'not-found', { message: 'buzz-not-found', advice: 'buzz-not-found-advice' });

export const refuseRight = (c: RelayContext, right: Right): Response => refuse(c, 'forbidden', { values: { right } });

/** Refuses a token that has used up a ceiling, and says when to come again. */
export const refuseSpent = (c: RelayContext, { what, limit, seconds }: Spent): Response => {
  c.header('retry-after', String(seconds));
  return refuse(c, 'too-many', { message: what, values: { limit, seconds } });
};

/** Refuses a wish that no process has answered in time: it may still be carried out (`late`), or will not be (`busy`). */
export const refuseLate = (c: RelayContext, kind: 'late' | 'busy'): Response => {
  c.header('retry-after', '10');
  return refuse(c, kind);
};
