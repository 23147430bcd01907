import { refuse, refuseExt } from '../gateway/refusal';
import { isRecord, parseJson } from '../world/json';
import type { World } from '../world/world';
import { createMentions, type StoredContent } from './mentions';
import { ownImage } from './own-image';
import { readCard } from './read-card';
import { readPost } from './read-post';

const kilobyte = 1024;
const uploaded: readonly string[] = ['image', 'file', 'audio', 'media', 'sticker'];

/** Largest request body for a type of message (bytes): 150 KB for text, 30 KB for the others (feishu-api 3.2). */
const sizeLimit = (msgType: string): number => (msgType === 'text' ? 150 : 30) * kilobyte;

/** Checks the size, the type and the double-encoded content of a message, node by node. */
export const readContent = (
  world: World,
  message: { msgType: string; content: string; bodyBytes: number },
): StoredContent => {
  const { msgType, content } = message;
  const messageTypes = ['text', 'post', 'interactive', 'share_chat', 'share_user', 'system', ...uploaded];
  if (!messageTypes.includes(msgType)) throw refuseExt(230001, 'invalid msg_type');
  if (message.bodyBytes > sizeLimit(msgType)) throw refuse(230025);
  const parsed = parseJson(content);
  if (!parsed) throw refuseExt(230001, 'invalid message content, content is not a string in json format');
  const { value } = parsed;
  if (msgType === 'text') return readText(world, value);
  if (msgType === 'post') return readPost(world, value);
  if (!isRecord(value)) throw refuseExt(230001, 'invalid message content');
  if (msgType === 'image') {
    const key = String(value.image_key);
    ownImage(world, key);
    return { content, text: '[图片]', mentions: [], images: [key] };
  }
  // Practice takes no other files, so no key of one is the bot's own.
  if (uploaded.includes(msgType)) throw refuse(230017);
  if (msgType === 'interactive') return readCard(world, content, value);
  if (msgType === 'system') throw refuse(230054);
  if (msgType === 'share_chat' && world.chats.get(String(value.chat_id))?.botIn !== true) throw refuse(230002);
  if (msgType === 'share_user' && !world.byOpenId.has(String(value.user_id))) {
    throw refuseExt(230001, 'invalid user_id');
  }
  return { content, text: '', mentions: [] };
};

const atTag = /<at\s+user_id\s*=\s*"([^"]*)"\s*>(.*?)<\/at>/gs;

/** Reads a `text` message, `{"text":"…"}`, in which `<at user_id="…">` is a mention (feishu-api 3.3). */
const readText = (world: World, content: unknown): StoredContent => {
  if (!isRecord(content) || typeof content.text !== 'string') throw refuseExt(230001, 'invalid message content');
  if (content.text === '') throw refuseExt(230001, 'content cannot be empty');
  const mentions = createMentions(world);
  // Behind the last end no mention can begin, which is looked for from each of them to the end of the text.
  const end = content.text.lastIndexOf('</at>') + '</at>'.length;
  const mentioned = content.text.slice(0, end).replace(atTag, (whole, id: string) => mentions.add(id)?.key ?? whole);
  const text = mentioned + content.text.slice(end);
  return { content: JSON.stringify({ text }), text, mentions: mentions.all };
};
