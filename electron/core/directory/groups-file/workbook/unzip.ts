import { constants, inflateRawSync } from 'node:zlib';

/** A part of a zip file: its name, and a way to its content. null: the part is encrypted, damaged or too large. */
export interface ZipPart {
  name: string;
  read(most: number): Uint8Array | null;
}

const end = { mark: 0x06054b50, size: 22, comment: 0xffff } as const;
const entry = { mark: 0x02014b50, size: 46 } as const;
const local = { mark: 0x04034b50, size: 30 } as const;
/** Most parts of a file: a workbook has a few dozen. */
const mostParts = 2_000;

/** Inflates at most `most` bytes, whatever the file says about its size: a bomb ends there. */
const inflate = (packed: Uint8Array, most: number): Uint8Array | null => {
  try {
    return inflateRawSync(packed, { maxOutputLength: most, finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return null;
  }
};

/**
 * The parts of a zip file by its directory at the end, which counts where it and the parts disagree. null: it has none that
 * can be read; a file over 4 GB (zip64) is none.
 */
export const zipParts = (bytes: Uint8Array): readonly ZipPart[] | null => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const last = bytes.length - end.size;
  let at = last;
  while (at >= 0 && view.getUint32(at, true) !== end.mark) {
    at -= 1;
    if (last - at > end.comment) return null;
  }
  if (at < 0) return null;
  const count = view.getUint16(at + 10, true);
  let next = view.getUint32(at + 16, true);
  if (count > mostParts) return null;

  const parts: ZipPart[] = [];
  for (let index = 0; index < count; index += 1) {
    if (next + entry.size > bytes.length || view.getUint32(next, true) !== entry.mark) return null;
    const flags = view.getUint16(next + 8, true);
    const method = view.getUint16(next + 10, true);
    const packed = view.getUint32(next + 20, true);
    const nameLength = view.getUint16(next + 28, true);
    const skipped = view.getUint16(next + 30, true) + view.getUint16(next + 32, true);
    const from = view.getUint32(next + 42, true);
    const name = new TextDecoder().decode(bytes.subarray(next + entry.size, next + entry.size + nameLength));
    next += entry.size + nameLength + skipped;
    const read = (most: number): Uint8Array | null => {
      if (flags & 1 || from + local.size > bytes.length || view.getUint32(from, true) !== local.mark) return null;
      const begin = from + local.size + view.getUint16(from + 26, true) + view.getUint16(from + 28, true);
      const content = bytes.subarray(begin, begin + packed);
      if (content.length < packed) return null;
      if (method === 0) return content.length > most ? null : content;
      return method === 8 ? inflate(content, most) : null;
    };
    parts.push({ name, read });
  }
  return parts;
};
