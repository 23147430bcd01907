import { ok } from '../../../electron/contract/advice/problem';
import { AppId } from '../../../electron/contract/model/ids';
import type { Workspace } from '../../../electron/contract/model/workspace';
import type { Engine } from '../../../electron/core/buzz/engine/engine';
import type { Directory } from '../../../electron/core/directory/directory';
import type { HeardStore } from '../../../electron/core/feishu/listen/heard-store';
import type { OpenSocket, SocketListener } from '../../../electron/core/feishu/listen/socket';
import { decodeFrame, encodeFrame, headerOf } from '../../../electron/core/feishu/listen/wire/frame';
import type { Clock } from '../../../electron/core/ports/clock';
import { createListenTo, type ListenToDeps } from '../../../electron/desktop/listening/listen-to';
import { until } from '../clock/until';
import { workspaceId } from '../samples';

const appId = AppId.parse('cli_a1b2c3d4e5f60718');
const workspace: Workspace = { id: workspaceId, name: '订单', brand: 'feishu', baseUrl: '', appId };

/** An event as the server keeps it until it is taken. */
export interface Pushed {
  id: string;
  body: object;
  /** It was answered with 200. */
  taken: boolean;
}

export const eventOf = (id: string, type: string, at: number, event: object): Pushed => ({
  id,
  body: { schema: '2.0', header: { event_id: id, event_type: type, create_time: String(at), app_id: appId }, event },
  taken: false,
});

/** That a person has read a message. */
export const readOf = (id: string, reader: string, messageId: string, at: number): Pushed =>
  eventOf(id, 'im.message.message_read_v1', at, {
    reader: { reader_id: { open_id: reader }, read_time: String(at) },
    message_id_list: [messageId],
  });

/** The program's own listener, with a server in its place that pushes what a test wants; `dead`: the program was killed. */
export const listenOver = async (parts: {
  heard: HeardStore;
  desk: { engine: Engine; directory: Directory };
  clock: Clock;
  random: () => number;
  dead?: () => boolean;
}) => {
  const { heard, desk, clock, random, dead = () => false } = parts;
  const opened: SocketListener[] = [];
  const pushed = new Map<string, Pushed>();
  const address = { code: 0, data: { URL: 'wss://a.test/?service_id=7', ClientConfig: {} } };
  const openSocket: OpenSocket = (_, line) => {
    opened.push(line);
    queueMicrotask(() => line.opened());
    const send = (bytes: Uint8Array) => {
      const frame = decodeFrame(bytes);
      const event = frame && pushed.get(headerOf(frame, 'message_id') ?? '');
      if (dead() || !event) return;
      event.taken ||= JSON.parse(new TextDecoder().decode(frame.payload ?? undefined)).code === 200;
    };
    return { send, close: () => undefined };
  };
  const count = async () => ({ ok: true, value: opened.length, logId: null });
  const listener = await createListenTo({
    heard,
    engine: desk.engine,
    inbox: { hear: async () => undefined },
    open: {
      feishu: () => ok({ readBot: async () => ({ ok: false }), readListeners: count }),
      directory: () => ok(desk.directory),
    } as unknown as ListenToDeps['open'],
    readSecret: async () => 's3cret',
    network: () => ({ fetch: async () => new Response(JSON.stringify(address)), openSocket }),
    isOnline: () => true,
    networkMark: () => '',
    clock,
    random,
    report: (reason) => {
      throw reason;
    },
  })(workspace, false, () => undefined);
  const [line] = await until('it is connected', () => opened.length > 0 && opened);
  await new Promise(setImmediate);
  const push = (event: Pushed) => {
    pushed.set(event.id, event);
    const headers = Object.entries({ type: 'event', message_id: event.id, sum: '1', seq: '0' });
    const payload = new TextEncoder().encode(JSON.stringify(event.body));
    const rest = { payloadEncoding: null, payloadType: null, logIdNew: null };
    line?.message(encodeFrame({ seqId: 1n, logId: 2n, service: 7, method: 1, headers, payload, ...rest }));
  };
  return { push, listener };
};
