import { ok } from '../../../electron/contract/advice/problem';
import { PictureId } from '../../../electron/contract/model/message/picture';
import type { Handlers } from './fake-handlers';

/** A picture of one pixel. */
const onePixel = 'data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==';

/** Pictures of a draft: each is taken, and looks like one pixel. */
export const fakePictures = (
  nextNumber: () => number,
): Pick<Handlers, 'addPicture' | 'pickPictures' | 'getPicture'> => ({
  addPicture: ({ bytes }) => {
    const id = PictureId.parse(`pic_fake${String(nextNumber()).padStart(6, '0')}`);
    return ok({ id, kind: 'png', width: 640, height: 400, bytes: bytes.byteLength || 1, animated: false });
  },
  pickPictures: () => ok([new Uint8Array([1])]),
  getPicture: () => ok(onePixel),
});
