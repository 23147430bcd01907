import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket as Stream } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { until } from '../../../test/support/clock/until';
import { silentHost } from '../../../test/support/listening-server';
import type { SocketEnd } from '../../core/feishu/listen/socket';
import { largestFrame } from '../../core/feishu/listen/wire/frame';
import type { ProxyWay } from '../network/proxies';
import { createNodeSocket } from './node-socket';

const opened: Server[] = [];
const streams = new Set<Stream>();
afterEach(() => {
  for (const stream of streams) stream.destroy();
  for (const server of opened.splice(0)) server.close();
});
const listen = async (server: Server): Promise<number> => {
  opened.push(server);
  server.on('connection', (stream) => streams.add(stream));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

/** A server's frame, unmasked. */
const frame = (first: number, payload: Uint8Array) => {
  const head =
    payload.length < 126
      ? [first, payload.length]
      : [first, 127, ...Buffer.from(payload.length.toString(16).padStart(16, '0'), 'hex')];
  return Buffer.from([...head, ...payload]);
};

/** A WebSocket server that keeps what came, and says what a test wants it to. */
const aServer = async (refusal: readonly string[] | null = null) => {
  const came: Buffer[] = [];
  const requests: { url: string; headers: NodeJS.Dict<string | string[]> }[] = [];
  const lines: Stream[] = [];
  const server = createServer();
  server.on('upgrade', ({ url = '', headers }, stream: Stream) => {
    requests.push({ url, headers });
    const accept = createHash('sha1')
      .update(`${headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
      .digest('base64');
    const yes = [
      'HTTP/1.1 101 Switching Protocols',
      'Upgrade: websocket',
      'Connection: Upgrade',
      `Sec-WebSocket-Accept: ${accept}`,
    ];
    stream.write(`${(refusal ?? yes).join('\r\n')}\r\n\r\n`);
    stream.on('data', (bytes: Buffer) => came.push(bytes));
    stream.on('error', () => undefined);
    lines.push(stream);
  });
  const port = await listen(server);
  return { url: `ws://127.0.0.1:${port}/ws/v2?service_id=7`, port, came, requests, line: () => lines[0]!, lines };
};

const open = (url: string, way: ProxyWay = null) => {
  const heard: Uint8Array[] = [];
  const ends: SocketEnd[] = [];
  const state = { opened: 0 };
  const socket = createNodeSocket(async () => way)(url, {
    opened: () => {
      state.opened += 1;
    },
    message: (bytes) => heard.push(bytes),
    ended: (end) => ends.push(end),
  });
  return {
    socket,
    heard,
    ends,
    isOpen: () => until('the line moves', () => state.opened === 1),
    over: () => until('the line moves', () => ends.length === 1),
    state,
  };
};
/** The payload of a client's only frame, which must be masked. */
const unmasked = (bytes: Buffer) => {
  expect(bytes[1]! & 0x80).toBe(0x80);
  const mask = bytes.subarray(2, 6);
  return Buffer.from(bytes.subarray(6).map((byte, at) => byte ^ mask[at % 4]!));
};

describe('a socket', () => {
  it('asks for the address with its ticket, sends masked, and hears whole messages however they are cut', async () => {
    const server = await aServer();
    const { socket, heard, isOpen } = open(server.url);
    await isOpen();
    const [request] = server.requests;
    expect([request?.url, request?.headers.origin, request?.headers.cookie]).toEqual([
      '/ws/v2?service_id=7',
      undefined,
      undefined,
    ]);
    socket.send(Uint8Array.of(1, 2, 3));
    await until('the line moves', () => server.came.length === 1);
    expect([...unmasked(server.came[0]!)]).toEqual([1, 2, 3]);
    const bytes = Buffer.concat([
      frame(0x82, Uint8Array.of(9)),
      frame(0x81, Buffer.from('text is passed over')),
      frame(0x02, Uint8Array.of(1)),
      frame(0x89, Buffer.from('hi')),
      frame(0x80, Uint8Array.of(2)),
      frame(0x82, new Uint8Array(300_000).fill(7)),
    ]);
    for (let at = 0; at < bytes.length; at += 99_991) server.line().write(bytes.subarray(at, at + 99_991));
    await until('the line moves', () => heard.length === 3);
    expect(heard.map(({ length }) => length)).toEqual([1, 2, 300_000]);
    await until('the line moves', () => server.came.length === 2);
    expect(unmasked(server.came[1]!).toString()).toBe('hi');
  });

  it('is closed at once, and hears nothing more', async () => {
    const server = await aServer();
    const { socket, ends, isOpen } = open(server.url);
    await isOpen();
    const gone = new Promise((resolve) => server.line().once('end', resolve));
    socket.close();
    await gone;
    expect(ends).toEqual([]);
  });

  it('ends when the server closes it, goes, or breaks the rules', async () => {
    const bad = [
      frame(0x88, Uint8Array.of(3, 232)),
      frame(0x82, new Uint8Array(0)).fill(0x82, 1),
      Buffer.from([0xc2, 0]),
      Buffer.from([0x80, 0]),
      Buffer.from([0x83, 0]),
      Buffer.from([0x09, 0]),
      Buffer.from([0x82, 127, 0, 0, 0, 0, ...Buffer.from((largestFrame + 1).toString(16).padStart(8, '0'), 'hex')]),
    ];
    for (const bytes of bad) {
      const server = await aServer();
      const { isOpen, over, ends } = open(server.url);
      await isOpen();
      server.line().write(bytes);
      await over();
      expect(ends).toEqual([{ refusal: null, breakage: null }]);
    }
    const server = await aServer();
    const { isOpen, over } = open(server.url);
    await isOpen();
    server.line().destroy();
    await over();
  });

  it('tells why the upgrade was refused', async () => {
    const server = await aServer([
      'HTTP/1.1 200 OK',
      'Handshake-Status: 514',
      'Handshake-Msg: no',
      'Handshake-Autherrcode: 1000040350',
    ]);
    const { over, ends, state } = open(server.url);
    await over();
    expect([ends[0]?.refusal, state.opened]).toEqual([{ status: 200, handshake: 514, authError: 1000040350 }, 0]);
    const liar = await aServer(['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Sec-WebSocket-Accept: x']);
    const second = open(liar.url);
    await second.over();
    expect(second.ends[0]?.refusal?.status).toBe(101);
  });

  it('tells what broke before it was open', async () => {
    const refused = open(`ws://${silentHost}`);
    await refused.over();
    expect(refused.ends[0]?.breakage?.advice).toBe('unreachable-host');
    const plain = await aServer();
    const unsafe = open(plain.url.replace('ws:', 'wss:'));
    await unsafe.over();
    expect(unsafe.ends[0]?.breakage?.advice).toBe('tls');
  });
});

describe('through a proxy', () => {
  /** A proxy that asks for a name and a password, or leads nowhere. */
  const aProxy = async () => {
    const asked: { place: string | undefined; login: string | undefined }[] = [];
    const server = createServer();
    server.on('connect', (request, stream: Stream) => {
      asked.push({ place: request.url, login: request.headers['proxy-authorization'] });
      if (!request.headers['proxy-authorization'])
        return stream.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      const [host, port] = (request.url ?? '').split(':');
      const target = connect(Number(port), host, () => {
        stream.write('HTTP/1.1 200 Connection established\r\n\r\n');
        stream.pipe(target).pipe(stream);
      });
      streams.add(target);
      target.on('error', () => stream.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'));
      stream.on('error', () => target.destroy());
    });
    return { port: await listen(server), asked };
  };
  const way = (port: number, login: { name: string; password: string } | null): ProxyWay => ({
    kind: 'http',
    host: '127.0.0.1',
    port,
    login,
    named: 'proxy:3128 (https_proxy)',
  });

  it('goes by a tunnel, with the name and the password that it asks for', async () => {
    const [server, proxy] = [await aServer(), await aProxy()];
    const { isOpen, heard } = open(server.url, way(proxy.port, { name: 'li', password: 's:3' }));
    await isOpen();
    expect(proxy.asked).toEqual([
      { place: `127.0.0.1:${server.port}`, login: `Basic ${Buffer.from('li:s:3').toString('base64')}` },
    ]);
    server.line().write(frame(0x82, Uint8Array.of(1)));
    await until('the line moves', () => heard.length === 1);
  });

  it('names the proxy that refuses, leads nowhere, or is not there; nothing goes around it', async () => {
    const [server, proxy] = [await aServer(), await aProxy()];
    const breakages = async (url: string, by: ProxyWay) => {
      const { over, ends } = open(url, by);
      await over();
      return ends[0]?.breakage;
    };
    const unreachable = { stage: 'not-sent', advice: 'unreachable-proxy', proxy: 'proxy:3128 (https_proxy)' };
    expect(await breakages(server.url, way(proxy.port, null))).toEqual(unreachable);
    expect(await breakages('ws://127.0.0.1:1/', way(proxy.port, { name: 'a', password: 'b' }))).toEqual(unreachable);
    expect(await breakages(server.url, way(1, null))).toEqual(unreachable);
    expect(
      await breakages(server.url, {
        kind: 'other',
        host: 'socks',
        port: 1080,
        login: null,
        named: 'proxy:3128 (https_proxy)',
      }),
    ).toEqual(unreachable);
    expect(server.requests).toEqual([]);
  });
});
