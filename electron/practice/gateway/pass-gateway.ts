import type { Desk, Endpoint } from './endpoint';
import type { Refusal } from './reply';
import { refuse } from './reply';

const ownAddress = '127.0.0.1';

/** 99991672 as it was seen live (feishu-api 7.5): every alternative is named, one of them is enough. */
export const missingScope = (desk: Desk, scopes: readonly string[]): Refusal => {
  const list = scopes.join(', ');
  const link = consoleLink(desk, scopes);
  return {
    kind: 'refusal',
    code: 99991672,
    status: 400,
    msg: `Access denied. One of the following scopes is required: [${list}].应用尚未开通所需的应用身份权限：[${list}]，点击链接申请并开通任一权限即可：${link}`,
    message: `Refer to the documentation to fix the error: ${link}`,
    missingScopes: scopes,
  };
};

/** Where the developer console grants these scopes. */
export const consoleLink = ({ brand, world }: Desk, scopes: readonly string[]): string =>
  `https://open.${brand === 'lark' ? 'larksuite.com' : 'feishu.cn'}/app/${world.appId}/auth?q=${scopes.join(',')}&op_from=openapi&token_type=tenant`;

/** Refuses a call whose `Authorization` is missing, not `Bearer`, malformed or dead (feishu-api 1.2). */
const checkToken = (authorization: string | undefined, desk: Desk): Refusal | null => {
  const [, token] = /^Bearer (\S+)$/.exec(authorization ?? '') ?? [];
  if (token === undefined) return refuse(99991661);
  if (!/^(t-|u-|eyJ)/.test(token)) return refuse(99991671);
  return desk.tokens.isValid(token, desk.world.now()) ? null : refuse(99991663);
};

/** Everything that is asked before an endpoint looks at a request, in the gateway's order. */
export const passGateway = (
  endpoint: Endpoint,
  authorization: string | undefined,
  arrivedAt: number,
  desk: Desk,
): Refusal | null => {
  const { world, rates } = desk;
  const { settings } = world;
  if (!endpoint.auth) return rates.takeApi(endpoint.api, arrivedAt);
  const badToken = checkToken(authorization, desk);
  if (badToken) return badToken;
  if (!settings.appEnabled) return refuse(99991662);
  if (!settings.installed) return refuse(99991673);
  if (settings.ipAllowList.length > 0 && !settings.ipAllowList.includes(ownAddress)) {
    return { kind: 'refusal', code: 99991401, msg: `ip ${ownAddress} is denied by app setting`, status: 400 };
  }
  if (endpoint.counted && settings.apiCallsLeft === 0) return refuse(99991403, 429);
  const limited = rates.takeApi(endpoint.api, arrivedAt, endpoint.perSecond);
  if (limited) return limited;
  if (endpoint.scopes.length > 0 && !endpoint.scopes.some((scope) => settings.scopes.has(scope))) {
    return missingScope(desk, endpoint.scopes);
  }
  return null;
};
