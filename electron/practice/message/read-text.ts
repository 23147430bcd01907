import { isRecord } from '../gateway/json';
import { refuseExt } from '../gateway/refusals';
import type { Refusal } from '../gateway/reply';
import type { World } from '../world/world';
import { createMentions, type ReadBack } from './read-back';

const atTag = /<at\s+user_id\s*=\s*"([^"]*)"\s*>(.*?)<\/at>/gs;

/** A `text` message: `{"text":"…"}`, `<at user_id="…">` inside it are mentions (feishu-api 3.3). */
export const readText = (world: World, content: unknown): ReadBack | Refusal => {
  if (!isRecord(content) || typeof content.text !== 'string') return refuseExt(230001, 'invalid message content');
  if (content.text === '') return refuseExt(230001, 'content cannot be empty');
  const mentions = createMentions(world);
  const text = content.text.replace(atTag, (whole: string, id: string) => mentions.add(id)?.key ?? whole);
  return { content: JSON.stringify({ text }), text, mentions: mentions.all };
};
