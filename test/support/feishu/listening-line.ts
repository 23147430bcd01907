import type { Listening } from '../../../electron/contract/ipc/listening';
import { WorkspaceId } from '../../../electron/contract/model/ids';
import type { Hint } from '../../../electron/core/feishu/listen/events/read-event';
import type { HeardStore, KeptHeard } from '../../../electron/core/feishu/listen/heard-store';
import { type Earlier, Listener, type ListenerDeps } from '../../../electron/core/feishu/listen/listener';
import type { SocketListener } from '../../../electron/core/feishu/listen/socket';
import { decodeFrame, encodeFrame, type Frame, headerOf } from '../../../electron/core/feishu/listen/wire/frame';
import { createVirtualClock } from '../clock/virtual-clock';

const appId = 'cli_a1b2c3d4e5f60718';
const utf8 = { encode: (text: string) => new TextEncoder().encode(text), decode: new TextDecoder() };

/** What a server says to a request for its address: `silence` never answers, a text is a body, an object is JSON. */
export type Said = object | string | 'silence' | 'broken';

/** A server's end of a socket, moved by a test. */
export interface Line {
  readonly url: string;
  readonly openedAt: number;
  /** Frames that came from the listener. */
  readonly came: Frame[];
  /** The listener has closed it. */
  closed: boolean;
  accept(): void;
  refuse(refusal: { status: number; handshake?: number; authError?: number }): void;
  /** The network breaks it, or the server closes it. */
  drop(): void;
  raw(bytes: Uint8Array): void;
  say(frame: Partial<Frame> & { json?: unknown }): void;
  event(body: object | string, headers?: Readonly<Record<string, string>>): void;
}

const frameOf = ({ json, ...part }: Partial<Frame> & { json?: unknown }): Frame => ({
  seqId: 1n,
  logId: 2n,
  service: 7,
  method: 1,
  headers: [],
  payloadEncoding: null,
  payloadType: null,
  payload: json === undefined ? null : utf8.encode(typeof json === 'string' ? json : JSON.stringify(json)),
  logIdNew: null,
  ...part,
});

/** Keeps what was heard in memory, by its keys; fails while `broken`. */
export const memoryHeard = () => {
  const keys = new Set<string>();
  const kept: KeptHeard[] = [];
  const acted = new Set<number>();
  const store: HeardStore & { broken: boolean } = {
    broken: false,
    keep: async (workspaceId, hints: readonly Hint[]) => {
      await Promise.resolve();
      if (store.broken) throw new Error('disk full');
      const fresh = hints.filter((hint) => {
        const isKnown = hint.keys.some((key) => keys.has(key));
        for (const key of hint.keys) keys.add(key);
        return !isKnown;
      });
      const rows = fresh.map(({ heard }, index) => ({ id: kept.length + index, workspaceId, heard }));
      kept.push(...rows);
      return rows;
    },
    waiting: () => kept.filter(({ id }) => !acted.has(id)),
    acted: async (ids) => {
      for (const id of ids) acted.add(id);
    },
    lastAt: () => null,
  };
  return { store, kept };
};

/** A message that a person wrote to the bot, as its event. */
export const wroteEvent = (id: string, at: number, change: { app?: string; text?: string } = {}) => ({
  schema: '2.0',
  header: {
    event_id: `e-${id}`,
    event_type: 'im.message.receive_v1',
    create_time: String(at),
    app_id: change.app ?? appId,
  },
  event: {
    sender: { sender_id: { open_id: 'ou_li' }, sender_type: 'user' },
    message: {
      message_id: `om_${id}`,
      chat_id: 'oc_direct',
      chat_type: 'p2p',
      message_type: 'text',
      content: JSON.stringify({ text: change.text ?? id }),
      create_time: String(at),
    },
  },
});

/** A listener with a server and a clock that a test moves. `say` is asked for each answer about the address. */
export const listeningTo = (
  change: { say?: (asked: number) => Said; share?: boolean; earlier?: Earlier; deps?: Partial<ListenerDeps> } = {},
) => {
  const clock = createVirtualClock();
  const began = clock.now();
  const lines: Line[] = [];
  const asked: { at: number; body: unknown; url: string }[] = [];
  const news: Listening[] = [];
  const { store, kept } = memoryHeard();
  const heard: KeptHeard[] = [];
  /** Connections that the server counts beside those of this listener. */
  const server = { others: 0, counts: 0, countable: true, online: true, mark: 'eth0', ponging: true };
  const live = () => lines.filter((line) => !line.closed && line.came.length > 0).length;
  const address = (config?: unknown) => ({
    code: 0,
    msg: '',
    data: { URL: 'wss://msg-frontier.feishu.test/ws/v2?service_id=7&ticket=secret', ClientConfig: config },
  });

  const deps: ListenerDeps = {
    workspaceId: WorkspaceId.parse('ws_a'),
    baseUrl: 'https://open.feishu.test',
    appId,
    secret: async () => 's3cret',
    clock,
    random: () => 0.5,
    fetch: async (url, init) => {
      asked.push({ at: clock.now() - began, url, body: JSON.parse(String(init.body)) });
      const said =
        change.say?.(asked.length) ?? address({ PingInterval: 120, ReconnectNonce: 30, ReconnectInterval: 120 });
      if (said === 'silence') return new Promise<Response>(() => undefined);
      if (said === 'broken') throw new Error('net::ERR_NAME_NOT_RESOLVED');
      return new Response(typeof said === 'string' ? said : JSON.stringify(said));
    },
    openSocket: (url, listener: SocketListener) => {
      const end = () => {
        line.closed = true;
      };
      const line: Line = {
        url,
        openedAt: clock.now() - began,
        came: [],
        closed: false,
        accept: () => listener.opened(),
        refuse: ({ status, handshake, authError }) =>
          listener.ended({
            refusal: { status, handshake: handshake ?? null, authError: authError ?? null },
            breakage: null,
          }),
        drop: () => {
          if (line.closed) return;
          end();
          listener.ended({ refusal: null, breakage: null });
        },
        raw: (bytes) => {
          if (!line.closed) listener.message(bytes);
        },
        say: (frame) => line.raw(encodeFrame(frameOf(frame))),
        event: (body, headers = {}) =>
          line.say({
            json: body,
            headers: Object.entries({
              type: 'event',
              message_id: `m-${Math.random()}`,
              sum: '1',
              seq: '0',
              ...headers,
            }),
          }),
      };
      lines.push(line);
      return {
        send: (bytes) => {
          const frame = decodeFrame(bytes);
          if (!frame || line.closed) return;
          line.came.push(frame);
          if (server.ponging && headerOf(frame, 'type') === 'ping')
            line.say({ method: 0, headers: [['type', 'pong']] });
        },
        close: end,
      };
    },
    store,
    countListeners: async () => {
      server.counts += 1;
      if (!server.countable)
        return {
          ok: false,
          failure: {
            stage: 'rejected',
            problem: { code: 99991201, advice: 'wrong-endpoint', params: {}, logId: null },
            passing: false,
            retryAfterMs: null,
            namedIds: [],
          },
        };
      return { ok: true, value: server.others + live(), logId: null };
    },
    owner: () => ({ appId, botId: 'ou_bot' }),
    isOnline: () => server.online,
    networkMark: () => server.mark,
    onChanged: (listening) => news.push(listening),
    onEnded: () => undefined,
    onHeard: (_, rows) => heard.push(...rows),
    report: () => undefined,
    ...change.deps,
  };
  const listener = new Listener(deps, change.share ?? false, change.earlier ?? { endedAt: null, lastEventAt: null });
  return {
    listener,
    clock,
    server,
    lines,
    asked,
    news,
    store,
    kept,
    heard,
    address,
    now: () => clock.now(),
    line: () => {
      const line = lines.at(-1);
      if (!line) throw new Error('no socket was opened');
      return line;
    },
    state: () => listener.listening.state,
    /** Answers about events that the listener sent over a line. */
    answers: (line: Line) =>
      line.came
        .filter(({ method }) => method === 1)
        .map((frame) => ({ ...frame, json: JSON.parse(utf8.decode.decode(frame.payload ?? undefined)) })),
    pings: (line: Line) => line.came.filter((frame) => headerOf(frame, 'type') === 'ping').length,
    /** Starts listening and lets the first connection open. */
    open: async () => {
      const over = listener.run();
      await clock.settle();
      await clock.advance(0);
      lines.at(-1)?.accept();
      await clock.settle();
      return { over };
    },
  };
};
