import { z } from 'zod';
import { parseJson } from '../../text/read-text';
import type { HttpAnswer } from './transport';

/**
 * Envelope of every answer (feishu-api 7.4). Loose: a field that is missing or of another type is left out and refuses
 * nothing, as only `code` decides.
 */
const ErrorPart = z.object({
  log_id: z.string().optional().catch(undefined),
  logid: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  field_violations: z
    .array(z.object({ field: z.string().catch(''), description: z.string().catch('') }))
    .catch([])
    .optional(),
  // Live answers name the scope in `subject`, the documentation in `scope` (feishu-api 7.5).
  permission_violations: z
    .array(z.object({ subject: z.string().optional().catch(undefined), scope: z.string().optional().catch(undefined) }))
    .catch([])
    .optional(),
});
export type ErrorPart = z.infer<typeof ErrorPart>;

const Envelope = z.looseObject({
  code: z.int(),
  msg: z.string().catch(''),
  error: ErrorPart.optional().catch(undefined),
});

export interface Envelope {
  code: number;
  msg: string;
  error: ErrorPart;
  logId: string | null;
  /** The whole body, for the call's own schema. */
  body: unknown;
}

/** Wait that `x-ogw-ratelimit-reset` or a proxy's `retry-after` asks for (ms); the headers are in seconds. */
export const retryAfterMs = (answer: HttpAnswer): number | null => {
  const header = answer.header('x-ogw-ratelimit-reset') ?? answer.header('retry-after');
  if (header === null || header.trim() === '') return null;
  const seconds = Number(header);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds * 1000) : null;
};

/** Log id of an answer from either header; Feishu's support finds the call by it. */
export const headerLogId = (answer: HttpAnswer): string | null =>
  answer.header('x-tt-logid') || answer.header('x-request-id') || null;

/** Reads the envelope; null when the body is not Feishu's: not JSON, or JSON without a numeric `code`. */
export const readEnvelope = (answer: HttpAnswer): Envelope | null => {
  if (answer.text === null) return null;
  const body = parseJson(answer.text);
  const read = Envelope.safeParse(body);
  if (!read.success) return null;
  const { code, msg, error } = read.data;
  const part = error ?? {};
  return { code, msg, error: part, body, logId: headerLogId(answer) ?? part.log_id ?? part.logid ?? null };
};
