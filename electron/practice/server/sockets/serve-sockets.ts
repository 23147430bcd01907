import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Line } from '../../socket/lines';
import { acceptOf, createPeer } from '../../socket/web-socket';
import { isLoopbackHost } from '../loopback';
import type { PracticeServer } from '../practice-server';
import { admit, socketPath } from './admit-socket';

const refuse = (socket: Duplex, status: number, headers: readonly string[] = []): void => {
  socket.end([`HTTP/1.1 ${status} Refused`, ...headers, 'Connection: close', 'Content-Length: 0', '', ''].join('\r\n'));
};

const asksForWebSocket = ({ method, headers }: IncomingMessage): boolean =>
  method === 'GET' &&
  headers.upgrade?.toLowerCase() === 'websocket' &&
  /\bupgrade\b/i.test(headers.connection ?? '') &&
  headers['sec-websocket-version'] === '13' &&
  /^[A-Za-z0-9+/]{22}==$/.test(headers['sec-websocket-key'] ?? '') &&
  headers['sec-websocket-protocol'] === undefined;

/**
 * Takes the upgrades of an HTTP server (feishu-api 6.2). Only the holder of a ticket gets in, and unless practice was told to mind
 * it, whatever the `Origin`: no page knows a ticket.
 */
export const serveSockets = (http: Server, server: PracticeServer): void => {
  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => undefined);
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (!isLoopbackHost(request.headers.host)) return refuse(socket, 403);
    if (url.pathname !== socketPath || !asksForWebSocket(request)) return refuse(socket, 400);
    const admitted = admit(server, url.searchParams, request.headers.origin !== undefined);
    if ('refusal' in admitted) {
      const { status, handshake, authError } = admitted.refusal;
      return refuse(socket, status, [
        `Handshake-Status: ${handshake}`,
        'Handshake-Msg: refused',
        ...(authError === null ? [] : [`Handshake-Autherrcode: ${authError}`]),
      ]);
    }
    socket.write(
      [
        'HTTP/1.1 101 Switching Protocols',
        'Upgrade: websocket',
        'Connection: Upgrade',
        `Sec-WebSocket-Accept: ${acceptOf(String(request.headers['sec-websocket-key']))}`,
        '',
        '',
      ].join('\r\n'),
    );
    let line: Line | null = null;
    const plug = createPeer(socket, {
      message: (bytes) => line?.receive(bytes),
      gone: () => line?.gone(),
    });
    line = admitted.attach(plug);
    if (head.length > 0) socket.unshift(head);
  });
};
