import { createServer, type Socket } from 'node:net';
import { listen } from './server/loopback';
import type { Practice } from './start-practice';
import { defaultAppId } from './world/defaults';

/** A practice Feishu that listens, but is not built yet. */
export type OpenPractice = Pick<Practice, 'baseUrl' | 'appId' | 'close'> & {
  /** A new secret for each run. */
  appSecret(): Promise<string>;
};

/**
 * Listens at once, and becomes a practice Feishu with the first connection: its code and Node's HTTP server take longer
 * to load than everything else the program starts with, and a person with a real workspace may never need them.
 */
export const openPractice = async (): Promise<OpenPractice> => {
  // Bytes that arrive before practice is built wait in the socket.
  const door = createServer({ pauseOnConnect: true, noDelay: true });
  const port = await listen(door, 0);
  const callers = new Set<Socket>();
  let secret: Promise<string> | null = null;
  const appSecret = () => {
    secret ??= import('node:crypto').then(({ randomBytes }) => randomBytes(16).toString('hex'));
    return secret;
  };
  let practice: Promise<Practice> | null = null;
  const build = async (): Promise<Practice> => {
    const { startPractice } = await import('./start-practice');
    const { optionalScopes, usualScopes } = await import('./world/scopes');
    // A person who practices tries everything, existing messages included.
    const scopes = [...usualScopes, ...optionalScopes];
    return startPractice({ behind: port, appSecret: await appSecret(), scopes });
  };
  door.on('connection', async (socket) => {
    callers.add(socket);
    socket.once('close', () => callers.delete(socket));
    practice ??= build();
    try {
      (await practice).serve(socket);
      socket.resume();
    } catch (reason) {
      socket.destroy(reason instanceof Error ? reason : undefined);
    }
  });
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    appId: defaultAppId,
    appSecret,
    close: async () => {
      const closed = new Promise<void>((resolve) => door.close(() => resolve()));
      if (practice) await (await practice).close();
      for (const socket of callers) socket.destroy();
      await closed;
    },
  };
};
