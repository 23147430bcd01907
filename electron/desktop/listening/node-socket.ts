import { createHash, randomBytes } from 'node:crypto';
import type { Socket as Stream } from 'node:net';
import { classifyTransportError } from '../../core/feishu/client/classify-transport-error';
import type { OpenSocket, SocketEnd } from '../../core/feishu/listen/socket';
import { largestFrame } from '../../core/feishu/listen/wire/frame';
import type { ProxyWay } from '../network/proxies';
import { dial } from './dial';
import { clientFrame, FrameReader } from './web-socket-frames';

/** Longest head of a server's answer to the upgrade (bytes). */
const longestHead = 16_384;
/** Added to the key of a request, so that an answer proves to come from a WebSocket server (RFC 6455, 1.3). */
const guid = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

const closed: SocketEnd = { refusal: null, breakage: null };

const requestOf = (url: URL, key: string): string =>
  [
    `GET ${url.pathname}${url.search} HTTP/1.1`,
    `Host: ${url.host}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Key: ${key}`,
    'Sec-WebSocket-Version: 13',
    '\r\n',
  ].join('\r\n');

interface Answer {
  status: number;
  headers: ReadonlyMap<string, string>;
}

const readHead = (head: string): Answer => {
  const [first = '', ...lines] = head.split('\r\n');
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const;
  });
  return { status: Number(/^HTTP\/1\.[01] (\d{3})/.exec(first)?.[1] ?? 0), headers: new Map(headers) };
};

const numberIn = (text: string | undefined): number | null => (text && /^\d{1,12}$/.test(text) ? Number(text) : null);

/** Tells whether the answer accepts the upgrade; otherwise how it was refused. */
const refusalOf = ({ status, headers }: Answer, key: string): SocketEnd['refusal'] => {
  const accept = createHash('sha1')
    .update(key + guid)
    .digest('base64');
  const isUpgrade = headers.get('upgrade')?.toLowerCase() === 'websocket';
  if (status === 101 && isUpgrade && headers.get('sec-websocket-accept') === accept) return null;
  return {
    status,
    handshake: numberIn(headers.get('handshake-status')),
    authError: numberIn(headers.get('handshake-autherrcode')),
  };
};

/**
 * Opens WebSockets by Node alone, for runtimes whose network stack has none (Electron before 45): the same proxies, found by
 * `wayTo`, but the certificates that Node knows. No extension is asked for, so nothing unpacks to more than it weighs.
 */
export const createNodeSocket =
  (wayTo: (url: string) => Promise<ProxyWay>): OpenSocket =>
  (address, listener) => {
    const url = new URL(address);
    const over = new AbortController();
    let stream: Stream | null = null;
    let isOpen = false;

    const write = (kind: 'binary' | 'pong' | 'close', bytes: Uint8Array) => {
      if (isOpen && stream?.writable) stream.write(clientFrame(kind, bytes, randomBytes(4)));
    };
    const leave = () => {
      over.abort();
      stream?.destroy();
    };
    const end = (how: SocketEnd) => {
      if (over.signal.aborted) return;
      leave();
      listener.ended(how);
    };

    const reader = new FrameReader(largestFrame);
    const take = (bytes: Uint8Array) => {
      for (const received of reader.read(bytes)) {
        if (over.signal.aborted) return;
        if (received.kind === 'message') listener.message(received.bytes);
        else if (received.kind === 'ping') write('pong', received.bytes);
        else end(closed);
      }
    };

    const upgrade = (opened: Stream) => {
      stream = opened;
      const key = randomBytes(16).toString('base64');
      let head = Buffer.alloc(0);
      opened.setNoDelay(true);
      opened.on('data', (bytes: Buffer) => {
        if (isOpen) return take(bytes);
        head = Buffer.concat([head, bytes]);
        const at = head.indexOf('\r\n\r\n');
        if (at < 0)
          return head.length > longestHead ? end({ ...closed, refusal: refusalOf(readHead(''), key) }) : undefined;
        const refusal = refusalOf(readHead(head.subarray(0, at).toString('latin1')), key);
        if (refusal) return end({ ...closed, refusal });
        isOpen = true;
        listener.opened();
        take(head.subarray(at + 4));
      });
      opened.on('error', (error) => end({ ...closed, breakage: classifyTransportError(error) }));
      opened.on('close', () => end(closed));
      opened.write(requestOf(url, key));
    };

    void (async () => {
      try {
        const opened = await dial(url, await wayTo(address), over.signal);
        if (over.signal.aborted) opened.destroy();
        else upgrade(opened);
      } catch (error) {
        end({ ...closed, breakage: classifyTransportError(error) });
      }
    })();
    return {
      send: (bytes) => write('binary', bytes),
      close: () => {
        write('close', Uint8Array.of(0x03, 0xe8));
        leave();
      },
    };
  };
