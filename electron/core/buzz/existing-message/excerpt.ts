import { z } from 'zod';
import type { Locale } from '../../../contract/model/settings';
import type { OldMessage } from '../../feishu/feishu';

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

const parsed = (content: string): unknown => {
  try {
    return JSON.parse(content);
  } catch {
    return null;
  }
};

/** What was typed, as far as it is text: mentions by their names, a post's paragraphs in their order. */
const textOf = ({ type, content, mentions }: OldMessage): string => {
  const named = (text: string) =>
    // The longest placeholder first: `@_user_1` is also how `@_user_12` begins.
    [...mentions]
      .sort((a, b) => b.key.length - a.key.length)
      .reduce((rest, { key, name }) => rest.replaceAll(key, `@${name}`), text);
  if (type === 'text') {
    const text = Text.safeParse(parsed(content));
    return text.success ? named(text.data.text) : '';
  }
  if (type !== 'post') return '';
  const post = Post.safeParse(parsed(content));
  if (!post.success) return '';
  const lines = post.data.content.map((nodes) =>
    nodes.map((node) => (node.tag === 'at' ? `@${node.user_name ?? ''}` : (node.text ?? ''))).join(''),
  );
  return [post.data.title, ...lines].join(' ');
};

/** The most of a message that is shown to recognise it by. */
const longest = 200;

/** A message in one line: its text, shortened; what is no text is named in brackets by its type. */
export const excerptOf = (message: OldMessage, locale: Locale): string => {
  const text = textOf(message).replace(/\s+/g, ' ').trim();
  if (text === '') return `[${kinds[locale][kindOf(message.type)]}]`;
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
};
