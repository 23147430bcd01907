import { type Problem, problem } from '../../../contract/advice/problem';
import type { Clock } from '../../ports/clock';
import { parseJson } from '../../text/read-text';
import type { OpenSocket, Socket, SocketEnd } from './socket';
import { type ClientConfig, readConfig } from './wire/client-config';
import { Fragments } from './wire/fragments';
import { answerFrame, decodeFrame, encodeFrame, type Frame, headerOf, pingFrame } from './wire/frame';

export interface ConnectionDeps {
  openSocket: OpenSocket;
  clock: Clock;
  /** Takes the body of an event; resolves with the code of its answer and the type of the event. */
  take: (body: Uint8Array) => Promise<{ code: 200 | 500; type: string | null }>;
  onOpened: () => void;
  onConfig: (config: ClientConfig) => void;
  /** Called for a message that is no frame, or a part that belongs to nothing. */
  onBadFrame: () => void;
}

/**
 * How a connection ended. `left` and `renewed` by this side; `silent`: nothing came within the time after a ping; `refused`
 * and `lost`: never opened, or broke. `openMs`: time for which it was open; null if it never was.
 */
export interface ConnectionEnd {
  kind: 'left' | 'renewed' | 'silent' | 'refused' | 'lost';
  openMs: number | null;
  problem: Problem | null;
  /** Feishu's code for the refusal of an upgrade, where it was told (feishu-api 6.2). */
  authError: number | null;
}

/** Time for the upgrade; time for any frame after a ping, as 3 s were seen to kill healthy lines; longest life (all ms). */
const handshakeMs = 15_000;
const patienceMs = 25_000;
const longestLifeMs = 6 * 3_600_000;

const controlMethod = 0;
const dataMethod = 1;
const utf8 = new TextDecoder();

/** The result of a click on a card. One without `data` shows the person who clicked an error (feishu-api 6.2). */
const cardAnswer = { code: 200, data: btoa('{}') };

/**
 * Holds one connection from its opening to its end (feishu-api 6.2). Ends with the signal, by itself after six hours, and as
 * soon as nothing comes within 25 s after a ping. Resolves when the socket is closed, so that no leftover takes events.
 */
export const holdConnection = (
  deps: ConnectionDeps,
  target: { url: string; service: number; config: ClientConfig },
  signal: AbortSignal,
): Promise<ConnectionEnd> =>
  new Promise((resolve) => {
    const { clock } = deps;
    const { host } = new URL(target.url);
    const fragments = new Fragments();
    const over = new AbortController();
    let config = target.config;
    let openedAt: number | null = null;
    let frames = 0;
    let socket: Socket | null = null;

    const end = (kind: ConnectionEnd['kind'], reason: Problem | null = null, authError: number | null = null) => {
      if (over.signal.aborted) return;
      over.abort();
      signal.removeEventListener('abort', leave);
      socket?.close();
      resolve({ kind, openMs: openedAt === null ? null : clock.now() - openedAt, problem: reason, authError });
    };
    const leave = () => end('left');
    const after = (ms: number, work: () => void) => void clock.sleep(ms, over.signal).then(work, () => undefined);
    const send = (frame: Frame) => {
      if (!over.signal.aborted) socket?.send(encodeFrame(frame));
    };

    const ping = () => {
      const before = frames;
      send(pingFrame(target.service));
      after(patienceMs, () => {
        if (frames === before) end('silent', problem('listen-silent', { host }));
      });
      after(config.pingMs, ping);
    };

    const answer = async (frame: Frame, body: Uint8Array) => {
      const cameAt = clock.now();
      const { code, type } = await deps.take(body);
      const isClick = type === 'card.action.trigger';
      send(answerFrame(frame, isClick ? cardAnswer : { code }, Math.max(0, clock.now() - cameAt)));
    };

    const control = (frame: Frame) => {
      if (headerOf(frame, 'type') !== 'pong' || !frame.payload?.length) return;
      config = readConfig(parseJson(utf8.decode(frame.payload)), config);
      deps.onConfig(config);
    };

    const message = (bytes: Uint8Array) => {
      if (over.signal.aborted) return;
      const frame = decodeFrame(bytes);
      if (!frame) {
        deps.onBadFrame();
        return;
      }
      frames += 1;
      if (frame.method === controlMethod) control(frame);
      if (frame.method !== dataMethod) return;
      const assembled = fragments.take(frame, clock.now());
      if (assembled.kind === 'bad') deps.onBadFrame();
      if (assembled.kind === 'whole') void answer(frame, assembled.payload);
    };

    const ended = ({ refusal, breakage }: SocketEnd) => {
      if (openedAt !== null) return end('lost');
      if (refusal) {
        const status = String(refusal.handshake ?? refusal.status);
        return end('refused', problem('listen-handshake', { host, status }), refusal.authError);
      }
      if (!breakage) return end('refused');
      const { advice, proxy } = breakage;
      end('refused', problem(advice, { host, ...(proxy === undefined ? {} : { proxy }) }));
    };

    const opened = () => {
      if (over.signal.aborted || openedAt !== null) return;
      openedAt = clock.now();
      deps.onOpened();
      after(longestLifeMs, () => end('renewed'));
      ping();
    };

    socket = deps.openSocket(target.url, { opened, message, ended });
    if (over.signal.aborted) return socket.close();
    if (signal.aborted) return leave();
    signal.addEventListener('abort', leave, { once: true });
    after(handshakeMs, () => {
      if (openedAt === null) end('refused', problem('timeout', { host }));
    });
  });
