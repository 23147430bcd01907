import type { AddressInfo, Server } from 'node:net';

const loopbackHost = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i;

/** True for a Host that names this computer, and no name that was re-bound to it. */
export const isLoopbackHost = (host: string | null | undefined): boolean => loopbackHost.test(host ?? '');

/**
 * Accepts requests of a program on this computer, or of a person who types the address. Refuses a name re-bound to
 * 127.0.0.1 (its pages send their own Host), pages that write (they send an Origin), and pages that load an address as
 * a picture or script (they send no Origin, but Sec-Fetch-Site; Electron's own fetch says `none`).
 */
export const isLocalProgram = (headers: Headers): boolean =>
  isLoopbackHost(headers.get('host')) &&
  headers.get('origin') === null &&
  ['none', null].includes(headers.get('sec-fetch-site'));

/** Address of a server on this computer that a request came to; null for another Host. */
export const loopbackOrigin = ({ headers }: Request): string | null => {
  const host = headers.get('host') ?? '';
  return loopbackHost.test(host) ? `http://${host}` : null;
};

/** Listens on 127.0.0.1 and gives the port; 0 asks for a free one. Rejects like any server when the port is taken. */
export const listen = async (server: Server, port: number): Promise<number> => {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
};
