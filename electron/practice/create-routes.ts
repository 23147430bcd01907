import { Hono } from 'hono';
import type { Endpoint } from './gateway/endpoint';
import { refuse } from './gateway/refusal';
import type { PracticeServer } from './server/practice-server';
import { runCall } from './server/run-call';
import type { Bindings } from './server/wire';

/** A regular expression for a path with parameters, to tell a wrong method from a wrong path. */
const shape = (path: string): RegExp => new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`);

export type Routes = Hono<{ Bindings: Bindings }>;

/** Every endpoint, and 404s in the gateway's words. `first` adds what comes before them. */
export const createRoutes = (
  server: PracticeServer,
  endpoints: readonly Endpoint[],
  first: (routes: Routes) => void = () => undefined,
): Routes => {
  const routes: Routes = new Hono();
  first(routes);
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
