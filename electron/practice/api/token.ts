import type { Call, Desk } from '../gateway/call';
import type { Endpoint } from '../gateway/endpoint';
import type { Refusal, Reply } from '../gateway/reply';

/** Seen live: HTTP 200 whatever the code, an empty `data`, no `error` (feishu-api 1.1). */
const refused = (code: number, msg: string): Refusal => ({ kind: 'refusal', code, msg, status: 200, bare: true });

const handle = (call: Call, desk: Desk): Reply => {
  const { app_id: appId, app_secret: secret } = call.body;
  if (typeof appId !== 'string' || typeof secret !== 'string' || secret === '' || !/^cli_[0-9a-zA-Z]+$/.test(appId)) {
    return refused(10003, 'invalid param');
  }
  if (appId !== desk.world.appId) return refused(10014, 'app id not exists');
  if (secret !== desk.appSecret) return refused(10014, 'app secret invalid');
  const { token, expire } = desk.tokens.issue(desk.world.now());
  return { kind: 'top', body: { tenant_access_token: token, expire } };
};

/** feishu-api 1.1: fields at the top level, `expire` in seconds left. Not counted against the month. */
export const tokenEndpoint: Endpoint = {
  api: 'token',
  method: 'POST',
  path: '/open-apis/auth/v3/tenant_access_token/internal',
  scopes: [],
  auth: false,
  counted: false,
  handle,
};
