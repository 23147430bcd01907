import { createServer, type Server } from 'node:http';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { controlRoutes } from './control/control-routes';
import type { Endpoint } from './gateway/endpoint';
import { refuse } from './gateway/refusal';
import { isLocalProgram } from './server/loopback';
import type { PracticeServer } from './server/practice-server';
import { runCall } from './server/run-call';

/** A regular expression for a path with parameters, to tell a wrong method from a wrong path. */
const shape = (path: string): RegExp => new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`);

/**
 * Without these, Node would close an idle connection after 5 s, just when a client may use it again (real gateways wait
 * much longer), and wake twice a minute to look for slow clients, of which a loopback server has none.
 */
const httpOptions = {
  keepAliveTimeout: 75_000,
  requestTimeout: 0,
  headersTimeout: 0,
  connectionsCheckingInterval: 86_400_000,
};

/** Creates an HTTP server for these endpoints. It does not listen yet. */
export const createHttp = (server: PracticeServer, endpoints: readonly Endpoint[]): Server => {
  const { fetch } = routesOf(server, endpoints);
  return createServer(httpOptions, getRequestListener(fetch, { overrideGlobalObjects: false }));
};

/** Routes for local programs only: the control paths, every endpoint, and 404s in the gateway's words. */
const routesOf = (server: PracticeServer, endpoints: readonly Endpoint[]) => {
  const routes = new Hono<{ Bindings: HttpBindings }>();
  routes.use(async (context, next) => {
    if (!isLocalProgram(context.req.raw.headers)) return context.text('Only programs on this computer may call.', 403);
    return next();
  });
  routes.route('/_practice', controlRoutes(server));
  for (const endpoint of endpoints) {
    routes.on(endpoint.method, endpoint.path, (context) => runCall(server, context, { endpoint }));
  }
  const shapes = endpoints.map(({ path }) => ({ path, pattern: shape(path) }));
  routes.notFound((context) => {
    const match = shapes.find(({ pattern }) => pattern.test(context.req.path));
    // A POST on a buzz path was seen to give a plain 404 (feishu-api 2.1); elsewhere the gateway names the method.
    const wrongMethod = match !== undefined && !/\/urgent_\w+$/.test(match.path);
    return runCall(server, context, { refusal: wrongMethod ? refuse(99991301) : refuse(99991201, 404) });
  });
  routes.onError((error, context) => {
    console.error('Practice Feishu has a bug:', error);
    return context.json({ code: 5000, msg: 'internal error' }, 500);
  });
  return routes;
};
