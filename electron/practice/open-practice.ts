import type { InnerFetch } from './create-fetch';
import type { CreatedPractice } from './create-practice';
import type { InnerSocket, InnerSocketEnd } from './server/sockets/inner-socket';
import { defaultAppId } from './world/defaults';

/** A practice Feishu inside this process, which opens no port. It is built with its first use. */
export interface OpenPractice {
  /** An address that no network knows. `fetch` alone reaches it. */
  readonly baseUrl: string;
  readonly appId: string;
  /** A new secret for each run. */
  appSecret(): Promise<string>;
  fetch: InnerFetch;
  /** Opens a long connection, whose address an endpoint has given. */
  openSocket: InnerSocket;
  /** The control paths, for tests of an app that runs from its sources. Gives the answer's text; rejects with a refusal's. */
  control(method: string, path: string, body?: string): Promise<string>;
  /** Ends every wait. */
  close(): Promise<void>;
}

const baseUrl = 'https://practice.invalid';

/**
 * Opens practice without loading its code: a person with a real workspace may never need it. Some of its people answer after
 * reading, so that a newcomer sees what an answer looks like; without `answering` they only read.
 */
export const openPractice = ({ answering = true }: { answering?: boolean } = {}): OpenPractice => {
  let secret: Promise<string> | null = null;
  const appSecret = () => {
    secret ??= import('node:crypto').then(({ randomBytes }) => randomBytes(16).toString('hex'));
    return secret;
  };
  let built: Promise<CreatedPractice & { fetch: InnerFetch; openSocket: InnerSocket }> | null = null;
  const build = async () => {
    const { createPractice } = await import('./create-practice');
    const { createFetch } = await import('./create-fetch');
    const { createInnerSocket } = await import('./server/sockets/inner-socket');
    const { endpoints } = await import('./api/endpoints');
    const { optionalScopes, usualScopes } = await import('./world/scopes');
    // A person who practices tries everything, existing messages included.
    const scopes = [...usualScopes, ...optionalScopes];
    const practice = createPractice({ appSecret: await appSecret(), scopes, answering });
    const { server } = practice;
    return { ...practice, fetch: createFetch(server, endpoints), openSocket: createInnerSocket(server) };
  };
  const practice = () => {
    built ??= build();
    return built;
  };
  return {
    baseUrl,
    appId: defaultAppId,
    appSecret,
    fetch: async (url, init) => (await practice()).fetch(url, init),
    openSocket: (url, listener) => {
      let inner: InnerSocketEnd | null = null;
      let left = false;
      void practice().then(({ openSocket }) => {
        if (!left) inner = openSocket(url, listener);
      });
      return {
        send: (bytes) => inner?.send(bytes),
        close() {
          left = true;
          inner?.close();
        },
      };
    },
    control: async (method, path, body) => {
      const { server } = await practice();
      const { controlRoutes } = await import('./control/control-routes');
      const request = new Request(new URL(path, baseUrl), body === undefined ? { method } : { method, body });
      const answer = await controlRoutes(server).fetch(request);
      if (!answer.ok) throw new Error(`Practice refused ${method} ${path}: ${await answer.text()}`);
      return answer.text();
    },
    close: async () => (await built)?.end(),
  };
};
