import { randomBytes } from 'node:crypto';
import type { Brand } from '../gateway/endpoint';
import { createApp, forApp, type PracticeServer } from '../server/practice-server';
import { isRecord, type JsonRecord } from '../world/json';
import { idsOfApp } from '../world/make-ids';
import { scopesFor } from '../world/scopes';
import { changeWorld } from './change-world';

const text = (value: unknown): value is string | undefined => value === undefined || typeof value === 'string';
const isBrand = (value: unknown): value is Brand | undefined =>
  value === undefined || value === 'feishu' || value === 'lark';

const newAppId = () => `cli_${randomBytes(8).toString('hex')}`;

/**
 * Opens one more app in the same company: `{appId?, appSecret?, name?, brand?, developer?, scopes?}` and all that
 * `PATCH /_practice/world` takes. Its people have open ids of their own; with `developer: other`, union ids as well.
 * Gives the credentials, or the mistake.
 */
export const openApp = (server: PracticeServer, given: unknown): JsonRecord | string => {
  if (!isRecord(given)) return 'an app is an object';
  const { appId = newAppId(), appSecret, name, brand, developer = 'same', scopes, ...change } = given;
  if (typeof appId !== 'string' || !/^cli_[0-9a-zA-Z]+$/.test(appId)) return 'appId is cli_ and letters or digits';
  if (server.apps.has(appId)) return `there is an app ${appId} already`;
  if (!text(appSecret) || appSecret === '') return 'appSecret is a string';
  if (!text(name)) return 'name is a string';
  if (!isBrand(brand)) return 'brand is feishu or lark';
  if (developer !== 'same' && developer !== 'other') return 'developer is same or other';
  const ours = brand ?? server.brand;
  const granted = scopes ?? scopesFor(ours, server.company.scopes);
  if (!Array.isArray(granted) || !granted.every((scope) => typeof scope === 'string'))
    return 'scopes is a list of strings';

  const first = server.app.world;
  const app = createApp({
    ...server.company,
    id: idsOfApp(server.company.id, appId, developer),
    appId,
    appName: name ?? `${first.appName} ${server.apps.size + 1}`,
    appSecret: appSecret ?? randomBytes(16).toString('hex'),
    brand: ours,
  });
  app.world.settings.scopes.clear();
  for (const scope of granted) app.world.settings.scopes.add(scope);
  app.world.settings.readingSpeed = first.settings.readingSpeed;
  app.world.settings.answering = first.settings.answering;
  for (const { world } of server.apps.values()) {
    for (const openId of world.byOpenId.keys()) app.world.foreignOpenIds.add(openId);
    for (const openId of app.world.byOpenId.keys()) world.foreignOpenIds.add(openId);
  }
  const wrong = changeWorld(forApp(server, app), change);
  if (wrong !== null) return wrong;
  server.apps.set(appId, app);
  return { appId, appSecret: app.appSecret, name: app.world.appName, brand: app.brand };
};
