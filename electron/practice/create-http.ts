import { createServer, type Server } from 'node:http';
import { getRequestListener, type Http2Bindings, type HttpBindings } from '@hono/node-server';
import { controlRoutes } from './control/control-routes';
import { chatPages } from './control/pages/chat-page';
import { launcherPage } from './control/pages/launcher-page';
import { knowsToken } from './control/token';
import { createRoutes } from './create-routes';
import type { Endpoint } from './gateway/endpoint';
import { httpWire } from './server/http-wire';
import { isLocalProgram, loopbackOrigin } from './server/loopback';
import type { PracticeServer } from './server/practice-server';
import { serveSockets } from './server/sockets/serve-sockets';

/** Node would close an idle connection after 5 s, just when a client may use it again; real gateways wait much longer. */
const httpOptions = { keepAliveTimeout: 75_000 };

const launcherPath = '/page/launcher';

const isPage = (path: string): boolean => path === launcherPath || /^\/_practice\/chats(\/|$)/.test(path);

/** A form or link on a page of practice's own, and the page after it: a browser calls neither of them a stranger. */
const isOwnPage = (request: Request): boolean =>
  isPage(new URL(request.url).pathname) &&
  loopbackOrigin(request) !== null &&
  [loopbackOrigin(request), null].includes(request.headers.get('origin')) &&
  request.headers.get('sec-fetch-site') === 'same-origin';

/**
 * Creates an HTTP server for these endpoints, long connections and, for those who know the token, the control paths. It does not listen yet.
 * Only programs on this computer may call.
 */
export const createHttp = (server: PracticeServer, endpoints: readonly Endpoint[], token: string): Server => {
  const routes = createRoutes(server, endpoints, (first) => {
    first.use(async (context, next) =>
      isLocalProgram(context.req.raw.headers) || isOwnPage(context.req.raw)
        ? next()
        : context.text('Only programs on this computer may call.', 403),
    );
    first.route(launcherPath, launcherPage(server));
    // Before the body: whoever lacks the token, another user of this computer among them, makes practice read nothing.
    first.use('/_practice/*', async (context, next) =>
      knowsToken(context.req.raw, token, isOwnPage(context.req.raw))
        ? next()
        : context.json({ error: 'the control token is missing: npm run practice prints it' }, 401),
    );
    first.route('/_practice/chats', chatPages(server));
    first.route('/_practice', controlRoutes(server));
  });
  const answer = (request: Request, node: HttpBindings | Http2Bindings) =>
    routes.fetch(request, { wire: httpWire(node) });
  const http = createServer(httpOptions, getRequestListener(answer, { overrideGlobalObjects: false }));
  serveSockets(http, server);
  return http;
};
