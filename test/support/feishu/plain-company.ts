import { tokenHeader } from '../../../electron/practice/control/token';
import type { PracticeOptions } from '../../../electron/practice/start-practice';
import { allScopes } from '../../../electron/practice/world/scopes';
import { aCompany, chatIn, personIn } from './a-company';

/** Answer as a plain HTTP client sees it. */
export interface PlainAnswer {
  status: number;
  code: number;
  msg: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape.
  body: any;
  headers: Headers;
}

/**
 * Practice Feishu of the running test and an app with every scope, with a clock that the test moves and a plain client that shares no code with the app.
 */
export const plainCompany = async (options: PracticeOptions = {}) => {
  let now = Date.UTC(2026, 4, 22, 2, 0, 0);
  const practice = await aCompany({ clock: { now: () => now }, scopes: allScopes, ...options });
  let token = '';

  const raw = async (
    method: string,
    path: string,
    init: { headers?: Record<string, string>; body?: BodyInit } = {},
  ) => {
    const headers: HeadersInit = path.startsWith('/_practice') ? { [tokenHeader]: practice.controlToken } : {};
    const response = await fetch(`${practice.baseUrl}${path}`, { method, redirect: 'manual', headers, ...init });
    const text = await response.text();
    const body = text.startsWith('{') ? JSON.parse(text) : text;
    return { status: response.status, code: body.code, msg: body.msg, body, headers: response.headers } as PlainAnswer;
  };

  const askToken = async (appId = practice.appId, secret: unknown = practice.appSecret) =>
    raw('POST', '/open-apis/auth/v3/tenant_access_token/internal', {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ app_id: appId, app_secret: secret }),
    });

  const call = async (method: string, path: string, body?: unknown): Promise<PlainAnswer> => {
    if (token === '') token = (await askToken()).body.tenant_access_token;
    return raw(method, `/open-apis${path}`, {
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  };

  /** Uploads bytes as a picture; `asFile: false` leaves their file name and type out. */
  const upload = async (bytes: Uint8Array, fields: { use?: string; asFile?: boolean; as?: string } = {}) => {
    if (token === '') token = (await askToken()).body.tenant_access_token;
    const form = new FormData();
    form.set('image_type', fields.use ?? 'message');
    if (fields.asFile === false) form.set('image', Buffer.from(bytes).toString('latin1'));
    else form.set('image', new File([Uint8Array.from(bytes)], 'a.png', { type: 'image/png' }));
    return raw('POST', '/open-apis/im/v1/images', {
      headers: { authorization: `Bearer ${fields.as ?? token}` },
      body: form,
    });
  };

  const person = (name: string) => personIn(practice, name);

  const chat = (name: string) => chatIn(practice, name);

  const send = (idType: string, receiveId: string, fields: Record<string, unknown> = {}) =>
    call('POST', `/im/v1/messages?receive_id_type=${idType}`, {
      receive_id: receiveId,
      msg_type: 'text',
      content: JSON.stringify({ text: '请处理' }),
      ...fields,
    });

  const buzz = (messageId: string, ids: unknown, channel = 'app', idType = 'open_id') =>
    call('PATCH', `/im/v1/messages/${messageId}/urgent_${channel}?user_id_type=${idType}`, { user_id_list: ids });

  return {
    practice,
    raw,
    call,
    upload,
    askToken,
    person,
    chat,
    send,
    buzz,
    /** Moves time forward. */
    pass(ms: number) {
      now += ms;
    },
    useToken(value: string) {
      token = value;
    },
    /** Sends a message of the bot to this chat. */
    async sent(chatName: string): Promise<string> {
      return (await send('chat_id', chat(chatName).chatId)).body.data.message_id;
    },
    /** Sends a message of the bot to this person. */
    async sentTo(name: string): Promise<string> {
      return (await send('open_id', person(name).openId)).body.data.message_id;
    },
  };
};

export type PlainCompany = Awaited<ReturnType<typeof plainCompany>>;
