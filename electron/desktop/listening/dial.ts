import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import { connect as connectPlainly } from 'node:net';
import { connect as connectSafely } from 'node:tls';
import { ThroughProxy } from '../../core/feishu/client/classify-transport-error';
import type { ProxyWay } from '../network/proxies';

/** Errors of a proxy that will not lead there, by the names that Chromium gives them: one table classifies both. */
const refusals = { login: 'net::ERR_PROXY_AUTH_UNSUPPORTED', other: 'net::ERR_TUNNEL_CONNECTION_FAILED' } as const;

const portOf = (url: URL): number => Number(url.port) || (url.protocol === 'wss:' ? 443 : 80);
/** A host as sockets take it: an address of IPv6 without its brackets. */
const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

/** Asks a proxy for a way to an address; rejects with a `ThroughProxy`. */
const tunnel = (url: URL, way: Exclude<ProxyWay, null>, signal: AbortSignal): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const fail = (cause: unknown) => reject(new ThroughProxy(way.named, cause));
    const place = `${url.hostname}:${portOf(url)}`;
    const { login } = way;
    const basic = login && Buffer.from(`${login.name}:${login.password}`).toString('base64');
    if (way.kind === 'other') return fail(new Error(refusals.other));
    const asking = (way.kind === 'https' ? httpsRequest : httpRequest)({
      host: way.host,
      port: way.port,
      method: 'CONNECT',
      path: place,
      agent: false,
      signal,
      headers: { host: place, ...(basic ? { 'proxy-authorization': `Basic ${basic}` } : {}) },
    });
    asking.on('connect', ({ statusCode }, socket, head) => {
      if (statusCode === 200 && head.length === 0) return resolve(socket);
      socket.destroy();
      fail(new Error(statusCode === 407 ? refusals.login : refusals.other));
    });
    // An answer without a tunnel.
    asking.on('response', (response) => {
      response.destroy();
      fail(new Error(response.statusCode === 407 ? refusals.login : refusals.other));
    });
    asking.on('error', () => fail(new Error(refusals.other)));
    asking.end();
  });

/** Waits for a socket's event that means open, or for its error. */
const opened = <Opened extends Socket>(socket: Opened, event: 'connect' | 'secureConnect', signal: AbortSignal) =>
  new Promise<Opened>((resolve, reject) => {
    const leave = () => socket.destroy(new Error('aborted'));
    signal.addEventListener('abort', leave, { once: true });
    const over = () => signal.removeEventListener('abort', leave);
    socket.once('error', (error) => {
      over();
      reject(error);
    });
    socket.once(event, () => {
      over();
      resolve(socket);
    });
  });

/**
 * Opens a connection to the host of a `wss:` or `ws:` address, through a proxy if there is one. Rejects with the error of
 * Node, or with a `ThroughProxy`.
 */
export const dial = async (url: URL, way: ProxyWay, signal: AbortSignal): Promise<Socket> => {
  const target = { host: hostOf(url), port: portOf(url) };
  const safe = url.protocol === 'wss:';
  // An address has no name to be shown in the handshake.
  const servername = /[a-z]/i.test(target.host) && !target.host.includes(':') ? target.host : '';
  if (way === null) {
    const socket = safe ? connectSafely({ ...target, servername }) : connectPlainly(target);
    return opened(socket, safe ? 'secureConnect' : 'connect', signal);
  }
  const socket = await tunnel(url, way, signal);
  return safe ? opened(connectSafely({ socket, servername }), 'secureConnect', signal) : socket;
};
