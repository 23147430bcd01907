import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Server, Socket } from 'node:net';
import { afterAll, beforeAll, onTestFinished } from 'vitest';

export interface ListeningServer {
  readonly port: number;
  /** `http://127.0.0.1:<port>`, without a trailing slash. */
  readonly url: string;
  /** Stops listening and cuts all connections. */
  close(): Promise<void>;
}

/**
 * An address at which no server listens, whatever runs beside the test: systems give away no port as low as this by themselves,
 * while that of a server which has just closed may be another one's at once. Chromium does not refuse it as unsafe.
 */
export const silentHost = '127.0.0.1:2';

const listen = async (server: Server): Promise<ListeningServer> => {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    const closed = new Promise<void>((done) => server.close(() => done()));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return { port, url: `http://127.0.0.1:${port}`, close };
};

/** Makes a server listen on a free port for the running test. */
export const listeningServer = async (server: Server): Promise<ListeningServer> => {
  const listening = await listen(server);
  onTestFinished(listening.close);
  return listening;
};

/** Web server of the running test. */
export const webServer = (answer: RequestListener): Promise<ListeningServer> => listeningServer(createServer(answer));

export interface CountingServer extends Pick<ListeningServer, 'url'> {
  /** Number of its exchanges that have neither been answered whole nor cut. */
  open(): number;
}

/** Counts the exchanges of a server. */
const counted = (answer: RequestListener): { listener: RequestListener; open: () => number } => {
  let open = 0;
  const listener: RequestListener = (request, response) => {
    open += 1;
    response.once('close', () => {
      open -= 1;
    });
    answer(request, response);
  };
  return { listener, open: () => open };
};

/** A web server of the running test that counts its exchanges. */
export const countingServer = async (answer: RequestListener): Promise<CountingServer> => {
  const { listener, open } = counted(answer);
  return { url: (await webServer(listener)).url, open };
};

/** Web server of all tests of a file or of a `describe`, called at its top. It has its address when the next `beforeAll` runs. */
export const sharedWebServer = (answer: RequestListener): Pick<ListeningServer, 'url'> => {
  let listening: ListeningServer | null = null;
  beforeAll(async () => {
    listening = await listen(createServer(answer));
  });
  afterAll(() => listening?.close());
  return {
    get url() {
      return listening?.url ?? '';
    },
  };
};

/** The same as `sharedWebServer`, and counts its exchanges. */
export const sharedCountingServer = (answer: RequestListener): CountingServer => {
  const { listener, open } = counted(answer);
  const server = sharedWebServer(listener);
  return {
    get url() {
      return server.url;
    },
    open,
  };
};
