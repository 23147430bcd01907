import { tidied } from '../../contract/plain-text';

const tag = /<\s*\/?\s*at\b[^<>]{0,300}>/giu;
/** The beginning of a tag that is not whole: what follows it in the message must not make it so. */
const begun = /<(?=\s*\/?\s*at\b)/giu;

/** A text without mentions: Feishu reads some texts as `<at user_id="all">`, and an alarm names no one. */
export const withoutMentions = (text: string): string => {
  let left = text;
  // What a removed tag was put around may be one itself.
  for (let before = ''; before !== left; ) {
    before = left;
    left = left.replace(tag, '');
  }
  return left.replace(begun, '‹');
};

/** A text of at most so many characters, an ellipsis the last of them where something was cut off. */
export const cutTo = (text: string, most: number): string => {
  const characters = [...text.slice(0, 2 * most + 2)];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
};

/**
 * A text of an alarm as data: no control characters, marks of direction or other invisible characters, no mentions, line ends
 * as in a message, at most so many characters. `line`: of one line.
 */
export const cleaned = (text: string, most: number, line = false): string => {
  const whole = text
    .slice(0, 8 * most)
    .replace(/\p{Surrogate}/gu, '')
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n');
  const plain = withoutMentions(tidied(whole).replace(/\t/g, ' '));
  return cutTo(line ? plain.replace(/\s+/g, ' ') : plain.replace(/\n{3,}/g, '\n\n'), most);
};
