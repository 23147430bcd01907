import type { Clock } from '../../ports/clock';
import { type Breakage, classifyTransportError } from './classify-transport-error';
import { readBody } from './read-body';

/** A connection of its own for one call. */
export interface Seat {
  fetch: Fetch;
  /** Gives the connection back; the next call gets it when the call that it carried is over. */
  leave(): void;
}

/**
 * Connections for calls that must not be made twice. There are few. A call that waits for one has not left yet, so it
 * takes its seat before it asks the gate and before the time for an answer begins.
 */
export interface PaidSeats {
  /** Resolves with a free connection; rejects with the signal's reason if aborted before. */
  seat(signal: AbortSignal | undefined): Promise<Seat>;
}

/**
 * The way out to the network: `net.fetch` in the app (system proxy, OS trust store), Node's `fetch` in tests. The
 * client gives it an absolute URL and plain-object headers.
 */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string | Uint8Array<ArrayBuffer> | null;
}

export interface HttpAnswer {
  status: number;
  header: (name: string) => string | null;
  /** null when the body is longer than any answer of Feishu's. */
  text: string | null;
}

export type HttpOutcome =
  | { kind: 'answered'; answer: HttpAnswer }
  | { kind: 'broken'; breakage: Breakage }
  | { kind: 'timed-out' };

const readText = async (response: Response): Promise<string | null> => {
  const { whole, parts } = await readBody(response);
  if (!whole) return null;
  const decoder = new TextDecoder();
  return parts.map((part) => decoder.decode(part, { stream: true })).join('') + decoder.decode();
};

/**
 * Makes one request and reads its answer within `timeoutMs`, body included. Never throws, never repeats, follows no
 * redirect (a followed 307 was seen to carry the token to another host), sends no cookies, uses no cache. Leaves no request
 * open, however its answer breaks.
 */
export const deliver = async (
  deps: { fetch: Fetch; clock: Clock },
  request: HttpRequest,
  timeoutMs: number,
): Promise<HttpOutcome> => {
  const cutOff = new AbortController();
  const answered = new AbortController();

  const exchange = async (): Promise<HttpOutcome> => {
    try {
      const response = await deps.fetch(request.url, {
        method: request.method,
        headers: request.headers,
        ...(request.body === null ? {} : { body: request.body }),
        redirect: 'error',
        credentials: 'omit',
        cache: 'no-store',
        signal: cutOff.signal,
      });
      const text = await readText(response);
      return {
        kind: 'answered',
        answer: { status: response.status, header: (name) => response.headers.get(name), text },
      };
    } catch (error) {
      return { kind: 'broken', breakage: classifyTransportError(error) };
    }
  };

  const deadline = deps.clock.sleep(timeoutMs, answered.signal).then(
    (): HttpOutcome => ({ kind: 'timed-out' }),
    (): Promise<HttpOutcome> => new Promise(() => {}),
  );

  // A race, not only an abort: a fetch that ignores its signal must not hold the caller.
  const delivery = await Promise.race([exchange(), deadline]);
  answered.abort();
  // A reader that stops reading ends nothing: six such requests, and Chromium makes no other to that host.
  if (delivery.kind !== 'answered' || delivery.answer.text === null) cutOff.abort();
  return delivery;
};
