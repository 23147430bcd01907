import { isRecord, type JsonRecord, parseJson } from '../gateway/json';
import type { Refusal } from '../gateway/reply';
import { refuseBody } from '../gateway/reply';

const largestBody = 4 * 1024 * 1024;

export interface RequestBody {
  text: string;
  bytes: number;
  /** What it parsed to, for the log; null without a body or when it is not JSON. */
  value: unknown;
  /** The object endpoints read; a refusal when the body is not one (feishu-api 7.3). */
  object: JsonRecord | Refusal;
}

/** Reads a body whole. With one, `Content-Type: application/json` and a JSON object are asked for. */
export const readRequest = async (request: Request): Promise<RequestBody> => {
  const buffer = await request.arrayBuffer();
  const bytes = buffer.byteLength;
  if (bytes === 0) return { text: '', bytes, value: null, object: {} };
  if (bytes > largestBody) return { text: '', bytes, value: null, object: refuseBody('request body too large') };
  const text = new TextDecoder().decode(buffer);
  const parsed = parseJson(text);
  const value = parsed?.value ?? null;
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json')
    return { text, bytes, value, object: refuseBody('content-type must be application/json') };
  return { text, bytes, value, object: isRecord(value) ? value : refuseBody('request body is not a json object') };
};
