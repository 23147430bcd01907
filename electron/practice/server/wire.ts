import type { ServedAnswer } from './served-answer';

/** Half of an answer and then nothing, or its halves `ms` apart. */
export type InHalves = { cut: true } | { cut: false; ms: number; closing: AbortSignal };

/** The way by which a call came and its answer goes: a connection, or a caller in this process. */
export interface Wire {
  /** Stands for the connection: calls with the same one shared it. */
  readonly connection: object;
  /** Ends the exchange without an answer. */
  drop(): Response;
  sendInHalves(answer: ServedAnswer, how: InHalves): Response | Promise<Response>;
}

export interface Bindings {
  wire: Wire;
}

/** The two halves of an answer's text (bytes). */
export const halvesOf = (text: string): readonly [Uint8Array, Uint8Array] => {
  const bytes = new TextEncoder().encode(text);
  const middle = Math.floor(bytes.length / 2);
  return [bytes.subarray(0, middle), bytes.subarray(middle)];
};

/** Waits `ms`, or until the server closes. */
export const pause = (ms: number, closing: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (ms <= 0 || closing.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      closing.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    closing.addEventListener('abort', end, { once: true });
  });
