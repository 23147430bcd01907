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

/** Most of an error that is taken in (characters, entries): two hundred ids fit into its message. Log ids are kept. */
const most = { message: 20_000, logId: 200, violations: 100, value: 1_000 } as const;

export interface Envelope {
  code: number;
  msg: string;
  error: ErrorPart;
  logId: string | null;
  /** The whole body, for the call's own schema. */
  body: unknown;
}

/** Shortest wait that a server's answer can cause (ms): with 0 it would be asked again and again. */
const leastWaitMs = 1_000;

/** Wait that `x-ogw-ratelimit-reset` or a proxy's `retry-after` asks for (ms); the headers are in seconds. */
export const retryAfterMs = (answer: HttpAnswer): number | null => {
  const header = answer.header('x-ogw-ratelimit-reset') ?? answer.header('retry-after');
  if (header === null || header.trim() === '') return null;
  const seconds = Number(header);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.max(leastWaitMs, Math.ceil(seconds * 1000)) : null;
};

/** Log id of an answer from either header; Feishu's support finds the call by it. */
export const headerLogId = (answer: HttpAnswer): string | null =>
  (answer.header('x-tt-logid') || answer.header('x-request-id'))?.slice(0, most.logId) || null;

/** An error's part without what no error of Feishu's has so much of. */
const cut = (part: ErrorPart): ErrorPart => ({
  log_id: part.log_id?.slice(0, most.logId),
  logid: part.logid?.slice(0, most.logId),
  message: part.message?.slice(0, most.message),
  field_violations: part.field_violations?.slice(0, most.violations).map(({ field, description }) => ({
    field: field.slice(0, most.value),
    description: description.slice(0, most.value),
  })),
  permission_violations: part.permission_violations?.slice(0, most.violations).map(({ subject, scope }) => ({
    subject: subject?.slice(0, most.value),
    scope: scope?.slice(0, most.value),
  })),
});

/** Reads the envelope; null when the body is not Feishu's: not JSON, or JSON without a numeric `code`. */
export const readEnvelope = (answer: HttpAnswer): Envelope | null => {
  if (answer.text === null) return null;
  const body = parseJson(answer.text);
  const read = Envelope.safeParse(body);
  if (!read.success) return null;
  const { code, msg, error } = read.data;
  const part = cut(error ?? {});
  return {
    code,
    msg: msg.slice(0, most.message),
    error: part,
    body,
    logId: headerLogId(answer) ?? part.log_id ?? part.logid ?? null,
  };
};
