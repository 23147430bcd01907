import type { Desk } from '../gateway/call';
import { isRecord } from '../gateway/json';
import type { Server } from './run-call';

/** The app a request comes from: the one whose token it carries, or that asks for one; the first one when it is nobody's. */
export const appOf = (server: Server, authorization: string | undefined, body: unknown): Desk => {
  const appId = isRecord(body) && typeof body.app_id === 'string' ? body.app_id : null;
  if (appId !== null && authorization === undefined) {
    const desk = server.apps.get(appId);
    // An app of the other brand is unknown here.
    return desk?.brand === server.brand ? desk : server.desk;
  }
  const [, token = ''] = /^Bearer (\S+)$/.exec(authorization ?? '') ?? [];
  for (const desk of server.apps.values()) if (desk.tokens.isValid(token, desk.world.now())) return desk;
  return server.desk;
};
