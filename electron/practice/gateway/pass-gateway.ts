import type { Endpoint, PracticeApp } from './endpoint';
import { Refusal, refuse } from './refusal';

const ownAddress = '127.0.0.1';

/** 99991672 as seen on live tenants (feishu-api 7.5): it names every alternative, of which one is enough. */
export const missingScope = (app: PracticeApp, scopes: readonly string[]): Refusal => {
  const list = scopes.join(', ');
  const link = consoleLink(app, scopes);
  const message = `Access denied. One of the following scopes is required: [${list}].应用尚未开通所需的应用身份权限：[${list}]，点击链接申请并开通任一权限即可：${link}`;
  const hint = `Refer to the documentation to fix the error: ${link}`;
  return new Refusal(99991672, message, 400, { hint, missingScopes: scopes });
};

/** The page of the developer console that grants these scopes. */
export const consoleLink = ({ brand, world }: PracticeApp, scopes: readonly string[]): string =>
  `https://open.${brand === 'lark' ? 'larksuite.com' : 'feishu.cn'}/app/${world.appId}/auth?q=${scopes.join(',')}&op_from=openapi&token_type=tenant`;

/** Refuses a call whose `Authorization` is missing, not `Bearer`, malformed or expired (feishu-api 1.2). */
const checkToken = (authorization: string | undefined, app: PracticeApp): void => {
  const [, token] = /^Bearer (\S+)$/.exec(authorization ?? '') ?? [];
  if (token === undefined) throw refuse(99991661);
  if (!/^(t-|u-|eyJ)/.test(token)) throw refuse(99991671);
  if (!app.tokens.isValid(token, app.world.now())) throw refuse(99991663);
};

/** Refuses apps that are off, not installed or called from another address than they allow (feishu-api 7.8, 7.9). */
const checkApp = ({ world: { settings } }: PracticeApp): void => {
  if (!settings.appEnabled) throw refuse(99991662);
  if (!settings.installed) throw refuse(99991673);
  if (settings.ipAllowList.length > 0 && !settings.ipAllowList.includes(ownAddress)) {
    throw new Refusal(99991401, `ip ${ownAddress} is denied by app setting`);
  }
};

/** Everything the gateway checks before an endpoint sees a request, in the gateway's order. */
export const passGateway = (
  endpoint: Endpoint,
  authorization: string | undefined,
  arrivedAt: number,
  app: PracticeApp,
): void => {
  const { settings } = app.world;
  if (endpoint.auth) {
    checkToken(authorization, app);
    checkApp(app);
  }
  if (endpoint.counted && settings.apiCallsLeft === 0) throw refuse(99991403, 429);
  const limited = app.rates.takeApi(endpoint.api, arrivedAt, endpoint.perSecond);
  if (limited) throw limited;
  if (endpoint.scopes.length > 0 && !endpoint.scopes.some((scope) => settings.scopes.has(scope))) {
    throw missingScope(app, endpoint.scopes);
  }
};
