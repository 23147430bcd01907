import type { Line } from '../../socket/lines';
import type { PracticeServer } from '../practice-server';
import { admit, socketPath } from './admit-socket';

/** Hears of a socket within this process: `opened` once at most, then messages, `ended` once at most and last. */
export interface InnerSocketListener {
  opened(): void;
  message(bytes: Uint8Array): void;
  /** `refusal`: the upgrade was refused. null: it was closed, or broke. */
  ended(end: {
    refusal: { status: number; handshake: number | null; authError: number | null } | null;
    breakage: null;
  }): void;
}

/** Opens a long connection to practice without a port, as `InnerFetch` calls it. */
export type InnerSocket = (url: string, listener: InnerSocketListener) => InnerSocketEnd;

/** The client's end. `close` ends it at once; its listener hears nothing more. */
export interface InnerSocketEnd {
  send(bytes: Uint8Array): void;
  close(): void;
}

/** Connects callers within this process. As over a network, nothing arrives before the caller has gone on. */
export const createInnerSocket =
  (server: PracticeServer): InnerSocket =>
  (url, listener) => {
    let line: Line | null = null;
    let left = false;
    /** In the order in which it was sent. */
    const later = (work: () => void) => setImmediate(() => (left ? undefined : work()));
    const end = (refusal: Parameters<InnerSocketListener['ended']>[0]['refusal']) =>
      later(() => {
        left = true;
        listener.ended({ refusal, breakage: null });
      });
    later(() => {
      const { pathname, searchParams } = new URL(url);
      if (pathname !== socketPath) return end({ status: 400, handshake: null, authError: null });
      const admitted = admit(server, searchParams, false);
      if ('refusal' in admitted) return end(admitted.refusal);
      listener.opened();
      line = admitted.attach({
        send: (bytes) => later(() => listener.message(Uint8Array.from(bytes))),
        close: () => end(null),
        cut: () => end(null),
      });
    });
    return {
      send: (bytes) => {
        const copy = Uint8Array.from(bytes);
        later(() => line?.receive(copy));
      },
      close() {
        left = true;
        line?.gone();
      },
    };
  };
