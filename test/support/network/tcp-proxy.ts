import { connect, createServer, type NetConnectOpts, type Socket } from 'node:net';

/** A network between a client and a server on this computer, which fails as a test tells it to. */
export interface TcpProxy {
  /** Where the client connects, on 127.0.0.1. */
  port: number;
  /** Number of connections that are open on the client's side. */
  readonly open: number;
  /** Number of requests whose answers were lost. */
  readonly lost: number;
  /** Resets every connection. New ones pass. */
  cut(): void;
  /** Lets nothing through in either direction, on new connections too. What was held arrives with `mend`. */
  stall(): void;
  /** Ends the server's sides alone: its clients hear nothing more of these connections, not even that. New ones pass. */
  halfOpen(): void;
  /** Lets so many requests that hold this text be carried out, and resets their connections instead of answering. */
  loseAnswers(to: string, times: number): void;
  /** Lets everything through from now on. Half-open connections stay as they are. */
  mend(): void;
  close(): void;
}

interface Link {
  client: Socket;
  server: Socket;
  /** The client's side is left alone: the server has ended its own. */
  half: boolean;
  /** The next answer is lost. */
  losing: boolean;
}

/** Opens a way to the server at this address. Everything passes until it is told otherwise. */
export const tcpProxy = async (server: NetConnectOpts): Promise<TcpProxy> => {
  const links = new Set<Link>();
  let stalled = false;
  let losing = { text: Buffer.alloc(0), times: 0 };
  let lost = 0;

  const accept = (client: Socket): void => {
    const link: Link = { client, server: connect({ ...server, allowHalfOpen: true }), half: false, losing: false };
    links.add(link);
    client.on('data', (bytes) => {
      if (link.half) return;
      if (losing.times > 0 && bytes.includes(losing.text)) {
        losing.times -= 1;
        link.losing = true;
      }
      link.server.write(bytes);
    });
    link.server.on('data', (bytes) => {
      if (!link.losing) {
        client.write(bytes);
        return;
      }
      lost += 1;
      client.resetAndDestroy();
    });
    client.on('end', () => link.server.end());
    link.server.on('end', () => void (link.half || client.end()));
    for (const side of [client, link.server]) side.on('error', () => undefined);
    client.on('close', () => {
      links.delete(link);
      link.server.destroy();
    });
    link.server.on('close', () => void (link.half || client.destroy()));
    if (stalled) hold(link);
  };
  const hold = ({ client, server: other }: Link): void => {
    client.pause();
    other.pause();
  };

  const listener = createServer({ allowHalfOpen: true, noDelay: true }, accept);
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject);
    listener.listen(0, '127.0.0.1', resolve);
  });
  const address = listener.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return {
    port: address.port,
    get open() {
      return links.size;
    },
    get lost() {
      return lost;
    },
    cut: () => {
      for (const { client } of links) client.resetAndDestroy();
    },
    stall: () => {
      stalled = true;
      for (const link of links) hold(link);
    },
    halfOpen: () => {
      for (const link of links) {
        link.half = true;
        link.server.destroy();
      }
    },
    loseAnswers: (text, times) => {
      losing = { text: Buffer.from(text), times };
    },
    mend: () => {
      stalled = false;
      for (const { client, server: other } of links) {
        client.resume();
        other.resume();
      }
    },
    close: () => {
      listener.close();
      for (const { client } of links) client.destroy();
    },
  };
};
