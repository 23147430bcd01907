import type { z } from 'zod';
import { type Problem, problem } from '../../../contract/advice/problem';
import type { Clock } from '../../ports/clock';
import { type Api, isPaidApi } from '../calls';
import { classOf } from '../codes';
import type { Failure, Result } from '../failure';
import type { Guard } from '../feishu';
import { judgeAnswer, judgeBreakage, strangeAnswer } from './judge-answer';
import type { Limiter, Turn } from './limiter';
import { type Form, multipart } from './multipart';
import { onAbort } from './on-abort';
import { createTokenCache, type FetchToken, TokenAnswer } from './token';
import type { Fetch, PaidSeats, Seat } from './transport';
import { deliver, type HttpRequest } from './transport';

/** An App Secret, or the reason why it cannot be read; null: there is none. */
export type Secret = string | Problem | null;

/** What an App Secret is for: it goes to this address, with this App ID. */
export interface SecretUse {
  origin: string;
  appId: string;
}

export interface CallDeps {
  /** `https://open.feishu.cn`, without a path. */
  baseUrl: string;
  appId: string;
  /** Reads the App Secret when a token is fetched, and does not keep it. */
  secret: () => Promise<Secret>;
  fetch: Fetch;
  /** Fresh connections: Chromium repeats a request whose reused connection died. */
  paidFetch: PaidSeats;
  clock: Clock;
  limiter: Limiter;
}

export interface CallSpec<T> {
  api: Api;
  method: HttpRequest['method'];
  /** Path below `/open-apis/`, with its ids encoded. */
  path: string;
  /** A list is a parameter repeated (feishu-api 7.3). */
  query?: Readonly<Record<string, string | readonly string[]>>;
  body?: unknown;
  /** In place of `body`: a form with files. */
  form?: Form;
  /** Schema of the whole body of an answer with code 0. */
  schema: z.ZodType<T>;
  /** Ids of people in the call, to find those that an error blames. */
  personIds?: readonly string[];
  /** Receiver of a message, by whichever id: Feishu takes 5 a second for each. */
  receiver?: string;
  /** The chat a message went to, by the answer. Its receiver may have other ids, which count together from then on. */
  chatOf?: (answer: T) => string | null;
  /** Guard of a call that has effects. A request that has left is always waited for. */
  guard?: Guard;
}

export type Call = <T>(spec: CallSpec<T>) => Promise<Result<T>>;

/** Time for an answer (ms). A picture has all the time that a buzz waits for it. */
const timeoutMs = (api: Api) =>
  api === 'upload' ? 30_000 : api === 'send' || api === 'reply' || api.startsWith('buzz-') ? 15_000 : 10_000;

const notSent = (reason: Problem): Failure => ({
  stage: 'not-sent',
  problem: reason,
  passing: false,
  retryAfterMs: null,
  namedIds: [],
});

/** Longest pause that a server's answer can cause (ms); after it the call asks again. */
const longestPauseMs = 60_000;

/** Settles with the promise, or rejects as soon as the signal is aborted. */
const unlessAborted = <T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> => {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const settled = onAbort(signal, () => reject(signal.reason));
    promise.then(resolve, reject).finally(settled);
  });
};

interface Attempt<T> {
  token: string | null;
  code: number | null;
  result: Result<T>;
}

const broken = (failure: Failure) => ({ token: null, code: null, result: { ok: false as const, failure } });

const requestOf = (
  baseUrl: string,
  spec: Pick<CallSpec<unknown>, 'method' | 'path' | 'query' | 'body' | 'form'>,
  token: string | null,
): HttpRequest => {
  const url = new URL(`/open-apis/${spec.path}`, baseUrl);
  for (const [name, value] of Object.entries(spec.query ?? {})) {
    for (const one of typeof value === 'string' ? [value] : value) url.searchParams.append(name, one);
  }
  const form = spec.form && multipart(spec.form);
  return {
    method: spec.method,
    url: url.href,
    headers: {
      ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
      // Without the charset Chinese may arrive garbled (feishu-api 7.3).
      ...(spec.body === undefined ? {} : { 'Content-Type': 'application/json; charset=utf-8' }),
      ...(form ? { 'Content-Type': form.contentType } : {}),
    },
    body: form?.body ?? (spec.body === undefined ? null : JSON.stringify(spec.body)),
  };
};

/**
 * Makes every call the same way: token, turn, seat, gate, request, verdict, and one fresh token when the old one is
 * dead.
 */
export const createCall = (deps: CallDeps): Call => {
  const { host } = new URL(deps.baseUrl);
  const { clock, limiter } = deps;

  const slowDown = ({ api, receiver }: { api: Api; receiver?: string | undefined }, failure: Failure) => {
    const wait = Math.min(failure.retryAfterMs ?? 1_000, longestPauseMs);
    if (failure.problem.advice === 'rate-limited') limiter.pause(`api:${api}`, wait);
    if (failure.problem.advice === 'receiver-too-fast' && receiver) limiter.pause(`to:${receiver}`, wait);
  };

  /** Makes one request; `code` is Feishu's, null without one. */
  const once = async <T>(spec: CallSpec<T>, token: string | null, turn: Turn, fetch: Fetch): Promise<Attempt<T>> => {
    const { api } = spec;
    const delivery = await deliver({ fetch, clock }, requestOf(deps.baseUrl, spec, token), timeoutMs(api));
    if (delivery.kind !== 'answered') return broken(judgeBreakage(api, host, delivery));

    turn.answered();
    const verdict = judgeAnswer(api, host, spec.personIds ?? [], delivery.answer);
    if (!verdict.ok) {
      slowDown(spec, verdict.failure);
      return { token, code: verdict.code, result: { ok: false, failure: verdict.failure } };
    }
    const { body, logId } = verdict.envelope;
    const value = spec.schema.safeParse(body);
    if (value.success) {
      const chat = spec.chatOf?.(value.data) ?? null;
      if (spec.receiver !== undefined && chat !== null) limiter.join(`to:${spec.receiver}`, `to:${chat}`);
      return { token, code: 0, result: { ok: true, value: value.data, logId } };
    }
    return broken(strangeAnswer(api, host, delivery.answer, 'answer-incomplete', logId));
  };

  const fetchToken: FetchToken = async () => {
    let secret: Secret;
    try {
      secret = await deps.secret();
    } catch {
      return { ok: false, failure: notSent(problem('secret-unreadable')) };
    }
    if (secret === null || secret === '') return { ok: false, failure: notSent(problem('secret-missing')) };
    if (typeof secret !== 'string') return { ok: false, failure: notSent(secret) };
    const turn = await limiter.take(['api:token']);
    const { result } = await once(
      {
        api: 'token',
        method: 'POST',
        path: 'auth/v3/tenant_access_token/internal',
        body: { app_id: deps.appId, app_secret: secret },
        schema: TokenAnswer,
      },
      null,
      turn,
      deps.fetch,
    );
    // However far the token call got, the call that needs the token never left.
    if (!result.ok) return { ok: false, failure: { ...result.failure, stage: 'not-sent' } };
    return { ok: true, token: result.value.tenant_access_token, expireSeconds: result.value.expire };
  };

  const tokens = createTokenCache({ clock, fetchToken });

  /** Seat on the shared connections: no call waits for it or keeps it from another. */
  const shared: Seat = { fetch: deps.fetch, leave: () => {} };

  const attempt = async <T>(spec: CallSpec<T>): Promise<Attempt<T>> => {
    const signal = spec.guard?.signal;
    const keys = [`api:${spec.api}`, ...(spec.receiver === undefined ? [] : [`to:${spec.receiver}`])];
    let seat = shared;
    try {
      // First the token: the limiter would count a turn that waits for it before the call leaves.
      const early = await unlessAborted(tokens.get(), signal);
      if (!early.ok) return broken(early.failure);
      const turn = await limiter.take(keys, signal);
      // After the turn: one workspace that has to be slow must not keep the seats from another.
      if (isPaidApi(spec.api)) seat = await deps.paidFetch.seat(signal);
      // Again, as it may have expired while this call waited for its turn; nearly always it is at hand.
      const token = await unlessAborted(tokens.get(), signal);
      if (!token.ok) return broken(token.failure);
      if (spec.guard && !(await spec.guard.gate())) return broken(notSent(problem('stopped-before-call')));
      return await once(spec, token.token, turn, seat.fetch);
    } catch (reason) {
      if (signal?.aborted && reason === signal.reason) return broken(notSent(problem('stopped-before-call')));
      throw reason;
    } finally {
      seat.leave();
    }
  };

  return async (spec) => {
    const first = await attempt(spec);
    const dead = first.code !== null && first.code !== 0 && classOf(spec.api, first.code) === 'T';
    if (!dead || first.token === null) return first.result;
    // Refused before execution, so safe even for a phone call. Once only: Feishu may hand out the same token again.
    tokens.drop(first.token);
    return (await attempt(spec)).result;
  };
};
