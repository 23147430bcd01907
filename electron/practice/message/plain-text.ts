import { isRecord, type JsonRecord, parseJson } from '../world/json';
import type { WorldMessage } from '../world/world';

const nodeText = (node: unknown): string => {
  if (!isRecord(node)) return '';
  switch (node.tag) {
    case 'at':
      return `@${typeof node.user_name === 'string' ? node.user_name : String(node.user_id ?? '')}`;
    case 'img':
      return '[图片]';
    case 'media':
      return '[视频]';
    case 'hr':
      return '———';
    default:
      return typeof node.text === 'string' ? node.text : '';
  }
};

const postText = (content: unknown): string => {
  if (!isRecord(content)) return '';
  const { title, content: lines } = content;
  const paragraphs = Array.isArray(lines)
    ? lines.map((line: unknown) => (Array.isArray(line) ? line.map(nodeText).join('') : ''))
    : [];
  return [...(typeof title === 'string' && title !== '' ? [title] : []), ...paragraphs].join('\n');
};

const inPost = (content: JsonRecord): unknown =>
  isRecord(content.zh_cn) ? content.zh_cn : 'content' in content ? content : Object.values(content)[0];

/** Keys of the pictures that a message shows, in their order. */
export const pictureKeys = (message: Pick<WorldMessage, 'msgType' | 'content'>): readonly string[] => {
  const content = parseJson(message.content)?.value;
  if (!isRecord(content)) return [];
  const post = message.msgType === 'post' ? inPost(content) : null;
  const lines = isRecord(post) && Array.isArray(post.content) ? post.content : [];
  const nodes = message.msgType === 'image' ? [{ ...content, tag: 'img' }] : lines.flat();
  return nodes.flatMap((node: unknown) =>
    isRecord(node) && node.tag === 'img' && typeof node.image_key === 'string' ? [node.image_key] : [],
  );
};

/** A message as a person sees it, in plain text: mentions by name, other kinds by what they are. */
export const plainText = (message: WorldMessage): string => {
  const content = parseJson(message.content)?.value;
  if (!isRecord(content)) return '';
  const text =
    message.msgType === 'text'
      ? String(content.text ?? '')
      : message.msgType === 'post'
        ? postText(inPost(content))
        : `[${message.msgType}]`;
  // The longest keys first: @_user_1 begins @_user_10.
  return [...message.mentions]
    .sort((one, other) => other.key.length - one.key.length)
    .reduce((so, { key, name }) => so.replaceAll(key, `@${name}`), text);
};
