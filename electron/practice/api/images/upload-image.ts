import { randomBytes } from 'node:crypto';
import { type Call, endpoint, type PracticeApp } from '../../gateway/endpoint';
import { data, type Reply, refuse, refuseFields } from '../../gateway/refusal';
import { botWorks } from '../../message/bot-access';
import { imageFacts } from './image-facts';

/** Largest picture (bytes), and longest side by use and kind (pixels). */
const mostBytes = 10 * 1024 * 1024;
const longest = { avatar: 4096, gif: 2000, other: 12_000 };
/** Pictures whose bytes are kept for the chat page; keys of older ones go on working. */
const keptPictures = 40;

const upload = (call: Call, app: PracticeApp): Reply => {
  const { world } = app;
  const parts = new Map(call.parts.map((part) => [part.name, part]));
  if (!botWorks(world)) throw refuse(234007);
  const use = Buffer.from(parts.get('image_type')?.bytes ?? []).toString('utf8');
  if (use === '') throw refuseFields({ field: 'image_type', value: '', description: 'image_type is required' });
  if (use !== 'message' && use !== 'avatar') throw refuse(234001);
  const image = parts.get('image');
  if (!image) throw refuseFields({ field: 'image', value: '', description: 'image is required' });
  // Bytes without a file name or a type of their own are no file to Feishu (feishu-api 3.11).
  if (image.filename === null) throw refuse(234001);
  if (image.type === null) throw refuse(234011);
  const { bytes } = image;
  if (bytes.byteLength === 0) throw refuse(234010);
  if (bytes.byteLength > mostBytes) throw refuse(234006);
  const facts = imageFacts(bytes);
  if (!facts) throw refuse(234011);
  const most = use === 'avatar' ? longest.avatar : facts.kind === 'gif' ? longest.gif : longest.other;
  if (facts.size && Math.max(facts.size.width, facts.size.height) > most) throw refuse(234039);
  const key = `img_v3_${randomBytes(16).toString('hex')}`;
  world.images.set(key, { use, kind: facts.kind, bytes });
  const kept = [...world.images].filter(([, one]) => one.bytes !== null);
  for (const [old, one] of kept.slice(0, Math.max(0, kept.length - keptPictures)))
    world.images.set(old, { ...one, bytes: null });
  call.effects.image = { key, use, kind: facts.kind, bytes: bytes.byteLength };
  return data({ image_key: key });
};

/** Takes a picture for messages or avatars (feishu-api 3.11): its key works for this app alone. */
export const uploadImage = endpoint({
  api: 'upload_image',
  method: 'POST',
  path: '/open-apis/im/v1/images',
  scopes: ['im:resource', 'im:resource:upload'],
  body: 'multipart',
  handle: upload,
});
