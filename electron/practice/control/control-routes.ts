import { Hono } from 'hono';
import { settlePeople } from '../people/settle-people';
import { parseFault } from '../server/faults';
import { forApp, type PracticeServer } from '../server/practice-server';
import { readCapped } from '../server/read-capped';
import type { Bindings } from '../server/wire';
import { isRecord, type JsonRecord, parseJson } from '../world/json';
import { unreadBuzzes } from '../world/read-times';
import { act } from './act';
import { answerRegistration } from './answer-registration';
import { changeSocket, describeSocket } from './change-socket';
import { changeWorld } from './change-world';
import { openApp } from './open-app';
import { markRead } from './people';

/** Largest body that is read (bytes): a thousand people and chats to change. */
const largestBody = 256 * 1024;

const noApp = { error: 'there is no such app' };

/** The control paths under `/_practice`, listed in ../README.md#control-paths. Answers are plain JSON. */
export const controlRoutes = (server: PracticeServer) => {
  const routes = new Hono<{ Bindings: Bindings; Variables: { given: unknown } }>();
  /** The server for the app in `?app=`, or for the first app without it; null for an unknown one. */
  const forQuery = (appId: string | undefined): PracticeServer | null => {
    if (appId === undefined) return server;
    const app = server.apps.get(appId);
    return app ? forApp(server, app) : null;
  };
  routes.use(async (context, next) => {
    const bytes = await readCapped(context.req.raw, largestBody).catch(() => new Uint8Array());
    if (bytes === null) return context.json({ error: `a body has at most ${largestBody} bytes` }, 413);
    context.set('given', parseJson(new TextDecoder().decode(bytes))?.value);
    return next();
  });

  routes.get('/log', (context) => context.json({ calls: server.log.entries }));
  routes.delete('/log', (context) => {
    server.log.clear();
    return context.json({ calls: [] });
  });

  routes.get('/faults', (context) => context.json({ faults: server.faults.list() }));
  routes.post('/faults', (context) => {
    const given = context.get('given');
    const read = (Array.isArray(given) ? given : [given]).map(parseFault);
    for (const one of read) if ('wrong' in one) return context.json({ error: one.wrong }, 400);
    for (const one of read) if ('fault' in one) server.faults.add(one.fault);
    return context.json({ faults: server.faults.list() });
  });
  routes.delete('/faults', (context) => {
    server.faults.clear();
    return context.json({ faults: [] });
  });

  routes.get('/apps', (context) =>
    context.json({
      apps: [...server.apps.values()].map(({ brand, world }) => ({ appId: world.appId, name: world.appName, brand })),
    }),
  );
  routes.post('/apps', (context) => {
    const opened = openApp(server, context.get('given'));
    return typeof opened === 'string' ? context.json({ error: opened }, 400) : context.json(opened);
  });

  routes.get('/registrations', (context) => context.json(answerRegistration(server, {})));
  routes.post('/registrations', (context) => {
    const result = answerRegistration(server, context.get('given'));
    return typeof result === 'string' ? context.json({ error: result }, 400) : context.json(result);
  });

  routes.get('/world', (context) => {
    const one = forQuery(context.req.query('app'));
    return one ? context.json(describeWorld(one)) : context.json(noApp, 400);
  });
  routes.patch('/world', (context) => {
    const one = forQuery(context.req.query('app'));
    if (!one) return context.json(noApp, 400);
    const wrong = changeWorld(one, context.get('given'));
    return wrong === null ? context.json(describeWorld(one)) : context.json({ error: wrong }, 400);
  });

  routes.post('/read', (context) => {
    const given = context.get('given');
    const one = forQuery(context.req.query('app'));
    if (!one) return context.json(noApp, 400);
    const result = isRecord(given) ? markRead(one.app.world, given) : 'a read is an object';
    return typeof result === 'string' ? context.json({ error: result }, 400) : context.json(result);
  });
  routes.post('/act', (context) => {
    const one = forQuery(context.req.query('app'));
    if (!one) return context.json(noApp, 400);
    const result = act(one.app, context.get('given'));
    return typeof result === 'string' ? context.json({ error: result }, 400) : context.json(result);
  });

  routes.get('/socket', (context) => {
    const one = forQuery(context.req.query('app'));
    return one ? context.json(describeSocket(one.app.lines)) : context.json(noApp, 400);
  });
  routes.post('/socket', (context) => {
    const one = forQuery(context.req.query('app'));
    if (!one) return context.json(noApp, 400);
    const wrong = changeSocket(one.app.lines, context.get('given'));
    return wrong === null ? context.json(describeSocket(one.app.lines)) : context.json({ error: wrong }, 400);
  });
  return routes;
};

/** The world as JSON: settings, people and chats. */
const describeWorld = (server: PracticeServer): JsonRecord => {
  const { world, rates } = server.app;
  settlePeople(world);
  const { scopes, contactRange, ...settings } = world.settings;
  const range =
    contactRange === 'all'
      ? contactRange
      : { departments: [...contactRange.departments], people: [...contactRange.people] };
  return {
    appId: world.appId,
    now: world.now(),
    clockOffsetMs: world.clockOffset(),
    latencyMs: server.latencyMs,
    limits: rates.limits,
    settings: { ...settings, scopes: [...scopes], contactRange: range },
    people: world.people.map(({ buzzed, ...person }) => ({
      ...person,
      unreadBuzzes: unreadBuzzes(world, { ...person, buzzed }),
    })),
    chats: [...world.chats.values()].map((chat) => ({
      ...chat,
      managers: [...chat.managers],
      members: [...chat.members],
      otherBots: [...chat.otherBots],
      reminded: [...chat.reminded],
    })),
  };
};
