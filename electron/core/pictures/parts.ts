// How pictures are put together: chunks of PNG and WebP, segments of JPEG, blocks of GIF. Every reader takes bytes of any
// origin: it never reads beyond them, and gives up at the first part that is not whole.

/** A part of a picture: its name and where it lies, head included (bytes). */
export interface Part {
  name: string;
  from: number;
  to: number;
}

const latin = (bytes: Buffer, from: number, to: number): string => bytes.toString('latin1', from, to);

export const pngHead = '\x89PNG\r\n\x1a\n';

/** The chunks of a PNG up to its end; bytes behind it are none. */
export const pngChunks = (bytes: Buffer): readonly Part[] => {
  const chunks: Part[] = [];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const to = at + 12 + bytes.readUInt32BE(at);
    const name = latin(bytes, at + 4, at + 8);
    if (to > bytes.length) break;
    chunks.push({ name, from: at, to });
    if (name === 'IEND') break;
    at = to;
  }
  return chunks;
};

/** The chunks of a WebP, padding included. */
export const webpChunks = (bytes: Buffer): readonly Part[] => {
  const chunks: Part[] = [];
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = bytes.readUInt32LE(at + 4);
    const to = Math.min(at + 8 + size + (size % 2), bytes.length);
    if (at + 8 + size > bytes.length) break;
    chunks.push({ name: latin(bytes, at, at + 4), from: at, to });
    at = to;
  }
  return chunks;
};

/** The segments of a JPEG before its picture data; the last one, `SOS`, reaches to the end. */
export const jpegSegments = (bytes: Buffer): readonly Part[] => {
  const segments: Part[] = [];
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) break;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xda) {
      segments.push({ name: 'SOS', from: at, to: bytes.length });
      break;
    }
    const to = at + 2 + bytes.readUInt16BE(at + 2);
    if (to > bytes.length) break;
    segments.push({ name: marker.toString(16), from: at, to });
    at = to;
  }
  return segments;
};

/** Skips the sub-blocks of a GIF; answers with the place behind them. */
const behindBlocks = (bytes: Buffer, from: number): number => {
  let at = from;
  while (at < bytes.length && bytes[at] !== 0) at += 1 + (bytes[at] ?? 0);
  return at + 1;
};

const tableBytes = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

/** The blocks of a GIF: `frame`, `control`, `comment`, `application:<name>`, `text`, `end`. */
export const gifBlocks = (bytes: Buffer): readonly Part[] => {
  const blocks: Part[] = [];
  for (let at = 13 + tableBytes(bytes[10] ?? 0); at < bytes.length; ) {
    const kind = bytes[at];
    if (kind === 0x3b) {
      blocks.push({ name: 'end', from: at, to: at + 1 });
      break;
    }
    let name = 'frame';
    let to = 0;
    if (kind === 0x2c) to = behindBlocks(bytes, at + 11 + tableBytes(bytes[at + 9] ?? 0));
    else if (kind === 0x21) {
      const label = bytes[at + 1];
      name = label === 0xf9 ? 'control' : label === 0xfe ? 'comment' : label === 0xff ? 'application' : 'text';
      if (name === 'application') name += `:${latin(bytes, at + 3, at + 14)}`;
      to = behindBlocks(bytes, at + 2);
    } else break;
    if (to > bytes.length) break;
    blocks.push({ name, from: at, to });
    at = to;
  }
  return blocks;
};
