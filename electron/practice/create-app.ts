import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { controlRoutes } from './control/control-routes';
import type { Endpoint } from './gateway/endpoint';
import { refuse } from './gateway/reply';
import { isLocalProgram } from './server/loopback';
import { runCall } from './server/run-call';
import type { Server } from './server/server';

/** A path with parameters as a regular expression, to tell a wrong method from a wrong path. */
const shape = (path: string): RegExp => new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`);

/** The HTTP side: local programs only, the control paths, every endpoint, and 404s the way the gateway says them. */
export const createApp = (server: Server, endpoints: readonly Endpoint[]) => {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(async (context, next) => {
    if (!isLocalProgram(context.req.raw.headers)) return context.text('Only programs on this computer may call.', 403);
    return next();
  });
  app.route('/_practice', controlRoutes(server));
  for (const endpoint of endpoints) {
    app.on(endpoint.method, endpoint.path, (context) => runCall(server, context, { endpoint }));
  }
  const shapes = endpoints.map(({ path }) => ({ path, pattern: shape(path) }));
  app.notFound((context) => {
    const known = shapes.find(({ pattern }) => pattern.test(context.req.path));
    // A POST on a buzz path was seen to give a plain 404 (feishu-api 2.1); elsewhere the gateway names the method.
    const wrongMethod = known !== undefined && !/\/urgent_\w+$/.test(known.path);
    return runCall(server, context, { refusal: wrongMethod ? refuse(99991301) : refuse(99991201, 404) });
  });
  app.onError((error, context) => {
    console.error('Practice Feishu has a bug:', error);
    return context.json({ code: 5000, msg: 'internal error' }, 500);
  });
  return app;
};
