import type { Context } from 'hono';
import { isRecord, type JsonRecord, parseJson } from '../gateway/json';
import { type Refusal, refuseBody } from '../gateway/refusal';
import { type LoggedCall, logQuery, redactBody } from './call-log';
import type { PracticeServer } from './practice-server';
import { readCapped } from './read-capped';
import { newLogId } from './served-answer';
import type { Bindings } from './wire';

export type ServerContext = Context<{ Bindings: Bindings }>;

/** Largest request body that is read (bytes). */
const largestBody = 4 * 1024 * 1024;

export interface RequestBody {
  text: string;
  bytes: number;
  /** The parsed body, for the log; null without a body or when it is not JSON. */
  value: unknown;
  /** The object endpoints read; a refusal when the body is not one (feishu-api 7.3). */
  object: JsonRecord | Refusal;
}

const readForm = (text: string): JsonRecord => Object.fromEntries(new URLSearchParams(text));

/** Reads a body. It needs `Content-Type: application/json` and must be a JSON object; with `form` it is a form of that type. */
export const readBody = async (request: Request, form = false): Promise<RequestBody> => {
  const buffer = await readCapped(request, largestBody);
  if (buffer === null) return { text: '', bytes: 0, value: null, object: refuseBody('request body too large') };
  const bytes = buffer.byteLength;
  if (bytes === 0) return { text: '', bytes, value: null, object: {} };
  const text = new TextDecoder().decode(buffer);
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (form) {
    const object = readForm(text);
    const right = type === 'application/x-www-form-urlencoded';
    return { text, bytes, value: object, object: right ? object : refuseBody('the body is a form') };
  }
  const parsed = parseJson(text);
  const value = parsed?.value ?? null;
  if (type !== 'application/json')
    return { text, bytes, value, object: refuseBody('content-type must be application/json') };
  return { text, bytes, value, object: isRecord(value) ? value : refuseBody('request body is not a json object') };
};

const loggedHeaders = ['host', 'content-type', 'user-agent', 'accept', 'cookie', 'cache-control'] as const;

/** Logs a request at its arrival. The rest of the entry is filled in while the call goes on. */
export const openEntry = (
  server: PracticeServer,
  context: ServerContext,
  api: string | null,
  body: RequestBody,
  did: LoggedCall['did'],
): LoggedCall => {
  const url = new URL(context.req.url);
  const { world } = server.app;
  const at = world.now();
  const headers: Record<string, string> = {};
  for (const name of loggedHeaders) {
    const value = context.req.header(name);
    if (value !== undefined) headers[name] = value;
  }
  const authorization = context.req.header('authorization');
  if (authorization !== undefined) headers.authorization = `${authorization.slice(0, 2)}***`;
  return server.log.open({
    at,
    app: world.appId,
    method: context.req.method,
    path: url.pathname,
    api,
    query: logQuery(url.searchParams),
    headers,
    body: redactBody(body.value),
    logId: newLogId(at),
    connection: server.connectionOf(context.env.wire.connection),
    did,
    status: null,
    code: null,
    dropped: null,
    fault: null,
  });
};
