import { endpoint } from '../gateway/endpoint';
import { refuse } from '../gateway/refusals';

/** feishu-api 1.3: under `bot`, no scope needed; works before anything else was granted. */
export const botInfo = endpoint({
  api: 'bot_info',
  method: 'GET',
  path: '/open-apis/bot/v3/info',
  scopes: [],
  handle: (_call, { world }) =>
    world.settings.botEnabled
      ? {
          kind: 'top',
          body: {
            bot: {
              activate_status: 2,
              app_name: world.appName,
              avatar_url: '',
              ip_white_list: [...world.settings.ipAllowList],
              open_id: world.botOpenId,
            },
          },
        }
      : refuse(11205),
});
