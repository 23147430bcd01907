import { z } from 'zod';
import { parseJson } from '../text/read-text';

/** A message's content as Feishu gives it: JSON in a string, with placeholders for the people that it mentions. */
export interface MessageContent {
  type: string;
  content: string;
  mentions: readonly { key: string; name: string }[];
}

const Text = z.looseObject({ text: z.string() });
const Node = z.looseObject({ tag: z.string(), text: z.string().optional(), user_name: z.string().optional() });
const Post = z.looseObject({ title: z.string().catch(''), content: z.array(z.array(Node.catch({ tag: '' }))) });

/**
 * The text of a message (feishu-api 3.3): mentions by their names, a post's title and paragraphs each in a line; '' for a
 * message that has none, such as a picture.
 */
export const messageText = ({ type, content, mentions }: MessageContent): string => {
  const named = (text: string) =>
    // The longest placeholder first: `@_user_1` is also how `@_user_12` begins.
    [...mentions]
      .sort((a, b) => b.key.length - a.key.length)
      .reduce((rest, { key, name }) => rest.replaceAll(key, () => `@${name}`), text);
  if (type === 'text') {
    const text = Text.safeParse(parseJson(content));
    return text.success ? named(text.data.text) : '';
  }
  if (type !== 'post') return '';
  const post = Post.safeParse(parseJson(content));
  if (!post.success) return '';
  const lines = post.data.content.map((nodes) =>
    nodes.map((node) => (node.tag === 'at' ? `@${node.user_name ?? ''}` : (node.text ?? ''))).join(''),
  );
  return [post.data.title, ...lines].join('\n');
};
