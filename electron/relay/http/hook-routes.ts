import type { Hono } from 'hono';
import type { Zone } from '../../contract/local-time';
import type { WorkspaceId } from '../../contract/model/ids';
import type { Locale } from '../../contract/model/settings';
import { type HookAnswer, type HookId, keyHeader } from '../../contract/relay';
import type { Clock } from '../../core/ports/clock';
import { parseJson } from '../../core/text/read-text';
import type { ServedHook } from '../config/served-hooks';
import { readAlarms } from '../hooks/read-alarms';
import { isSigned } from '../hooks/signature';
import type { RelayLog } from '../program/log';
import type { NamedWorkspace } from '../program/open-parts';
import { mayCallHook, workspacesWith } from '../tokens/token';
import { alarmWishOf } from '../wishes/alarm-wish';
import type { AlarmEnd, Desk } from '../wishes/desk';
import type { Metrics } from './metrics';
import { readBytes, refusePlaces } from './read-body';
import {
  type RelayContext,
  type RelayEnv,
  refuse,
  refuseFor,
  refuseLate,
  refuseRight,
  refuseSpent,
  refuseWith,
} from './refusals';

export interface HookRoutesDeps {
  workspaces: readonly NamedWorkspace[];
  hooks: readonly ServedHook[];
  /** The secret by which calls of a hook are signed; null: there is none that can be read. */
  hookSecret: (hook: ServedHook) => string | null;
  askerOf: (id: WorkspaceId) => { asker: string; locale: Locale };
  zoneOf: (id: WorkspaceId) => Zone;
  desk: Desk;
  metrics: Metrics;
  clock: Clock;
  log: RelayLog;
}

/** Time after which an alarm that was refused is to be told again (s). */
const againSeconds = 30;

type Done = Extract<AlarmEnd, { buzz: unknown } | { kind: 'nothing' }>;
const isDone = (end: AlarmEnd): end is Done =>
  ['opened', 'running', 'folded', 'resolved', 'nothing'].includes(end.kind);

/**
 * `POST /v1/hooks/<hook>`: what other programs tell of alarms. Whatever keeps an alarm from becoming a buzz is answered so that its
 * sender tells it again: 429 and 503 with `Retry-After`. Told again, what was done already is found, not done twice.
 */
export const hookRoutes = (app: Hono<RelayEnv>, deps: HookRoutesDeps): void => {
  const { workspaces, desk, metrics, clock, log } = deps;

  const isFrom = (c: RelayContext, hook: ServedHook, body: Uint8Array): boolean => {
    if (hook.hmac === null) return true;
    const secret = deps.hookSecret(hook);
    const signature = c.req.header(hook.hmac.header) ?? '';
    const timestamp = c.req.header(hook.hmac.timestamp) ?? '';
    return secret !== null && isSigned(secret, { body, signature, timestamp }, clock.now());
  };

  const answer = (c: RelayContext, ends: readonly AlarmEnd[]): Response => {
    const full = ends.flatMap((end) => (end.kind === 'full' ? [end] : []));
    const [first] = full.toSorted((one, other) => other.seconds - one.seconds);
    if (first) return refuseSpent(c, { what: 'too-many-alarms', limit: first.limit, seconds: first.seconds });
    for (const end of ends) {
      switch (end.kind) {
        case 'spent':
          return refuseSpent(c, end.spent);
        case 'late':
        case 'busy':
          return refuseLate(c, end.kind);
        case 'no-right':
          return refuseRight(c, end.right);
        case 'printed':
        case 'problem':
          c.header('retry-after', String(againSeconds));
          return end.kind === 'printed' ? refuseWith(c, end.printed, 503) : refuseFor(c, end.problem, 503);
      }
    }
    const done = ends.filter(isDone);
    const said: HookAnswer = {
      incidents: done.map((end) => ({ state: end.kind, buzz: 'buzz' in end ? end.buzz : null })),
    };
    const isNews = done.some(({ kind }) => kind === 'opened' || kind === 'folded' || kind === 'resolved');
    return c.json(said, isNews ? 202 : 200);
  };

  app.post('/v1/hooks/:hook', async (c) => {
    const token = c.get('token');
    if (workspacesWith(token, 'hook').size === 0) return refuseRight(c, 'hook');
    const hook = deps.hooks.find(({ id }) => id === c.req.param('hook'));
    const workspace = workspaces.find(({ id }) => id === hook?.workspaceId);
    if (!hook || !workspace || !mayCallHook(token, workspace.id, hook.id as HookId)) {
      return refuse(c, 'not-found', { message: 'hook-not-found', advice: 'hook-not-found-advice' });
    }
    const body = await readBytes(c);
    if (!body.ok) return body.answer;
    if (!isFrom(c, hook, body.bytes)) {
      log.warn('hook-unsigned', { hook: hook.id });
      return refuse(c, 'unauthorized', { message: 'unsigned', advice: 'unsigned-advice' });
    }
    const read = readAlarms(hook, parseJson(body.bytes.toString('utf8')), c.req.header(keyHeader) ?? null);
    if (!read.ok) {
      log.warn('hook-unread', { hook: hook.id, places: read.places.slice(0, 10).map((place) => place.slice(0, 60)) });
      return refusePlaces(c, read.places);
    }
    const by = { ...deps.askerOf(workspace.id), zone: deps.zoneOf(workspace.id) };
    const ends: AlarmEnd[] = [];
    for (const alarm of read.alarms) {
      const end = await desk.alarm(alarmWishOf(hook, alarm, by), { token, workspace, digest: body.digest });
      metrics.count('feishu_buzz_incidents_total', { hook: hook.id, end: end.kind });
      if (!isDone(end)) log.warn('alarm-refused', { hook: hook.id, end: end.kind });
      ends.push(end);
      // Each of the others would be refused for the same reason; told again, all of them are carried out.
      if (end.kind === 'late' || end.kind === 'busy') break;
    }
    return answer(c, ends);
  });
};
