import type { PictureKind } from '../../contract/model/message/picture';
import { gifBlocks, jpegSegments, type Part, pngChunks, webpChunks } from './parts';
import { bufferOf } from './picture-facts';

/** The parts of each kind that hold notes about a picture and not the picture: place, camera, author, previews, comments. */
const notes: Readonly<Record<PictureKind, (name: string, text: () => string) => boolean>> = {
  png: (name) => ['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME'].includes(name),
  webp: (name) => name === 'EXIF' || name === 'XMP ',
  gif: (name) => name === 'comment' || name.startsWith('application:XMP Data'),
  // e1: Exif, with the place, and XMP. ed: IPTC. fe: comment. e2 is the color profile, unless it holds more pictures (MPF).
  jpeg: (name, text) => ['e1', 'ed', 'fe'].includes(name) || (name === 'e2' && text().startsWith('MPF')),
};

/** The direction in which a camera was held, as a JPEG's Exif has it (1 to 8); 1 where it is not said. */
export const orientationOf = (bytes: Buffer): number => {
  const exif = jpegSegments(bytes).find(({ name }) => name === 'e1');
  if (!exif) return 1;
  const base = exif.from + 10;
  if (bytes.toString('latin1', exif.from + 4, base) !== 'Exif\0\0') return 1;
  const tiff = bytes.subarray(base, exif.to);
  if (tiff.length < 14) return 1;
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number) => (at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const ifd = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  const count = Math.min(short(ifd), 200);
  for (let index = 0; index < count; index += 1) {
    const at = ifd + 2 + index * 12;
    if (short(at) !== 0x0112) continue;
    const value = short(at + 8);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
};

/** An Exif segment that says nothing but how the camera was held. */
const orientationOnly = (orientation: number): Buffer =>
  Buffer.from([
    ...[0xff, 0xe1, 0, 34, ...Buffer.from('Exif\0\0', 'latin1'), ...Buffer.from('MM\0*', 'latin1'), 0, 0, 0, 8],
    ...[0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0],
  ]);

/** A JPEG that says how its camera was held; the bytes as they are for the usual way. */
export const withOrientation = (bytes: Buffer, orientation: number): Buffer =>
  orientation === 1 ? bytes : Buffer.concat([bytes.subarray(0, 2), orientationOnly(orientation), bytes.subarray(2)]);

const partsOf: Readonly<Record<PictureKind, (bytes: Buffer) => readonly Part[]>> = {
  png: pngChunks,
  webp: webpChunks,
  gif: gifBlocks,
  jpeg: jpegSegments,
};

/**
 * The same picture without the notes in its file, the place where it was taken first of all. What is seen stays: pixels, colors,
 * movement, and which side is up. Bytes behind the end go as well.
 */
export const withoutNotes = (given: Uint8Array, kind: PictureKind): Uint8Array => {
  const bytes = bufferOf(given);
  const parts = partsOf[kind](bytes);
  const first = parts[0];
  if (!first) return given;
  const kept = parts.filter(({ name, from }) => !notes[kind](name, () => bytes.toString('latin1', from + 4, from + 8)));
  const pieces = kept.map(({ from, to }) => bytes.subarray(from, to));
  const head = Buffer.from(bytes.subarray(0, first.from));
  const whole = Buffer.concat([head, ...pieces]);
  if (kind === 'jpeg') return withOrientation(whole, orientationOf(bytes));
  if (kind === 'webp') {
    whole.writeUInt32LE(whole.length - 8, 4);
    // The flags that promise Exif and XMP.
    if (whole.toString('latin1', 12, 16) === 'VP8X') whole.writeUInt8(whole.readUInt8(20) & ~0x0c, 20);
  }
  return whole;
};
