import { refuseExt } from '../gateway/refusal';
import { isRecord, type JsonRecord } from '../world/json';
import type { World } from '../world/world';
import { createMentions, type StoredContent } from './mentions';
import { ownImage } from './own-image';

const languages = ['zh_cn', 'en_us', 'ja_jp'] as const;

type Mentions = ReturnType<typeof createMentions>;

/** A node as Feishu returns it, and as plain text. */
interface ReadNode {
  node: JsonRecord;
  plain: string;
  image?: string;
}

const invalid = (reason: string) => refuseExt(230001, `invalid message content, ${reason}`);

const filled = (node: JsonRecord, field: string): string | null => {
  const value = node[field];
  return typeof value === 'string' && value !== '' ? value : null;
};

const styled = (node: JsonRecord): boolean =>
  node.style === undefined || (Array.isArray(node.style) && node.style.every((style) => typeof style === 'string'));

const isAddress = (href: string) => /^(https?|mailto|tel|lark|feishu):/i.test(href) && URL.canParse(href);

const readNode = (node: JsonRecord, world: World, mentions: Mentions): ReadNode => {
  const style = node.style ?? [];
  switch (node.tag) {
    case 'text':
    case 'code_block':
    case 'md': {
      if (typeof node.text !== 'string') throw invalid(`${node.tag} tag: text is required`);
      if (node.un_escape !== undefined && typeof node.un_escape !== 'boolean')
        throw invalid('text tag: un_escape is not a bool');
      if (node.text === '' && world.settings.emptyText === 'refused') throw invalid(`${node.tag} tag: text is empty`);
      return { node: node.tag === 'text' ? { tag: 'text', text: node.text, style } : { ...node }, plain: node.text };
    }
    case 'a': {
      const href = filled(node, 'href');
      if (typeof node.text !== 'string') throw invalid('a tag: text is required');
      if (href === null || !isAddress(href)) throw invalid('a tag: href is invalid');
      return { node: { tag: 'a', text: node.text, href, style }, plain: node.text };
    }
    case 'at': {
      const id = filled(node, 'user_id');
      if (id === null) throw invalid('at tag: user_id is required');
      const mention = mentions.add(id);
      const name = mention?.name ?? (typeof node.user_name === 'string' ? node.user_name : '');
      return { node: { tag: 'at', user_id: mention?.key ?? id, user_name: name, style }, plain: `@${name}` };
    }
    case 'hr':
      return { node: { tag: 'hr' }, plain: '' };
    case 'emotion': {
      const emoji = filled(node, 'emoji_type');
      if (emoji === null) throw invalid('emotion tag: emoji_type is required');
      return { node: { ...node }, plain: `[${emoji}]` };
    }
    case 'img': {
      const key = filled(node, 'image_key');
      if (key === null) throw invalid('img tag: image_key is required');
      ownImage(world, key);
      return { node: { ...node }, plain: '[图片]', image: key };
    }
    case 'media':
      if (filled(node, 'file_key') === null) throw invalid('media tag: file_key is required');
      return { node: { ...node }, plain: '[视频]' };
    default:
      throw invalid(`unknown tag: ${String(node.tag)}`);
  }
};

/** Tags that must stand alone in their paragraph. */
const alone: readonly unknown[] = ['md', 'img', 'media', 'hr', 'code_block'];

const readParagraph = (
  paragraph: unknown,
  world: World,
  mentions: Mentions,
): { nodes: JsonRecord[]; plain: string; images: string[] } => {
  if (!Array.isArray(paragraph)) throw invalid('a paragraph of content is not a list');
  const nodes: JsonRecord[] = [];
  const images: string[] = [];
  let plain = '';
  for (const item of paragraph) {
    if (!isRecord(item)) throw invalid('a node of content is not an object');
    if (alone.includes(item.tag) && paragraph.length > 1)
      throw invalid(`${String(item.tag)} tag must be alone in its paragraph`);
    if (!styled(item)) throw invalid(`${String(item.tag)} tag: style is not a list of strings`);
    const read = readNode(item, world, mentions);
    nodes.push(read.node);
    plain += read.plain;
    if (read.image !== undefined) images.push(read.image);
  }
  return { nodes, plain, images };
};

/** Reads a `post`: at least one language, paragraphs of nodes, each checked by its tag's rules (feishu-api 3.3). */
export const readPost = (world: World, content: unknown): StoredContent => {
  if (!isRecord(content)) throw invalid('post is not an object');
  const present = languages.filter((language) => content[language] !== undefined);
  if (present.length === 0) throw invalid('post has no language');
  let answer: StoredContent | null = null;
  for (const language of present) {
    const version = content[language];
    if (!isRecord(version) || !Array.isArray(version.content)) throw invalid(`${language}.content is not a list`);
    if (version.title !== undefined && typeof version.title !== 'string')
      throw invalid(`${language}.title is not a string`);
    const mentions = createMentions(world);
    const paragraphs: JsonRecord[][] = [];
    const lines: string[] = [];
    const images: string[] = [];
    for (const paragraph of version.content) {
      const read = readParagraph(paragraph, world, mentions);
      paragraphs.push(read.nodes);
      lines.push(read.plain);
      images.push(...read.images);
    }
    const title = typeof version.title === 'string' ? version.title : '';
    if (title === '' && lines.join('') === '') throw refuseExt(230001, 'content cannot be empty');
    answer ??= {
      content: JSON.stringify({ title, content: paragraphs }),
      text: [...(title === '' ? [] : [title]), ...lines].join('\n'),
      mentions: mentions.all,
      images,
    };
  }
  if (!answer) throw invalid('post has no language');
  return answer;
};
