import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { parseFault } from '../server/faults';
import { isRecord } from '../server/json';
import type { Server } from '../server/run-call';
import { changeWorld } from './change-world';
import { describeWorld } from './describe-world';
import { markRead } from './mark-read';

/** What tests and the curious do to the world, beside the open platform. Answers are plain JSON. */
export const controlRoutes = (server: Server) => {
  const app = new Hono<{ Bindings: HttpBindings }>();
  const body = async (request: Request): Promise<unknown> => request.json().catch(() => undefined);

  app.get('/log', (context) => context.json({ calls: server.log.entries }));
  app.delete('/log', (context) => {
    server.log.clear();
    return context.json({ calls: [] });
  });

  app.get('/faults', (context) => context.json({ faults: server.faults.list() }));
  app.post('/faults', async (context) => {
    const given = await body(context.req.raw);
    const read = (Array.isArray(given) ? given : [given]).map(parseFault);
    for (const one of read) if ('wrong' in one) return context.json({ error: one.wrong }, 400);
    for (const one of read) if ('fault' in one) server.faults.add(one.fault);
    return context.json({ faults: server.faults.list() });
  });
  app.delete('/faults', (context) => {
    server.faults.clear();
    return context.json({ faults: [] });
  });

  app.get('/world', (context) => context.json(describeWorld(server)));
  app.patch('/world', async (context) => {
    const wrong = changeWorld(server, await body(context.req.raw));
    return wrong === null ? context.json(describeWorld(server)) : context.json({ error: wrong }, 400);
  });

  app.post('/read', async (context) => {
    const given = await body(context.req.raw);
    const result = isRecord(given) ? markRead(server.desk.world, given) : 'a read is an object';
    return typeof result === 'string' ? context.json({ error: result }, 400) : context.json(result);
  });
  return app;
};
