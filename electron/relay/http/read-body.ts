import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { longestBody } from '../../contract/relay';
import { parseJson } from '../../core/text/read-text';
import { type RelayContext, refuse } from './refusals';

/** Most places that a refusal names. */
const mostPlaces = 10;

const bytesOf = async (request: Request): Promise<Buffer | null> => {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  if (!reader) return Buffer.alloc(0);
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.byteLength;
    if (size > longestBody) {
      void reader.cancel().catch(() => undefined);
      return null;
    }
    parts.push(part.value);
  }
  return Buffer.concat(parts);
};

type Issue = z.core.$ZodIssue;

/** The places of one issue. Of several forms that a value may have, the one that it is closest to counts. */
const placesIn = (issue: Issue): readonly string[] => {
  if (issue.code === 'unrecognized_keys') return issue.keys;
  if (issue.code === 'invalid_union') {
    const [closest = []] = issue.errors.toSorted((one, other) => one.length - other.length);
    return closest.flatMap(placesIn);
  }
  return [issue.path.join('.') || '.'];
};

/** Refuses a value by the places that are wrong, without what stands there. Pictures are no mistake: a relay takes none. */
const refuseValue = (c: RelayContext, error: z.ZodError): Response => {
  const places = [...new Set(error.issues.flatMap(placesIn))];
  if (places.includes('images')) return refuse(c, 'invalid', { message: 'no-pictures', advice: 'no-pictures-advice' });
  return refusePlaces(c, places);
};

/** Refuses a body by the places in it that are missing or wrong. */
export const refusePlaces = (c: RelayContext, places: readonly string[]): Response => {
  const named = places.slice(0, mostPlaces).map((place) => place.slice(0, 60));
  return refuse(c, 'invalid', { values: { places: named.join(', ') } });
};

/** Reads the bytes of a JSON body, at most 1 MB of them. `digest`: their SHA-256 (hex). */
export const readBytes = async (
  c: RelayContext,
): Promise<{ ok: true; bytes: Buffer; digest: string } | { ok: false; answer: Response }> => {
  const type = c.req.header('content-type') ?? '';
  if (!/^application\/json\s*(?:;|$)/i.test(type)) return { ok: false, answer: refuse(c, 'wrong-type') };
  const bytes = await bytesOf(c.req.raw).catch(() => Buffer.alloc(0));
  if (bytes === null) return { ok: false, answer: refuse(c, 'too-large') };
  return { ok: true, bytes, digest: createHash('sha256').update(bytes).digest('hex') };
};

/** Reads the body of a call whose token is good, at most 1 MB of it, and checks it. `digest`: SHA-256 of its bytes (hex). */
export const readBody = async <T>(
  c: RelayContext,
  schema: z.ZodType<T>,
): Promise<{ ok: true; value: T; digest: string } | { ok: false; answer: Response }> => {
  const body = await readBytes(c);
  if (!body.ok) return body;
  const read = schema.safeParse(parseJson(body.bytes.toString('utf8')));
  return read.success
    ? { ok: true, value: read.data, digest: body.digest }
    : { ok: false, answer: refuseValue(c, read.error) };
};

/** Reads the query of a call. A name given twice, or one that the schema does not know, is refused. */
export const readQuery = <T>(
  c: RelayContext,
  schema: z.ZodType<T>,
): { ok: true; value: T } | { ok: false; answer: Response } => {
  const given: Record<string, string> = {};
  for (const [name, values] of Object.entries(c.req.queries())) {
    const [value, ...more] = values;
    if (value === undefined || more.length > 0) {
      return { ok: false, answer: refuse(c, 'invalid', { values: { places: name.slice(0, 60) } }) };
    }
    given[name] = value;
  }
  const read = schema.safeParse(given);
  return read.success ? { ok: true, value: read.data } : { ok: false, answer: refuseValue(c, read.error) };
};
