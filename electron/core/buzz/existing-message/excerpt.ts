import { z } from 'zod';
import { longestExcerpt } from '../../../contract/limits';
import type { Locale } from '../../../contract/model/settings';
import type { OldMessage } from '../../feishu/feishu';
import { parseJson } from '../../text/read-text';
import { inOneLine, shorten } from '../../text/shorten';

const Text = z.looseObject({ text: z.string() });
const Node = z.looseObject({ tag: z.string(), text: z.string().optional(), user_name: z.string().optional() });
const Post = z.looseObject({ title: z.string().catch(''), content: z.array(z.array(Node.catch({ tag: '' }))) });

type Kind = 'image' | 'file' | 'audio' | 'media' | 'sticker' | 'interactive' | 'forward' | 'other';

const kinds: Readonly<Record<Locale, Readonly<Record<Kind, string>>>> = {
  'zh-CN': {
    image: '图片',
    file: '文件',
    audio: '语音',
    media: '视频',
    sticker: '表情',
    interactive: '卡片',
    forward: '合并转发',
    other: '其他消息',
  },
  'en-US': {
    image: 'Picture',
    file: 'File',
    audio: 'Voice message',
    media: 'Video',
    sticker: 'Sticker',
    interactive: 'Card',
    forward: 'Forwarded messages',
    other: 'Other message',
  },
};

const kindOf = (type: string): Kind => {
  switch (type) {
    case 'image':
    case 'file':
    case 'audio':
    case 'media':
    case 'sticker':
    case 'interactive':
      return type;
    case 'merge_forward':
      return 'forward';
    default:
      return 'other';
  }
};

/** The text of a message, if it has any: mentions by their names, a post's paragraphs in their order. */
const textOf = ({ type, content, mentions }: OldMessage): string => {
  const named = (text: string) =>
    // The longest placeholder first: `@_user_1` is also how `@_user_12` begins.
    [...mentions]
      .sort((a, b) => b.key.length - a.key.length)
      .reduce((rest, { key, name }) => rest.replaceAll(key, `@${name}`), text);
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
  return [post.data.title, ...lines].join(' ');
};

/** A message in one line: its text, shortened; a message without text is named in brackets by its type. */
export const excerptOf = (message: OldMessage, locale: Locale): string => {
  const text = inOneLine(textOf(message));
  if (text === '') return `[${kinds[locale][kindOf(message.type)]}]`;
  return shorten(text, longestExcerpt);
};
