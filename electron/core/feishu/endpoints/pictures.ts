import { z } from 'zod';
import { pictureLimits } from '../../../contract/limits';
import type { PictureKind } from '../../../contract/model/message/picture';
import type { Call } from '../client/call';
import type { Feishu } from '../feishu';

const UploadAnswer = z.looseObject({ data: z.looseObject({ image_key: z.string().min(1).max(200) }) });

const types: Readonly<Record<PictureKind, string>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
};

/** `POST /im/v1/images` (feishu-api 3.11). The file's name on this computer does not leave it. Throws on a size Feishu refuses. */
export const uploadPicture =
  (call: Call): Feishu['uploadPicture'] =>
  async ({ bytes, kind }, guard) => {
    if (bytes.byteLength === 0 || bytes.byteLength > pictureLimits.bytes)
      throw new RangeError('a picture has 1 byte to 10 MB');
    const answer = await call({
      api: 'upload',
      method: 'POST',
      path: 'im/v1/images',
      form: { image_type: 'message', image: { name: `picture.${kind}`, type: types[kind], bytes } },
      schema: UploadAnswer,
      guard,
    });
    return answer.ok ? { ok: true, value: { key: answer.value.data.image_key }, logId: answer.logId } : answer;
  };
