import { pictureLimits } from '../../contract/limits';
import type { PictureKind } from '../../contract/model/message/picture';
import type { PictureFacts } from '../../core/pictures/picture-facts';
import { orientationOf, withOrientation } from '../../core/pictures/without-notes';

/** The parts of Electron's `nativeImage` used here. It decodes PNG and JPEG alone. */
export interface NativeImages {
  createFromBuffer(bytes: Buffer): NativePicture;
}

interface NativePicture {
  isEmpty(): boolean;
  resize(options: { width: number; height: number; quality: 'best' | 'good' }): NativePicture;
  toPNG(): Buffer;
  toJPEG(quality: number): Buffer;
}

/** Most pixels that main decodes: a picture of more would take hundreds of megabytes. */
const mostPixels = 120_000_000;
/** Longer sides to try, until the picture is small enough (pixels). */
const sides = [4096, 2560, 1600] as const;
const quality = 85;

/** Tells whether a picture can be made smaller here: a still one of a kind that main decodes. */
export const canScale = ({ kind, width, height, animated }: PictureFacts): boolean =>
  (kind === 'png' || kind === 'jpeg') && !animated && width * height <= mostPixels;

/**
 * Makes a picture smaller, so that its longer side has at most `side` pixels; null for one that cannot be decoded. Which side is up
 * stays.
 */
export const scaled = (
  images: NativeImages,
  bytes: Buffer,
  { width, height }: PictureFacts,
  side: number,
  as: PictureKind,
): Buffer | null => {
  const image = images.createFromBuffer(bytes);
  if (image.isEmpty()) return null;
  const by = Math.min(1, side / Math.max(width, height));
  const size = { width: Math.max(1, Math.round(width * by)), height: Math.max(1, Math.round(height * by)) };
  const small = image.resize({ ...size, quality: 'best' });
  return as === 'png' ? small.toPNG() : withOrientation(small.toJPEG(quality), orientationOf(bytes));
};

/** Makes a picture small enough for Feishu; null: it cannot be decoded. A PNG that stays too large becomes a JPEG. */
export const scaleDown = (images: NativeImages, bytes: Buffer, facts: PictureFacts): Buffer | null => {
  for (const side of sides) {
    for (const as of facts.kind === 'png' ? (['png', 'jpeg'] as const) : (['jpeg'] as const)) {
      const small = scaled(images, bytes, facts, side, as);
      if (small === null || small.byteLength <= pictureLimits.bytes) return small;
    }
  }
  return null;
};
