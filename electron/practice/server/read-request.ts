import type { Context } from 'hono';
import type { BodyKind, FormPart } from '../gateway/endpoint';
import { type Refusal, refuseBody } from '../gateway/refusal';
import { isRecord, type JsonRecord, parseJson } from '../world/json';
import { type LoggedCall, logQuery, redactBody } from './call-log';
import type { PracticeServer } from './practice-server';
import { readCapped } from './read-capped';
import { formForLog, readMultipart } from './read-multipart';
import { newLogId } from './served-answer';
import type { Bindings } from './wire';

export type ServerContext = Context<{ Bindings: Bindings }>;

/** Largest request body that is read (bytes). */
const largestBody = 4 * 1024 * 1024;
/** Largest body with files that is read (bytes): one file of 30 MB and its form (feishu-api 3.11). */
const largestUpload = 32 * 1024 * 1024;

export interface RequestBody {
  text: string;
  bytes: number;
  /** The parsed body, for the log; null without a body or when it is not JSON. */
  value: unknown;
  /** The object endpoints read; a refusal when the body is not one (feishu-api 7.3). */
  object: JsonRecord | Refusal;
  parts: readonly FormPart[];
}

const readForm = (text: string): JsonRecord => Object.fromEntries(new URLSearchParams(text));

/** A body without parts. */
const plain = (body: Omit<RequestBody, 'parts'>): RequestBody => ({ ...body, parts: [] });

const readFiles = (buffer: Uint8Array, contentType: string): RequestBody => {
  const bytes = buffer.byteLength;
  const right = /^multipart\/form-data\s*;/i.test(contentType);
  const parts = right ? readMultipart(buffer, contentType) : null;
  if (!parts) return plain({ text: '', bytes, value: null, object: refuseBody('the body is a form with files') });
  const value = formForLog(parts);
  return { text: JSON.stringify(value), bytes, value, object: {}, parts };
};

/** Reads a body. It needs `Content-Type: application/json` and must be a JSON object; one of another `kind` is read as that. */
export const readBody = async (request: Request, kind: BodyKind | 'json' = 'json'): Promise<RequestBody> => {
  const buffer = await readCapped(request, kind === 'multipart' ? largestUpload : largestBody);
  if (buffer === null) return plain({ text: '', bytes: 0, value: null, object: refuseBody('request body too large') });
  const bytes = buffer.byteLength;
  const contentType = request.headers.get('content-type') ?? '';
  if (kind === 'multipart') return readFiles(buffer, contentType);
  if (bytes === 0) return plain({ text: '', bytes, value: null, object: {} });
  const text = new TextDecoder().decode(buffer);
  const type = contentType.split(';')[0]?.trim().toLowerCase();
  if (kind === 'form') {
    const object = readForm(text);
    const right = type === 'application/x-www-form-urlencoded';
    return plain({ text, bytes, value: object, object: right ? object : refuseBody('the body is a form') });
  }
  const parsed = parseJson(text);
  const value = parsed?.value ?? null;
  if (type !== 'application/json')
    return plain({ text, bytes, value, object: refuseBody('content-type must be application/json') });
  return plain({
    text,
    bytes,
    value,
    object: isRecord(value) ? value : refuseBody('request body is not a json object'),
  });
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
