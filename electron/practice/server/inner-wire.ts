import { halvesOf, pause, type Wire } from './wire';

/** The error of a connection that broke, as Node's `fetch` tells it. */
const broken = (): TypeError =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' }) });

/** A call from this process. There is no connection that several calls could share. */
export interface InnerWire extends Wire {
  /** The error to give the caller in place of an answer, once the exchange was dropped. */
  dropped(): Error | null;
}

/** @param left the caller has gone away */
export const innerWire = (left: AbortSignal): InnerWire => {
  let dropped: Error | null = null;
  return {
    connection: {},
    dropped: () => dropped,
    drop: () => {
      dropped = broken();
      return new Response(null);
    },
    sendInHalves: ({ status, headers, text }, how) => {
      const [first, second] = halvesOf(text);
      let ended = false;
      const body = new ReadableStream<Uint8Array>({
        start: (stream) => {
          const leave = () => {
            ended = true;
            stream.error(left.reason);
          };
          left.addEventListener('abort', leave, { once: true });
          stream.enqueue(first);
        },
        // Asked for more than the first half.
        pull: async (stream) => {
          if (how.cut) return stream.error(broken());
          await pause(how.ms, how.closing);
          if (ended) return;
          stream.enqueue(second);
          stream.close();
        },
        cancel: () => {
          ended = true;
        },
      });
      return new Response(body, { status, headers });
    },
  };
};
