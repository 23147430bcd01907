import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen, portOf } from './server/listen';
import type { Practice } from './start-practice';
import { defaultAppId } from './world/ids';

/** A practice Feishu that is there, but not yet built. */
export type OpenPractice = Pick<Practice, 'baseUrl' | 'appId' | 'appSecret' | 'close'>;

/**
 * Listens at once, and becomes a practice Feishu with the first call: its code takes longer to load than everything
 * else the program starts with, and who has a real workspace may never call it.
 */
export const openPractice = async (): Promise<OpenPractice> => {
  const appSecret = randomBytes(16).toString('hex');
  const http = await listen();
  const early: [IncomingMessage, ServerResponse][] = [];
  let practice: Promise<Practice> | null = null;
  const build = async (): Promise<Practice> => {
    const { startPractice } = await import('./start-practice');
    const built = await startPractice({ http, appSecret });
    http.off('request', keep);
    for (const [request, response] of early) http.emit('request', request, response);
    return built;
  };
  const keep = (request: IncomingMessage, response: ServerResponse) => {
    early.push([request, response]);
    practice ??= build();
  };
  http.on('request', keep);
  return {
    baseUrl: `http://127.0.0.1:${portOf(http)}`,
    appId: defaultAppId,
    appSecret,
    close: async () => {
      if (practice) await (await practice).close();
      else await new Promise<void>((resolve) => http.close(() => resolve()));
    },
  };
};
