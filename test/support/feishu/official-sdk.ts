import { Client, LoggerLevel } from '@larksuiteoapi/node-sdk';
import type { Practice } from '../../../electron/practice/start-practice';

const nothing = () => {};
const silent = { fatal: nothing, error: nothing, warn: nothing, info: nothing, debug: nothing, trace: nothing };

type Company = Pick<Practice, 'appId' | 'appSecret' | 'baseUrl' | 'log'>;

/** A place for the tokens of one client. By default all clients of a process share one, in which an app of every practice has the same name. */
const ownCache = () => {
  const values = new Map<unknown, unknown>();
  return {
    get: async (key: unknown) => values.get(key),
    set: async (key: unknown, value: unknown) => {
      values.set(key, value);
      return true;
    },
  };
};

/** Feishu's own SDK as the app of this company. */
export const officialSdk = ({ appId, appSecret, baseUrl }: Omit<Company, 'log'>): Client =>
  new Client({
    appId,
    appSecret,
    domain: baseUrl,
    loggerLevel: LoggerLevel.fatal,
    logger: silent,
    cache: ownCache(),
  });

/**
 * Last request without harmless differences: the order of keys, the spelling of the charset, and the empty object that the
 * SDK sends with a DELETE.
 */
export const seenAfter = async ({ log }: Company, call: Promise<unknown>) => {
  log.clear();
  await call;
  const request = log.entries.filter((entry) => !entry.path.includes('tenant_access_token')).at(-1);
  if (!request) throw new Error('nothing arrived');
  const type = request.headers['content-type'];
  const body = JSON.stringify(request.body) === '{}' ? null : request.body;
  return {
    method: request.method,
    path: request.path,
    query: request.query,
    body,
    code: request.code,
    type: body === null ? null : type?.replace(/\s/g, '').split(';')[0]?.toLowerCase(),
  };
};
