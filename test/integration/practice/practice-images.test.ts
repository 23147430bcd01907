import { beforeEach, describe, expect, test } from 'vitest';
import { aGif, aPng, pngHead } from '../../support/feishu/pictures';
import { type PlainCompany, plainCompany } from '../../support/feishu/plain-company';

let world: PlainCompany;
beforeEach(async () => {
  world = await plainCompany();
});

const postWith = (key: string) => ({
  msg_type: 'post',
  content: JSON.stringify({
    zh_cn: { title: '', content: [[{ tag: 'text', text: '看图' }], [{ tag: 'img', image_key: key }]] },
  }),
});
const sendPost = (key: string) => world.send('open_id', world.person('李雷').openId, postWith(key));
const lastDid = () => world.practice.log.entries.at(-1)?.did;

test('a picture gets a key, and the log tells its digest instead of its bytes', async () => {
  const bytes = aPng();
  const answer = await world.upload(bytes);
  expect(answer).toMatchObject({
    code: 0,
    body: { data: { image_key: expect.stringMatching(/^img_v3_[0-9a-f]{32}$/) } },
  });
  expect(world.practice.log.entries.at(-1)).toMatchObject({
    api: 'upload_image',
    body: { image_type: 'message', image: { filename: 'a.png', type: 'image/png', bytes: bytes.length } },
    did: { image: { use: 'message', kind: 'png', bytes: bytes.length } },
  });
});

test('a post shows own pictures after its text, in their order', async () => {
  const key = (await world.upload(aPng())).body.data.image_key;
  expect(await sendPost(key)).toMatchObject({ code: 0 });
  expect(lastDid()?.message).toMatchObject({ text: '看图\n[图片]', images: [key] });
});

describe('refusals', () => {
  const bad: readonly (readonly [string, () => Uint8Array, object, number])[] = [
    ['an empty file', () => Buffer.alloc(0), {}, 234010],
    ['more than 10 MB', () => aPng({ noise: 10 * 1024 * 1024 }), {}, 234006],
    ['no picture', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), {}, 234011],
    ['too many pixels', () => pngHead(12_001, 10), {}, 234039],
    ['a GIF of more than 2000 pixels', () => aGif({ width: 2001 }), {}, 234039],
    ['an avatar of more than 4096 pixels', () => pngHead(4097, 10), { use: 'avatar' }, 234039],
    ['another use', () => aPng(), { use: 'sticker' }, 234001],
    ['no use', () => aPng(), { use: '' }, 99992402],
    ['bytes that are no file', () => aPng(), { asFile: false }, 234001],
  ];
  test.each(bad)('%s', async (_what, bytes, fields, code) => {
    expect(await world.upload(bytes(), fields)).toMatchObject({ status: 400, code });
    expect(lastDid()?.image).toBeUndefined();
  });

  test('a body that is no form with files', async () => {
    expect(await world.call('POST', '/im/v1/images', { image_type: 'message' })).toMatchObject({ code: 9499 });
  });

  test('an app without the scope is told both that would do', async () => {
    world.practice.change({ revokeScopes: ['im:resource:upload'] });
    expect(await world.upload(aPng())).toMatchObject({
      code: 99991672,
      msg: expect.stringContaining('im:resource:upload'),
    });
  });

  test('an app without its bot', async () => {
    world.practice.change({ botEnabled: false });
    expect(await world.upload(aPng())).toMatchObject({ code: 234007 });
  });

  test('the key of another app, of an avatar, or of no picture in a post', async () => {
    const other = world.practice.openApp({ scopes: ['im:resource'] });
    const token = (await world.askToken(other.appId, other.appSecret)).body.tenant_access_token;
    const foreign = (await world.upload(aPng(), { as: token })).body.data.image_key;
    const avatar = (await world.upload(aPng(), { use: 'avatar' })).body.data.image_key;
    for (const key of [foreign, avatar, 'img_v3_0']) expect(await sendPost(key)).toMatchObject({ code: 230017 });
  });
});
