import { createServer, type Server } from 'node:http';

const loopbackHost = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i;

/**
 * True for requests that a program on this computer makes, or a person by typing the address. Refused: a name re-bound
 * to 127.0.0.1 (its pages send their own Host), pages that write (they send an Origin), and pages that load an address
 * as a picture or script (they send no Origin, but Sec-Fetch-Site; Electron's own fetch says `none`).
 */
export const isLocalProgram = (headers: Headers): boolean =>
  loopbackHost.test(headers.get('host') ?? '') &&
  headers.get('origin') === null &&
  ['none', null].includes(headers.get('sec-fetch-site'));

/**
 * Node would close an idle connection after 5 s, just when a client may be using it again, which real gateways do much
 * later; and it would wake twice a minute to look for slow clients, of which a loopback server has none.
 */
const options = {
  keepAliveTimeout: 75_000,
  requestTimeout: 0,
  headersTimeout: 0,
  connectionsCheckingInterval: 86_400_000,
};

/** A server that listens to nobody and answers nothing yet. */
export const createHttp = (): Server => createServer(options);

/** Lets it listen on 127.0.0.1. Fails like any server when the port is taken; 0: a free one. */
export const listen = async (http: Server, port: number): Promise<void> => {
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, '127.0.0.1', resolve);
  });
};
