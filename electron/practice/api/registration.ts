import { type Call, type Endpoint, endpoint, type PracticeApp } from '../gateway/endpoint';
import { bare, type Reply } from '../gateway/refusal';
import type { JsonRecord } from '../world/json';
import type { Registration } from '../world/registrar';

const refused = (error: string, description = '', code?: number): Reply =>
  bare(400, { error, error_description: description, ...(code === undefined ? {} : { code }) });

/** Time by which `slow_down` lengthens the interval for good (s). */
const slowerBy = 5;

/** The accounts host of Lark; over HTTP on this computer `localhost` stands for it, and `127.0.0.1` for Feishu's. */
const isLarkHost = (origin: string): boolean => /^(localhost|.*\.larksuite\.com)$/.test(new URL(origin).hostname);

const begin = ({ body, arrivedAt, origin, registrar }: Call): Reply => {
  if (body.archetype !== 'PersonalAgent' || body.auth_method !== 'client_secret') {
    return refused('invalid_request', 'archetype and auth_method are PersonalAgent and client_secret');
  }
  const wanted = typeof body.request_user_info === 'string' ? body.request_user_info : '';
  const { deviceCode, userCode } = registrar.begin(arrivedAt, wanted);
  const { expiresIn, interval } = registrar.promises;
  const page = `${origin}/page/launcher`;
  return bare(200, {
    device_code: deviceCode,
    user_code: userCode,
    verification_uri: page,
    verification_uri_complete: `${page}?user_code=${userCode}`,
    expires_in: expiresIn,
    interval,
  });
};

const isTooFast = (registration: Registration, { origin, arrivedAt }: Call): boolean => {
  const { polledAt, interval } = registration;
  const before = polledAt.get(origin);
  polledAt.set(origin, arrivedAt);
  if (registration.slowDowns > 0) {
    registration.slowDowns -= 1;
    return true;
  }
  return before !== undefined && arrivedAt - before < interval * 1000;
};

const poll = (call: Call, app: PracticeApp): Reply => {
  const { body, arrivedAt, origin, registrar } = call;
  const registration = typeof body.device_code === 'string' ? registrar.byDeviceCode(body.device_code) : null;
  if (!registration) return refused('invalid_grant', 'the device code is unknown');
  const { state } = registration;
  if (state.kind === 'expired' || arrivedAt > registration.expiresAt) return refused('expired_token');
  if (state.kind === 'refused') return refused('access_denied', 'the user denied the request');
  if (state.kind === 'failed') return refused(state.error, state.description);
  if (isTooFast(registration, call)) {
    registration.interval += slowerBy;
    return refused('slow_down');
  }
  if (state.kind === 'open') return refused('authorization_pending', '', 20094);
  const { appId, appSecret, brand, openId } = state;
  const user: JsonRecord = {
    ...(registration.wanted.split(' ').includes('open_id') ? { open_id: openId } : {}),
    tenant_brand: brand,
  };
  // Feishu's host knows that the tenant is Lark's, and only Lark's host hands out the secret.
  if (brand === 'lark' && app.brand !== 'lark' && !isLarkHost(origin))
    return bare(200, { client_id: appId, user_info: user });
  return bare(200, { client_id: appId, client_secret: appSecret, user_info: user });
};

const register = (call: Call, app: PracticeApp): Reply => {
  switch (call.body.action) {
    case 'begin':
      return begin(call);
    case 'poll':
      return poll(call, app);
    default:
      return refused('invalid_request', 'action is begin or poll');
  }
};

/** Creates or extends an app by scan (feishu-api 1.8): form-encoded, without credentials. */
export const registration: Endpoint = endpoint({
  api: 'registration',
  method: 'POST',
  path: '/oauth/v1/app/registration',
  scopes: [],
  auth: false,
  counted: false,
  body: 'form',
  handle: register,
});
