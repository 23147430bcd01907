import type { Locale } from '../../../contract/model/settings';
import type { Post, PostNode } from '../../feishu/feishu';
import type { BuzzRecord } from '../record/buzz-record';
import type { RecordNote } from '../record/note-record';

/** Largest number of people a message names: more would break the 30 KB of a post, and the buzz notifies enough. */
export const mentionLimit = 50;

/** The line that names the person who asks, because the callee only sees a bot. */
export const askingLine = (asker: string, locale: Locale): string =>
  locale === 'zh-CN' ? `— ${asker} 发起的加急` : `— from ${asker} via Feishu Buzz`;

/** The quiet line of a message that asks for an answer. */
const answerLine: Record<Locale, string> = {
  'zh-CN': '回复或点表情即表示收到',
  'en-US': 'React or reply to acknowledge',
};

/** The line that names the person behind a note, which asks for nothing. */
const noteLine = (asker: string, locale: Locale): string =>
  locale === 'zh-CN' ? `— ${asker}，来自飞书加急` : `— from ${asker} via Feishu Buzz`;

/** Text of a blank line: whether Feishu takes an empty text node is not documented, a space it does (feishu-api 3.3). */
const blankLine = ' ';

/**
 * The message as a `post`: mentions first (chat mode), then the text exactly as it was typed, a paragraph per line, then
 * the asking line and how to answer. Text nodes carry no markup (feishu-api 3.3), so no text can turn into a mention or a link.
 */
export const postOf = (message: {
  text: string;
  asker: string;
  locale: Locale;
  mentions: readonly string[];
  /** It asks for an answer, and says how to give one. */
  asks?: boolean;
  /** The line under the text; by default the one that says who buzzes. */
  from?: string;
}): Post => {
  const mentioned: PostNode[][] =
    message.mentions.length > 0 && message.mentions.length <= mentionLimit
      ? [message.mentions.map((id): PostNode => ({ tag: 'at', user_id: id }))]
      : [];
  const typed = message.text.split(/\r\n|\r|\n/).map((line): PostNode[] => [{ tag: 'text', text: line || blankLine }]);
  const asking: PostNode[] = [{ tag: 'text', text: message.from ?? askingLine(message.asker, message.locale) }];
  const answer: PostNode[][] = message.asks ? [[{ tag: 'text', text: answerLine[message.locale] }]] : [];
  return { zh_cn: { title: '', content: [...mentioned, ...typed, asking, ...answer] } };
};

/** The same message without mentions of these ids; a paragraph of only such mentions is left out. */
export const withoutMentions = (post: Post, ids: readonly string[]): Post => ({
  zh_cn: {
    ...post.zh_cn,
    content: post.zh_cn.content
      .map((nodes) => nodes.filter((node) => node.tag !== 'at' || !ids.includes(node.user_id)))
      .filter((nodes) => nodes.length > 0),
  },
});

/** The same message with pictures after its text, each in a paragraph of its own (feishu-api 3.11). */
export const withPictures = (post: Post, keys: readonly string[]): Post => ({
  zh_cn: {
    ...post.zh_cn,
    content: [...post.zh_cn.content, ...keys.map((key): PostNode[] => [{ tag: 'img', image_key: key }])],
  },
});

/** Keys as long as they come, to weigh a message whose pictures are not uploaded yet. */
export const someKeys = (count: number): readonly string[] => Array.from({ length: count }, () => 'x'.repeat(100));

/** Largest request body of a `post` (bytes, feishu-api 3.2). */
export const postLimit = 30 * 1024;

/** Size of the request body that carries this post, with id and uuid at their longest (bytes). */
export const postWeight = (post: Post): number => {
  const body = {
    receive_id: 'x'.repeat(70),
    msg_type: 'post',
    content: JSON.stringify(post),
    uuid: 'x'.repeat(50),
  };
  return new TextEncoder().encode(JSON.stringify(body)).length;
};

/**
 * The ids that a chat's message names: those of all its people, unless they are too many, or the one whose turn is the first.
 * Direct messages name none.
 */
export const mentionsOf = ({ confirmed, ladder }: BuzzRecord): readonly string[] => {
  const [first] = ladder?.turns ?? [];
  return confirmed.mention
    ? confirmed.people.flatMap(({ key, id, preflight }) =>
        id === null || preflight || (first !== undefined && key !== first) ? [] : [id],
      )
    : [];
};

/** A note as a `post`: its text exactly as it was written, no line of it markup. */
export const notePost = (
  { confirmed: { text, mentions } }: { confirmed: Pick<RecordNote['confirmed'], 'text' | 'mentions'> },
  asker: string,
  locale: Locale,
): Post => postOf({ text, asker, locale, mentions, from: noteLine(asker, locale) });
