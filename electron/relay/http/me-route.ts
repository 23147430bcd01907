import type { Hono } from 'hono';
import { handOverWay, type RelayMe } from '../../contract/relay';
import type { NamedWorkspace } from '../program/open-parts';
import type { RelayEnv } from './refusals';

/** `GET /v1/me`: tells a desktop whether its token is good, and the ladders of which of its workspaces it may hand over. */
export const meRoute = (app: Hono<RelayEnv>, { workspaces }: { workspaces: readonly NamedWorkspace[] }): void => {
  app.get('/v1/me', (c) => {
    const { name, grants } = c.get('token');
    const me: RelayMe = {
      handOver: handOverWay,
      token: { name },
      workspaces: workspaces.flatMap(({ id, name, appId, baseUrl, practice }) => {
        const rights = grants[id] ?? [];
        return rights.length > 0 ? [{ id, name, appId, baseUrl, practice, rights }] : [];
      }),
    };
    return c.json(me);
  });
};
