import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aGif, aPng, pngChunk, pngHead } from '../../../test/support/feishu/pictures';
import type { PictureKind } from '../../contract/model/message/picture';
import { pictureFacts } from './picture-facts';
import { orientationOf, withoutNotes } from './without-notes';

const place = Buffer.from('GPS 31.2304 N 121.4737 E', 'latin1');
const segment = (marker: number, data: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
};
/** An Exif segment as cameras write it: how they were held, then where they were. */
const exif = (orientation: number): Buffer =>
  segment(
    0xe1,
    Buffer.concat([
      Buffer.from('Exif\0\0II*\0', 'latin1'),
      Buffer.from([8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0]),
      place,
    ]),
  );
const frame = segment(0xc0, Buffer.from([8, 0, 6, 0, 9, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]));
const scan = Buffer.concat([segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])), Buffer.from([1, 2, 3, 0xff, 0xd9])]);
const aJpeg = (...more: readonly Buffer[]) => Buffer.concat([Buffer.from([0xff, 0xd8]), ...more, frame, scan]);
const chunk = (name: string, data: Buffer): Buffer => {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
};
const aWebp = (flags: number, ...more: readonly Buffer[]) => {
  const extended = chunk('VP8X', Buffer.from([flags, 0, 0, 0, 8, 0, 0, 5, 0, 0]));
  const body = Buffer.concat([Buffer.from('WEBP'), extended, chunk('VP8 ', Buffer.alloc(10)), ...more]);
  return Buffer.concat([Buffer.from('RIFF'), Buffer.from(new Uint32Array([body.length]).buffer), body]);
};

describe('what a picture is', () => {
  it.each([
    ['a PNG', aPng({ width: 9, height: 6 }), { kind: 'png', width: 9, height: 6, animated: false }],
    ['an animated PNG', aPng({ extra: [pngChunk('acTL', Buffer.alloc(8))] }), { kind: 'png', animated: true }],
    ['a GIF', aGif({ width: 9, height: 6 }), { kind: 'gif', width: 9, height: 6, animated: false }],
    ['an animated GIF', aGif({ frames: 2 }), { kind: 'gif', animated: true }],
    ['a JPEG', aJpeg(), { kind: 'jpeg', width: 9, height: 6, animated: false }],
    ['a WebP', aWebp(0), { kind: 'webp', width: 9, height: 6, animated: false }],
    ['an animated WebP', aWebp(0x02), { kind: 'webp', animated: true }],
  ])('is told of %s by its bytes', (_what, bytes, facts) => {
    expect(pictureFacts(bytes)).toMatchObject(facts);
  });

  it.each([
    ['a drawing in XML', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a BMP', Buffer.from('BM000000')],
    ['the head of a PNG alone', aPng().subarray(0, 30)],
    ['a GIF without a frame', aGif({ frames: 0 })],
    ['a size of zero', pngHead(0, 5)],
    ['nothing', Buffer.alloc(0)],
  ])('is not told of %s', (_what, bytes) => {
    expect(pictureFacts(bytes)).toBeNull();
  });

  it.each(['VP8X', 'VP8 ', 'VP8L'])('is not told of a WebP whose %s is too short for what it says', (name) => {
    const body = Buffer.concat([chunk(name, Buffer.alloc(2)), chunk('EXIF', place)]);
    const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
    head.writeUInt32LE(body.length + 4, 4);
    expect(pictureFacts(Buffer.concat([head, body]))).toBeNull();
  });

  it('reads bytes of any kind without reading beyond them', () => {
    const heads = [aPng(), aGif({ frames: 2 }), aJpeg(exif(6)), aWebp(0x0c, chunk('EXIF', place))];
    fc.assert(
      fc.property(fc.constantFrom(...heads), fc.nat(), fc.nat(255), fc.nat(), (whole, at, byte, cut) => {
        const bytes = Buffer.from(whole.subarray(0, 12 + (cut % whole.length)));
        bytes[at % bytes.length] = byte;
        const facts = pictureFacts(bytes);
        if (facts) withoutNotes(bytes, facts.kind);
      }),
    );
  });
});

describe('the notes in a picture’s file', () => {
  it.each<[PictureKind, Buffer]>([
    ['png', aPng({ extra: [pngChunk('eXIf', place), pngChunk('iTXt', place), pngChunk('tEXt', place)] })],
    ['jpeg', aJpeg(exif(6), segment(0xed, place), segment(0xfe, place))],
    ['webp', aWebp(0x0c, chunk('EXIF', place), chunk('XMP ', place))],
    [
      'gif',
      Buffer.concat([
        aGif().subarray(0, 19),
        Buffer.from([0x21, 0xfe, place.length]),
        place,
        Buffer.of(0),
        aGif().subarray(19),
      ]),
    ],
  ])('are taken out of a %s, the place first of all, and the picture stays', (kind, bytes) => {
    expect(bytes.includes(place)).toBe(true);
    const facts = pictureFacts(bytes);
    const clean = Buffer.from(withoutNotes(bytes, kind));
    expect(clean.includes(place)).toBe(false);
    expect(pictureFacts(clean)).toEqual(facts);
    if (kind === 'webp') expect([clean.readUInt32LE(4), clean[20]]).toEqual([clean.length - 8, 0]);
  });

  it('leave which side is up', () => {
    const clean = Buffer.from(withoutNotes(aJpeg(exif(6)), 'jpeg'));
    expect(orientationOf(clean)).toBe(6);
    expect(withoutNotes(aJpeg(exif(1)), 'jpeg')).toEqual(aJpeg());
  });

  it('leave out what follows the end of a PNG', () => {
    expect(withoutNotes(aPng({ noise: 50 }), 'png')).toEqual(aPng());
  });
});
