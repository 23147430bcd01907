import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { getRequestListener } from '@hono/node-server';
import type { Config } from '../config/config';

/** Limits of one connection: times in ms, and the number of connections. */
const limits = { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 75_000 } as const;
const mostConnections = 2_000;

export interface Listening {
  url: string;
  /** Takes no new connection, and ends those that are open. */
  close(): Promise<void>;
}

/** Listens for requests, over TLS if the configuration names a certificate. Rejects with the system's error. */
export const listen = (
  { host, port, tls }: Config['listen'],
  fetch: (request: Request) => Response | Promise<Response>,
): Promise<Listening> =>
  new Promise((resolve, reject) => {
    const listener = getRequestListener(fetch, { overrideGlobalObjects: false });
    const files = typeof tls === 'object' && tls !== null ? tls : null;
    const server: Server = files
      ? createTlsServer(
          { ...limits, minVersion: 'TLSv1.2', cert: readFileSync(files.cert), key: readFileSync(files.key) },
          listener,
        )
      : createServer(limits, listener);
    server.maxConnections = mostConnections;
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      const at = typeof address === 'object' && address !== null ? address.port : port;
      resolve({
        url: `${files ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${at}`,
        close: () =>
          new Promise((end) => {
            server.close(() => end());
            server.closeAllConnections();
          }),
      });
    });
  });
