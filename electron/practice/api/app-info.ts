import type { Call, Desk } from '../gateway/call';
import { endpoint } from '../gateway/endpoint';
import { data, type Reply } from '../gateway/reply';
import { allScopes } from '../world/all-scopes';

const scopes = (_call: Call, { world }: Desk): Reply => {
  const granted = world.settings.scopes;
  const names = [...new Set([...allScopes, ...granted])];
  return data({
    scopes: names.map((name) => ({
      scope_name: name,
      grant_status: granted.has(name) ? 1 : 2,
      scope_type: 'tenant',
    })),
  });
};

const tenant = (_call: Call, { world }: Desk): Reply =>
  data({
    tenant: {
      name: world.tenantName,
      display_id: `F${world.tenantKey.slice(0, 10).toUpperCase()}`,
      tenant_tag: 0,
      tenant_key: world.tenantKey,
      avatar: { avatar_origin: '', avatar_72: '', avatar_240: '', avatar_640: '' },
    },
  });

/** feishu-api 1.4: 1 granted, 2 not; needs no scope itself. */
export const appScopes = endpoint({
  api: 'app_scopes',
  method: 'GET',
  path: '/open-apis/application/v6/scopes',
  scopes: [],
  handle: scopes,
});

/** feishu-api 1.5 */
export const tenantInfo = endpoint({
  api: 'tenant',
  method: 'GET',
  path: '/open-apis/tenant/v2/tenant/query',
  scopes: ['tenant:tenant:readonly'],
  handle: tenant,
});
