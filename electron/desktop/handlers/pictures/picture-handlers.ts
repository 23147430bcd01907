import { failed, ok, problem } from '../../../contract/advice/problem';
import { pictureLimits } from '../../../contract/limits';
import type { Picture } from '../../../contract/model/message/picture';
import { bufferOf, pictureFacts } from '../../../core/pictures/picture-facts';
import type { KeptPictures } from '../../../storage/pictures/kept-pictures';
import type { Handlers } from '../../ipc/ipc-host';
import { type NativeImages, scaled } from '../../pictures/scale-down';
import { takePicture } from '../../pictures/take-picture';

export interface PictureHandlersDeps {
  pictures: KeptPictures;
  images: NativeImages;
  /** Deletes the files of pictures that no draft and no buzz has any more. */
  sweepPictures: () => void;
  /** Asks for pictures by the system's own dialog, at most so many; null: the person canceled. */
  openPictures: (most: number) => Promise<readonly Uint8Array[] | null>;
}

/** Longer side of a thumbnail, sharp at twice its size on screen (pixels). */
const thumbnailSide = 480;
/** Most pixels of which main makes a thumbnail; the page gets a larger picture as it is, and scales it in its own process. */
const mostPixels = 16_000_000;

/** Takes pictures for a draft, one at a time, and keeps their files. */
export const keepPicture = async (
  { pictures, images }: Pick<PictureHandlersDeps, 'pictures' | 'images'>,
  bytes: Uint8Array,
  scale: boolean,
) => {
  const taken = takePicture(bytes, scale, images);
  if (!taken.ok) return taken;
  const kept = await pictures.keep(taken.value.bytes);
  if (!kept.ok) return kept;
  const picture: Picture = { id: kept.value, ...taken.value.facts, bytes: taken.value.bytes.byteLength };
  return ok(picture);
};

/** Pictures: taken from the page as bytes, never as paths, and shown to it as data, since a page makes no request. */
export const pictureHandlers = (
  deps: PictureHandlersDeps,
): Pick<Handlers, 'addPicture' | 'pickPictures' | 'getPicture'> => ({
  addPicture: async ({ bytes, scale }) => {
    const picture = await keepPicture(deps, bytes, scale);
    deps.sweepPictures();
    return picture;
  },
  pickPictures: async () => ok((await deps.openPictures(pictureLimits.most)) ?? []),
  getPicture: async ({ id }) => {
    const bytes = await deps.pictures.read(id);
    const facts = bytes && pictureFacts(bytes);
    if (!bytes || !facts) return failed(problem('picture-gone'));
    const { kind, width, height, animated } = facts;
    const small =
      (kind === 'png' || kind === 'jpeg') && !animated && width * height <= mostPixels
        ? scaled(deps.images, bufferOf(bytes), facts, thumbnailSide, kind)
        : null;
    return ok(`data:image/${kind};base64,${bufferOf(small ?? bytes).toString('base64')}`);
  },
});
