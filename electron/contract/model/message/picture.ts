import { z } from 'zod';
import { pictureLimits } from '../../limits';

/** Kinds of pictures that the app takes and Feishu shows (feishu-api 3.11). */
export const PictureKind = z.enum(['png', 'jpeg', 'webp', 'gif']);
export type PictureKind = z.infer<typeof PictureKind>;

/** Id of a kept picture: its file in the data folder is named by it. */
export const PictureId = z
  .string()
  .regex(/^pic_[0-9a-z]{8,40}$/)
  .brand('PictureId');
export type PictureId = z.infer<typeof PictureId>;

/** A picture of a draft or a buzz. Its bytes are a file that main keeps. */
export const Picture = z.strictObject({
  id: PictureId,
  kind: PictureKind,
  /** In pixels. */
  width: z.int().min(1).max(pictureLimits.pixels),
  height: z.int().min(1).max(pictureLimits.pixels),
  bytes: z.int().min(1).max(pictureLimits.bytes),
  animated: z.boolean(),
});
export type Picture = z.infer<typeof Picture>;
