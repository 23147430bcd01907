import { createHash } from 'node:crypto';
import type { FormPart } from '../gateway/endpoint';

const lineEnd = '\r\n';

/** A header's parameter, in quotes or without. */
const parameter = (header: string, name: string): string | null => {
  const [, quoted, bare] = new RegExp(`;\\s*${name}=(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(header) ?? [];
  return quoted ?? bare ?? null;
};

const readPart = (part: Buffer): FormPart | null => {
  const end = part.indexOf(lineEnd + lineEnd);
  if (end < 0) return null;
  const headers = new Map(
    part
      .subarray(0, end)
      .toString('utf8')
      .split(lineEnd)
      .map((line): [string, string] => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
      }),
  );
  const disposition = headers.get('content-disposition') ?? '';
  if (!/^form-data\b/i.test(disposition)) return null;
  return {
    name: parameter(disposition, 'name'),
    filename: parameter(disposition, 'filename'),
    type: headers.get('content-type') ?? null,
    bytes: part.subarray(end + 4),
  };
};

/**
 * Reads the parts of a `multipart/form-data` body; null for one that is not well formed. Written by hand, as `formData()`
 * hides whether a part had a file name and a type of its own (feishu-api 3.11).
 */
export const readMultipart = (body: Uint8Array, contentType: string): readonly FormPart[] | null => {
  const boundary = parameter(contentType, 'boundary');
  if (boundary === null || boundary === '') return null;
  const whole = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const fence = `--${boundary}`;
  const parts: FormPart[] = [];
  let from = whole.indexOf(fence);
  if (from !== 0) return null;
  for (;;) {
    const start = from + fence.length;
    const after = whole.subarray(start, start + 2).toString('latin1');
    if (after === '--') return parts;
    if (after !== lineEnd) return null;
    from = whole.indexOf(lineEnd + fence, start);
    if (from < 0) return null;
    const part = readPart(whole.subarray(start + 2, from));
    if (!part) return null;
    parts.push(part);
    from += lineEnd.length;
  }
};

/** A form for the log: fields as text, files by name, type, size and digest instead of their bytes. */
export const formForLog = (parts: readonly FormPart[]): Record<string, unknown> =>
  Object.fromEntries(
    parts.map(({ name, filename, type, bytes }) => [
      name ?? '',
      filename === null && type === null
        ? Buffer.from(bytes).toString('utf8').slice(0, 200)
        : { filename, type, bytes: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex') },
    ]),
  );
