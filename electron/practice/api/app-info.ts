import { type Call, type Endpoint, endpoint, type PracticeApp } from '../gateway/endpoint';
import { data, missingField, Refusal, type Reply, refuse } from '../gateway/refusal';
import { allEvents } from '../socket/event-types';

/** A refusal as the token endpoint gives it: HTTP 200 with any code, empty `data`, no `error` (feishu-api 1.1). */
const refuseToken = (code: number, msg: string): Refusal => new Refusal(code, msg, 200, { bare: true });

const issue = (call: Call, app: PracticeApp): Reply => {
  const { app_id: appId, app_secret: secret } = call.body;
  if (typeof appId !== 'string' || typeof secret !== 'string' || secret === '' || !/^cli_[0-9a-zA-Z]+$/.test(appId)) {
    throw refuseToken(10003, 'invalid param');
  }
  if (appId !== app.world.appId) throw refuseToken(10014, 'app id not exists');
  if (secret !== app.appSecret) throw refuseToken(10014, 'app secret invalid');
  const { token, expire } = app.tokens.issue(app.world.now());
  return { kind: 'top', body: { tenant_access_token: token, expire } };
};

/** Issues a tenant token (feishu-api 1.1): fields at the top level, not counted against the month. */
export const tokenEndpoint: Endpoint = {
  api: 'token',
  method: 'POST',
  path: '/open-apis/auth/v3/tenant_access_token/internal',
  scopes: [],
  auth: false,
  counted: false,
  handle: issue,
};

const bot = (_call: Call, { world }: PracticeApp): Reply => {
  if (!world.settings.botEnabled) throw refuse(11205);
  const bot = {
    activate_status: world.settings.activateStatus,
    app_name: world.appName,
    avatar_url: '',
    ip_white_list: [...world.settings.ipAllowList],
    open_id: world.botOpenId,
  };
  return { kind: 'top', body: { bot } };
};

/** Describes the bot (feishu-api 1.3). Needs no scope. */
export const botInfo = endpoint({
  api: 'bot_info',
  method: 'GET',
  path: '/open-apis/bot/v3/info',
  scopes: [],
  handle: bot,
});

const scopes = (_call: Call, { world }: PracticeApp): Reply => {
  const { scopes: granted, unpublished, reviewed } = world.settings;
  const names = [...new Set([...granted, ...(unpublished?.scopes ?? []), ...reviewed])];
  return data({
    scopes: names.map((name) => ({
      scope_name: name,
      grant_status: granted.has(name) ? 1 : 2,
      scope_type: 'tenant',
    })),
  });
};

const tenant = (_call: Call, { world }: PracticeApp): Reply =>
  data({
    tenant: {
      name: world.tenantName,
      display_id: `F${world.tenantKey.slice(0, 10).toUpperCase()}`,
      tenant_tag: world.settings.personal ? 2 : 0,
      tenant_key: world.tenantKey,
      avatar: { avatar_origin: '', avatar_72: '', avatar_240: '', avatar_640: '' },
    },
  });

/** Lists the scopes that were asked for as granted (1) or not (2) (feishu-api 1.4). Needs no scope. */
export const appScopes = endpoint({
  api: 'app_scopes',
  method: 'GET',
  path: '/open-apis/application/v6/scopes',
  scopes: [],
  handle: scopes,
});

const needsLanguage = ({ query }: Call): void => {
  if (!query.get('lang')) throw missingField('lang');
};

/** The newest version, or the one that waits while none was published. */
const versionOf = ({ world }: PracticeApp) => ({
  id: `oav_${world.appId.slice(4)}`,
  published: world.settings.unpublished === null,
});

const self = (call: Call, app: PracticeApp): Reply => {
  needsLanguage(call);
  const { world } = app;
  const { id, published } = versionOf(app);
  return data({
    app: {
      app_id: world.appId,
      app_name: world.appName,
      status: 1,
      scopes: [...world.settings.scopes].map((scope) => ({ scope, description: '', level: 1 })),
      ...(published ? { online_version_id: id } : { unaudit_version_id: id }),
    },
  });
};

/** Tells an app about itself (feishu-api 1.8). */
export const ownApp = endpoint({
  api: 'own_app',
  method: 'GET',
  path: '/open-apis/application/v6/applications/me',
  scopes: ['application:application:self_manage'],
  handle: self,
});

const version = (call: Call, app: PracticeApp): Reply => {
  needsLanguage(call);
  const { id, published } = versionOf(app);
  if (call.params.version_id !== id) throw new Refusal(210001, 'invalid param');
  const { events } = app.lines.settings;
  const types = events === 'all' ? allEvents : events;
  return data({
    app_version: {
      app_id: app.world.appId,
      version: '1.0.0',
      version_id: id,
      status: published ? 1 : 3,
      events: types,
    },
  });
};

/** Tells an app which events one of its versions subscribes to (feishu-api 1.8). */
export const ownVersion = endpoint({
  api: 'own_version',
  method: 'GET',
  path: '/open-apis/application/v6/applications/me/app_versions/:version_id',
  scopes: ['application:application:self_manage'],
  handle: version,
});

/** Names the company (feishu-api 1.5). */
export const tenantInfo = endpoint({
  api: 'tenant',
  method: 'GET',
  path: '/open-apis/tenant/v2/tenant/query',
  scopes: ['tenant:tenant:readonly'],
  handle: tenant,
});
