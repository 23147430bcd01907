import { type Call, type Endpoint, endpoint, type PracticeApp } from '../gateway/endpoint';
import { data, Refusal, type Reply } from '../gateway/refusal';

/** Refusals of the endpoint (feishu-api 6.2): HTTP 200 with any code, empty `data`. */
const texts = {
  403: 'forbidden',
  1000040345: 'app id or app secret invalid',
  1000040346: 'app id invalid',
  1000040350: 'the number of connections exceeds the limit',
  1000040351: 'Incorrect domain name',
} as const;

const refuse = (code: keyof typeof texts): Refusal => new Refusal(code, texts[code], 200, { bare: true });

const discover = (call: Call, app: PracticeApp): Reply => {
  const { AppID: appId, AppSecret: secret } = call.body;
  if (appId !== app.world.appId) throw refuse(1000040346);
  if (app.brand !== call.brand) throw refuse(1000040351);
  if (typeof secret !== 'string' || secret !== app.appSecret) throw refuse(1000040345);
  const { appEnabled, installed } = app.world.settings;
  if (!appEnabled || !installed) throw refuse(403);
  const { lines } = app;
  if (lines.count() >= lines.settings.mostLines) throw refuse(1000040350);
  const { host, protocol } = new URL(call.origin);
  const address = `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/ws/v2?${lines.issueTicket()}`;
  return data({ URL: address, ClientConfig: lines.settings.clientConfig });
};

/**
 * Gives the address of a long connection, with a ticket for one use (feishu-api 6.2). It asks for the secret instead of a token,
 * is not below `/open-apis`, and minds neither the month nor the allow-list.
 */
export const socketEndpoint: Endpoint = {
  api: 'ws_endpoint',
  method: 'POST',
  path: '/callback/ws/endpoint',
  scopes: [],
  auth: false,
  counted: false,
  handle: discover,
};

/** Counts the long connections of the app (feishu-api 6.8). Needs no scope. */
export const countConnections = endpoint({
  api: 'event_connection',
  method: 'GET',
  path: '/open-apis/event/v1/connection',
  scopes: [],
  perSecond: 10,
  handle: (_call, { lines }) => data({ online_instance_cnt: lines.count() }),
});
