import type { AdviceKey } from '../../../contract/advice/problem';
import { trimEnd, trimStart } from '../../../contract/trim-ends';
import { inBrackets } from '../../text/in-brackets';
import { type Api, isPaidApi } from '../calls';
import { faultyCodes } from '../code-table';
import { type CodeMeaning, feishuCode, idNamingCodes, meaningOf } from '../codes';
import { adviceWhenLost, type Failure, type FailureStage } from '../failure';
import { adviceParams, problemWith } from './advice-params';
import { type Envelope, headerLogId, readEnvelope, retryAfterMs } from './envelope';
import type { HttpAnswer, HttpOutcome } from './transport';

type Verdict = { ok: true; envelope: Envelope } | { ok: false; failure: Failure; code: number | null };

const gatewayStatus = (status: number) => status >= 500 || status === 413 || status === 414;

/** Failure for an answer that is not Feishu's, or not whole: the call may have been carried out. */
export const strangeAnswer = (
  api: Api,
  host: string,
  answer: HttpAnswer,
  advice: Extract<AdviceKey, 'not-json' | 'gateway-error' | 'answer-incomplete'>,
  logId: string | null = headerLogId(answer),
): Failure => {
  const values = { host, status: String(answer.status), what: `HTTP ${answer.status}` };
  return {
    stage: 'faulty',
    problem: problemWith(isPaidApi(api) ? 'fault-paid' : advice, values, { code: null, logId }),
    passing: true,
    retryAfterMs: retryAfterMs(answer),
    namedIds: [],
  };
};

/**
 * Meaning of a code, or of HTTP 429 for an unknown code: the gateway turned the call away before it got anywhere. A
 * known code decides, since `99991403` (the monthly quota) is a 429 too and must never be retried.
 */
const meaningHere = (api: Api, code: number, status: number): CodeMeaning | null =>
  meaningOf(api, code) ?? (status === 429 ? { kind: 'B', advice: 'rate-limited' } : null);

const stageOf = (code: number, meaning: CodeMeaning | null, status: number): FailureStage => {
  if (faultyCodes.has(code)) return 'faulty';
  // An unknown code is a refusal, unless the status says that the platform broke.
  return meaning === null && status >= 500 ? 'faulty' : 'rejected';
};

const refusal = (
  api: Api,
  host: string,
  personIds: readonly string[],
  answer: HttpAnswer,
  envelope: Envelope,
): Failure => {
  const { code, msg, error, logId } = envelope;
  const meaning = meaningHere(api, code, answer.status);
  const stage = stageOf(code, meaning, answer.status);
  const wait = retryAfterMs(answer);
  const values = adviceParams({ code, msg, error, host, status: answer.status, retryAfterMs: wait });
  const advice = stage === 'faulty' && isPaidApi(api) ? 'fault-paid' : (meaning?.advice ?? 'feishu-unknown');
  const problem = problemWith(advice, values, { code, logId });
  return {
    stage,
    // The text (`ext`) stays, as other problems share 230001.
    problem:
      api.startsWith('buzz-') && saysAllInvalid(code, msg) ? { ...problem, advice: 'person-not-in-chat' } : problem,
    passing: meaning?.kind === 'B' || stage === 'faulty',
    retryAfterMs: wait,
    namedIds: namedIds(code, `${msg} ${error.message ?? ''}`, personIds),
  };
};

/**
 * Reads an answer: `code` decides, not the HTTP status (feishu-api 0.12).
 *
 * @param personIds ids of people in the call, to find those that the error blames
 */
export const judgeAnswer = (api: Api, host: string, personIds: readonly string[], answer: HttpAnswer): Verdict => {
  const envelope = readEnvelope(answer);
  if (envelope?.code === 0) return { ok: true, envelope };
  if (envelope) return { ok: false, failure: refusal(api, host, personIds, answer, envelope), code: envelope.code };
  if (answer.status === 429) {
    const wait = retryAfterMs(answer);
    const seconds = String(Math.max(1, Math.ceil((wait ?? 1000) / 1000)));
    const problem = problemWith('rate-limited', { seconds }, { code: null, logId: headerLogId(answer) });
    return {
      ok: false,
      failure: { stage: 'rejected', problem, passing: true, retryAfterMs: wait, namedIds: [] },
      code: null,
    };
  }
  const advice = gatewayStatus(answer.status) ? 'gateway-error' : 'not-json';
  return { ok: false, failure: strangeAnswer(api, host, answer, advice), code: null };
};

/** Failure of a request without an answer. All of them pass: the network may come back. */
export const judgeBreakage = (
  api: Api,
  host: string,
  delivery: Exclude<HttpOutcome, { kind: 'answered' }>,
): Failure => {
  const { stage, advice, proxy } =
    delivery.kind === 'timed-out'
      ? ({ stage: 'lost', advice: 'timeout', proxy: undefined } as const)
      : { proxy: undefined, ...delivery.breakage };
  return {
    stage,
    problem: problemWith(stage === 'not-sent' ? advice : adviceWhenLost(isPaidApi(api), advice), {
      host,
      ...(proxy === undefined ? {} : { proxy }),
    }),
    passing: true,
    retryAfterMs: null,
    namedIds: [],
  };
};

const split = (list: string) =>
  list
    .split(/[\s,;，；]+/)
    .map((id) => trimEnd(trimStart(id, /["'`]/), /["'`.]/))
    .filter((id) => id !== '');

/**
 * Ids of this call that the error blames: `these open ids not existed: [ou_a, ou_b]`, `invalid ids: [..]`. Feishu
 * documents the wording as unstable, so only ids of this call count; without brackets only those with a prefix, as a
 * company's own user_id may be an ordinary word.
 */
const namedIds = (code: number, msg: string, personIds: readonly string[]): readonly string[] => {
  if (!idNamingCodes.has(code) || personIds.length === 0) return [];
  const bracketed = inBrackets(msg).flatMap(split);
  const loose = (msg.match(/\bo[un]_[A-Za-z0-9]+/g) ?? []).filter((id) => id.length > 3);
  const named = new Set(bracketed.length > 0 ? bracketed : loose);
  return [...new Set(personIds)].filter((id) => named.has(id));
};

/** True when no one in the list is in the chat (feishu-api 2.1): only the text tells it from other bad parameters. */
const saysAllInvalid = (code: number, msg: string): boolean =>
  code === feishuCode.parameterInvalid && /all ids in the user_id_list are invalid/i.test(msg);
