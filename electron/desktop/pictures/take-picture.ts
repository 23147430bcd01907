import { type Answer, failed, ok, problem } from '../../contract/advice/problem';
import { pictureLimits } from '../../contract/limits';
import { bufferOf, type PictureFacts, pictureFacts } from '../../core/pictures/picture-facts';
import { withoutNotes } from '../../core/pictures/without-notes';
import { canScale, type NativeImages, scaleDown } from './scale-down';

const megabytes = (bytes: number): string => (bytes / (1024 * 1024)).toFixed(1);

const isTooLarge = (bytes: number, { kind, width, height }: PictureFacts): boolean =>
  bytes > pictureLimits.bytes ||
  Math.max(width, height) > (kind === 'gif' ? pictureLimits.gifPixels : pictureLimits.pixels);

/**
 * Takes the bytes of a picture that a person gives: told by what they are and not by a name, without the place where it was taken.
 * Too large for Feishu, it is refused (`picture-too-large`: it can be scaled down, `picture-too-large-kind`: it cannot) or, with
 * `scale`, made smaller.
 */
export const takePicture = (
  given: Uint8Array,
  scale: boolean,
  images: NativeImages,
): Answer<{ bytes: Uint8Array; facts: PictureFacts }> => {
  const facts = pictureFacts(given);
  if (!facts) return failed(problem('picture-kind'));
  const bytes = withoutNotes(given, facts.kind);
  if (!isTooLarge(bytes.byteLength, facts)) return ok({ bytes, facts });
  const size = { size: megabytes(bytes.byteLength), width: String(facts.width), height: String(facts.height) };
  if (!canScale(facts)) return failed(problem('picture-too-large-kind', size));
  if (!scale) return failed(problem('picture-too-large', size));
  const small = scaleDown(images, bufferOf(bytes), facts);
  const smaller = small && pictureFacts(small);
  return small && smaller ? ok({ bytes: small, facts: smaller }) : failed(problem('picture-too-large-kind', size));
};
