import { Hono, type MiddlewareHandler } from 'hono';
import type { Locale } from '../../contract/model/settings';
import { localeOfTags } from '../../contract/terminal-locale';
import type { RelayLog } from '../program/log';
import { findToken, type StoredToken } from '../tokens/token';
import type { Budgets } from '../wishes/budgets';
import { type BuzzRoutesDeps, buzzRoutes } from './buzz-routes';
import { type EventRoutesDeps, eventRoutes } from './event-routes';
import { handOverRoutes } from './hand-over-routes';
import { type HookRoutesDeps, hookRoutes } from './hook-routes';
import { meRoute } from './me-route';
import { type RelayEnv, refuse, refuseLate, refuseSpent } from './refusals';

export interface RelayAppDeps extends BuzzRoutesDeps, EventRoutesDeps, HookRoutesDeps {
  tokens: () => Promise<readonly StoredToken[]>;
  /** Requests of each token in a minute. */
  budgets: Pick<Budgets, 'request'>;
  locale: Locale;
  log: RelayLog;
  /** The relay is being ended: it takes no new work. */
  closing: () => boolean;
  /** What a call came to that its storage has ended (`refuseLate`); null: the error is one of the program. */
  endedBy?: ((error: unknown) => 'late' | 'busy' | null) | undefined;
  /** The reason for which it cannot do its work now, a fixed word; null: it can. */
  hindrance: () => Promise<string | null>;
}

/** The routes as metrics name them: an address that a caller has made up is none. */
const routeOf = (path: string, status: number): string =>
  status === 404 ? 'other' : path.replace(/\/bz_[A-Za-z0-9]+/, '/:id').slice(0, 60);

/**
 * Everything that a relay answers over HTTP. A token is asked for before anything of the body is read; health alone is told to
 * all. No cookies, no CORS: a web page of another origin gets nothing.
 */
export const createRelayApp = (deps: RelayAppDeps): Hono<RelayEnv> => {
  const { log, metrics, budgets } = deps;
  const app = new Hono<RelayEnv>();

  app.use(async (c, next) => {
    const asked = c.req.header('accept-language');
    c.set('locale', localeOfTags((asked ?? '').slice(0, 100).split(',')) ?? deps.locale);
    await next();
    c.header('cache-control', 'no-store');
    c.header('x-content-type-options', 'nosniff');
    const { status } = c.res;
    metrics.count('feishu_buzz_requests_total', { route: routeOf(c.req.path, status), status: String(status) });
  });

  app.get('/healthz', (c) => c.json({ ok: true }));
  app.get('/readyz', async (c) => {
    const reason = deps.closing() ? 'closing' : await deps.hindrance();
    return reason === null ? c.json({ ok: true }) : c.json({ ok: false, reason }, 503);
  });

  const authenticate: MiddlewareHandler<RelayEnv> = async (c, next) => {
    const [, text = ''] = /^Bearer +(\S{1,200})$/i.exec(c.req.header('authorization') ?? '') ?? [];
    const token = findToken(text, await deps.tokens());
    if (!token) {
      c.header('www-authenticate', 'Bearer');
      return refuse(c, 'unauthorized');
    }
    if (deps.closing()) return refuse(c, 'closing');
    const spent = budgets.request(token);
    if (spent) return refuseSpent(c, spent);
    c.set('token', token);
    return next();
  };
  app.use('/v1/*', authenticate);
  app.use('/metrics', authenticate);
  app.get('/metrics', async (c) =>
    c.text(await metrics.text(), 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }),
  );
  meRoute(app, deps);
  buzzRoutes(app, deps);
  handOverRoutes(app, deps);
  eventRoutes(app, deps);
  hookRoutes(app, deps);

  app.notFound((c) => refuse(c, 'not-found'));
  app.onError((error, c) => {
    const ended = deps.endedBy?.(error);
    if (ended) {
      log.warn('storage-away', { code: String((error as { code?: unknown }).code ?? error.name) });
      return refuseLate(c, ended);
    }
    log.error('request-failed', error);
    return refuse(c, 'internal');
  });
  return app;
};
