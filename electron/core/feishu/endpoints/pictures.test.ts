import { expect, it } from 'vitest';
import { fakeFeishu, openGuard } from '../../../../test/support/feishu/fake-feishu';
import { aPng } from '../../../../test/support/feishu/pictures';

const answer = { json: { code: 0, msg: 'success', data: { image_key: 'img_v3_1' } } };

it('uploads a picture as a file with a name and a type of its own', async () => {
  const { feishu, requests } = fakeFeishu(() => answer);
  const bytes = aPng();
  expect(await feishu.uploadPicture({ bytes, kind: 'png' }, openGuard())).toMatchObject({
    ok: true,
    value: { key: 'img_v3_1' },
  });
  const [request] = requests;
  expect(request).toMatchObject({ method: 'POST', path: '/open-apis/im/v1/images' });
  const form = await new Response(request?.init.body, { headers: request?.headers ?? {} }).formData();
  expect(form.get('image_type')).toBe('message');
  const image = form.get('image') as File;
  expect(image).toMatchObject({ name: 'picture.png', type: 'image/png' });
  expect(Buffer.from(await image.arrayBuffer()).equals(bytes)).toBe(true);
});

it('asks its gate, and takes no picture that Feishu would not', async () => {
  const { feishu, requests } = fakeFeishu(() => answer);
  const shut = await feishu.uploadPicture(
    { bytes: aPng(), kind: 'png' },
    openGuard(async () => false),
  );
  expect(shut).toMatchObject({ failure: { stage: 'not-sent' } });
  for (const size of [0, 10 * 1024 * 1024 + 1]) {
    const upload = feishu.uploadPicture({ bytes: new Uint8Array(size), kind: 'png' }, openGuard());
    await expect(upload).rejects.toThrow(RangeError);
  }
  expect(requests).toEqual([]);
});

it.each([
  [234006, 'rejected', false],
  [232096, 'rejected', false],
  [99991400, 'rejected', true],
  [2200, 'faulty', true],
])('tells of code %i whether another try may help', async (code, stage, passing) => {
  const { feishu } = fakeFeishu(() => ({ status: 400, json: { code, msg: 'no' } }));
  const failed = await feishu.uploadPicture({ bytes: aPng(), kind: 'png' }, openGuard());
  expect(failed).toMatchObject({ ok: false, failure: { stage, passing, problem: { code } } });
});
