import type { Picture } from '../../contract/model/message/picture';
import { gifBlocks, jpegSegments, pngChunks, pngHead, webpChunks } from './parts';

/** What a picture's bytes say about it, whatever its name. */
export type PictureFacts = Pick<Picture, 'kind' | 'width' | 'height' | 'animated'>;

const starts = (bytes: Buffer, text: string, at = 0): boolean =>
  bytes.toString('latin1', at, at + text.length) === text;

const png = (bytes: Buffer): PictureFacts | null => {
  const [head, ...others] = pngChunks(bytes);
  if (head?.name !== 'IHDR' || head.to < 33 || !others.some(({ name }) => name === 'IDAT')) return null;
  const animated = others.some(({ name }) => name === 'acTL');
  return { kind: 'png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), animated };
};

const jpeg = (bytes: Buffer): PictureFacts | null => {
  const segments = jpegSegments(bytes);
  // c0 to cf begin a frame, but for tables (c4), reserved ones (c8) and conditioning (cc).
  const frame = segments.find(({ name }) => /^c[0-35-79-bd-f]$/.test(name));
  if (!frame || frame.to - frame.from < 9 || segments.at(-1)?.name !== 'SOS') return null;
  const at = frame.from;
  return { kind: 'jpeg', width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5), animated: false };
};

const gif = (bytes: Buffer): PictureFacts | null => {
  if (bytes.length < 14) return null;
  const frames = gifBlocks(bytes).filter(({ name }) => name === 'frame').length;
  if (frames === 0) return null;
  return { kind: 'gif', width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8), animated: frames > 1 };
};

/** Bytes of each first chunk that its head of a picture takes. */
const webpHeads: Readonly<Record<string, number>> = { VP8X: 10, 'VP8 ': 10, VP8L: 5 };

const webp = (bytes: Buffer): PictureFacts | null => {
  const [first] = webpChunks(bytes);
  if (!first || first.to - first.from < 8 + (webpHeads[first.name] ?? Infinity)) return null;
  const at = first.from + 8;
  switch (first.name) {
    case 'VP8X': {
      const animated = ((bytes[at] ?? 0) & 0x02) !== 0;
      return {
        kind: 'webp',
        width: bytes.readUIntLE(at + 4, 3) + 1,
        height: bytes.readUIntLE(at + 7, 3) + 1,
        animated,
      };
    }
    case 'VP8 ': {
      const [width, height] = [bytes.readUInt16LE(at + 6) & 0x3fff, bytes.readUInt16LE(at + 8) & 0x3fff];
      return { kind: 'webp', width, height, animated: false };
    }
    case 'VP8L': {
      const bits = bytes.readUInt32LE(at + 1);
      return { kind: 'webp', width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1, animated: false };
    }
    default:
      return null;
  }
};

/** The bytes as a `Buffer` over the same memory. */
export const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Tells a picture's kind, size and movement by its bytes; null for what is none of the kinds that are sent. */
export const pictureFacts = (given: Uint8Array): PictureFacts | null => {
  const bytes = bufferOf(given);
  const facts = starts(bytes, pngHead)
    ? png(bytes)
    : starts(bytes, '\xff\xd8\xff')
      ? jpeg(bytes)
      : starts(bytes, 'GIF87a') || starts(bytes, 'GIF89a')
        ? gif(bytes)
        : starts(bytes, 'RIFF') && starts(bytes, 'WEBP', 8)
          ? webp(bytes)
          : null;
  return facts && facts.width > 0 && facts.height > 0 ? facts : null;
};
