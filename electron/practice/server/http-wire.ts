import { ServerResponse } from 'node:http';
import type { Http2Bindings, HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { halvesOf, pause, type Wire } from './wire';

/** A call that came over HTTP. */
export const httpWire = ({ incoming, outgoing }: HttpBindings | Http2Bindings): Wire => {
  if (!(outgoing instanceof ServerResponse)) throw new Error('Practice speaks HTTP/1.1 only');
  const drop = (): Response => {
    outgoing.socket?.destroy();
    return RESPONSE_ALREADY_SENT;
  };
  return {
    connection: incoming.socket,
    drop,
    sendInHalves: async ({ status, headers, text }, how) => {
      const [first, second] = halvesOf(text);
      outgoing.writeHead(status, { ...headers, 'Content-Length': first.length + second.length });
      await new Promise<void>((resolve) => outgoing.write(first, () => resolve()));
      if (how.cut) return drop();
      await pause(how.ms, how.closing);
      outgoing.end(second);
      return RESPONSE_ALREADY_SENT;
    },
  };
};
