/** What Feishu takes as a picture, told by its bytes (feishu-api 3.11). */
export type ImageKind = 'jpeg' | 'png' | 'webp' | 'gif' | 'bmp' | 'ico' | 'tiff' | 'heic';

export interface ImageFacts {
  kind: ImageKind;
  /** In pixels; null where practice does not read them. */
  size: { width: number; height: number } | null;
}

const latin = (bytes: Buffer, from: number, to: number): string => bytes.subarray(from, to).toString('latin1');

/** A JPEG's size stands in the frame header, behind segments of any length. */
const jpegSize = (bytes: Buffer): ImageFacts['size'] => {
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
};

const webpSize = (bytes: Buffer): ImageFacts['size'] => {
  if (bytes.length < 30) return null;
  switch (latin(bytes, 12, 16)) {
    case 'VP8X':
      return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
    case 'VP8 ':
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    default:
      return null;
  }
};

/** Tells the kind and size of a picture; null for bytes that are none. */
export const imageFacts = (given: Uint8Array): ImageFacts | null => {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  if (latin(bytes, 0, 3) === '\xff\xd8\xff') return { kind: 'jpeg', size: jpegSize(bytes) };
  if (latin(bytes, 0, 8) === '\x89PNG\r\n\x1a\n' && bytes.length >= 24)
    return { kind: 'png', size: { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) } };
  if (/^GIF8[79]a$/.test(latin(bytes, 0, 6)) && bytes.length >= 10)
    return { kind: 'gif', size: { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) } };
  if (latin(bytes, 0, 4) === 'RIFF' && latin(bytes, 8, 12) === 'WEBP') return { kind: 'webp', size: webpSize(bytes) };
  if (latin(bytes, 0, 2) === 'BM') return { kind: 'bmp', size: null };
  if (latin(bytes, 0, 4) === '\0\0\x01\0') return { kind: 'ico', size: null };
  if (['II*\0', 'MM\0*'].includes(latin(bytes, 0, 4))) return { kind: 'tiff', size: null };
  if (latin(bytes, 4, 8) === 'ftyp' && /^(heic|heix|mif1|msf1)$/.test(latin(bytes, 8, 12)))
    return { kind: 'heic', size: null };
  return null;
};
