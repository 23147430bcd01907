import { deflateSync } from 'node:zlib';
import { type Picture, PictureId } from '../../../electron/contract/model/message/picture';

const crcOf = (bytes: Uint8Array): number => {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
};

/** A chunk of a PNG: length, type, data, checksum. */
export const pngChunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crcOf(body), body.length + 4);
  return whole;
};

/** A real PNG of one color; `extra` chunks go before its picture, `noise` bytes follow it. */
export const aPng = (
  options: {
    width?: number;
    height?: number;
    color?: readonly [number, number, number];
    extra?: readonly Buffer[];
    noise?: number;
  } = {},
): Buffer => {
  const { width = 8, height = 6, color = [214, 69, 69], extra = [], noise = 0 } = options;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const row = Buffer.concat([Buffer.of(0), Buffer.concat(Array.from({ length: width }, () => Buffer.of(...color)))]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', header),
    ...extra,
    pngChunk('IDAT', pixels),
    pngChunk('IEND', Buffer.alloc(0)),
    Buffer.alloc(noise, 1),
  ]);
};

/** The head of a PNG with any size, which claims more pixels than it holds. */
export const pngHead = (width: number, height: number): Buffer => {
  const bytes = aPng();
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
};

/** A GIF of one white pixel, with as many frames, on a canvas of this size. */
export const aGif = ({ frames = 1, width = 1, height = 1 } = {}): Buffer => {
  const screen = Buffer.from('GIF89a\0\0\0\0\x80\0\0\xff\xff\xff\0\0\0', 'latin1');
  screen.writeUInt16LE(width, 6);
  screen.writeUInt16LE(height, 8);
  const frame = Buffer.from('21f904000a0000002c0000000001000100000202440100', 'hex');
  return Buffer.concat([screen, ...Array.from({ length: frames }, () => frame), Buffer.of(0x3b)]);
};

/** A small picture of a draft; the number makes it another one. */
export const aPicture = (number = 1): Picture => ({
  id: PictureId.parse(`pic_${String(number).padStart(8, '0')}`),
  kind: 'png',
  width: 8 + number,
  height: 6,
  bytes: bytesOf(number).length,
  animated: false,
});

const bytesOf = (number: number) => aPng({ width: 8 + number });

/** The files of such pictures. */
export const filesOf = (...pictures: readonly Picture[]): Map<PictureId, Uint8Array> =>
  new Map(pictures.map(({ id, width }) => [id, aPng({ width })]));
