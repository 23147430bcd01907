import { baseUrlFault } from '../../contract/base-url';
import type { Locale } from '../../contract/model/settings';
import type { RelayRefusal } from '../../contract/relay';
import { type Breakage, classifyTransportError } from '../../core/feishu/client/classify-transport-error';
import { parseJson } from '../../core/text/read-text';

type PrintedProblem = RelayRefusal['problem'];

/** Longest answer that is read (bytes): a board of a thousand people is below 1 MB. */
const longestAnswer = 16 * 1024 * 1024;
/** Longest wait for the answer to a call (ms), unless its caller has less patience: a plan may look many people up first. */
const usualMs = 120_000;

/** An answer of the relay. `refused`: its reason, and what to print. `strange`: what answered there is no relay. */
export type RelayAnswer =
  | { kind: 'value'; value: unknown }
  /** `cause`: the problem as the relay's program knows it, unchecked. */
  | { kind: 'refused'; status: number; reason: string; problem: PrintedProblem; cause: unknown }
  | { kind: 'strange' }
  /** No answer came. `stage`: whether the call certainly has not left, or may have been carried out. */
  | { kind: 'lost'; stage: Breakage['stage']; reason: string };

export interface RelayCalls {
  call(method: 'GET' | 'POST', path: string, body?: unknown, key?: string): Promise<RelayAnswer>;
  /** Opens a stream of events; null: it could not be opened. Rejects with nothing. */
  events(path: string, after: string | null, signal: AbortSignal): Promise<ReadableStream<Uint8Array> | null>;
}

/** The address of a relay without a path: https, or http on this computer; null: it is none. */
export const relayAddress = (text: string): string | null => {
  const address = text.trim();
  return baseUrlFault(address) === null ? new URL(address).origin : null;
};

const refusalIn = (value: unknown): { reason: string; problem: PrintedProblem; cause: unknown } | null => {
  const { reason, problem, cause } = (typeof value === 'object' && value !== null ? value : {}) as Record<
    string,
    unknown
  >;
  if (typeof problem !== 'object' || problem === null) return null;
  const { code, message, advice } = problem as Record<string, unknown>;
  if (typeof message !== 'string' || typeof advice !== 'string') return null;
  const printed = { code: typeof code === 'number' ? code : null, message, advice };
  return { reason: typeof reason === 'string' ? reason : '', problem: printed, cause };
};

/** A redirect that is followed could carry the token elsewhere; an answer is of this moment. */
const careful = { redirect: 'error', credentials: 'omit', cache: 'no-store' } as const;

const textOf = async (answer: Response): Promise<string | null> => {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = answer.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > longestAnswer) {
      void reader?.cancel().catch(() => undefined);
      return null;
    }
    parts.push(part.value);
  }
  return Buffer.concat(parts).toString('utf8');
};

/** Makes calls to a relay. Follows no redirect, which could carry the token elsewhere. Never rejects. */
export const createRelayCalls = (deps: {
  address: string;
  token: string;
  locale: Locale;
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  answerMs?: number;
}): RelayCalls => {
  const { address, token, locale } = deps;
  const usual = { authorization: `Bearer ${token}`, 'accept-language': locale };
  return {
    call: async (method, path, body, key) => {
      try {
        const answer = await deps.fetch(`${address}${path}`, {
          method,
          headers: {
            ...usual,
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...(key === undefined ? {} : { 'idempotency-key': key }),
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          ...careful,
          signal: AbortSignal.timeout(deps.answerMs ?? usualMs),
        });
        const text = await textOf(answer);
        const value = text === null ? undefined : parseJson(text);
        if (answer.ok) return value === undefined ? { kind: 'strange' } : { kind: 'value', value };
        const refusal = refusalIn(value);
        return refusal ? { kind: 'refused', status: answer.status, ...refusal } : { kind: 'strange' };
      } catch (error) {
        return { kind: 'lost', stage: classifyTransportError(error).stage, reason: reasonOf(error) };
      }
    },
    events: async (path, after, signal) => {
      try {
        const headers = { ...usual, ...(after === null ? {} : { 'last-event-id': after }) };
        const answer = await deps.fetch(`${address}${path}`, { headers, ...careful, signal });
        if (answer.ok) return answer.body;
        await answer.body?.cancel();
        return null;
      } catch {
        return null;
      }
    },
  };
};

/** The code of an error, or of what caused it (`ECONNREFUSED`), or its message. */
const reasonOf = (error: unknown): string => {
  for (let each = error; typeof each === 'object' && each !== null; each = (each as { cause?: unknown }).cause) {
    const { code } = each as { code?: unknown };
    if (typeof code === 'string') return code;
  }
  return error instanceof Error ? error.message : String(error);
};
