import { withoutDirection } from '../../contract/direction';

/** A text with its line breaks and runs of white space turned into single spaces, and without marks of direction. */
export const inOneLine = (text: string): string => withoutDirection(text).replace(/\s+/g, ' ').trim();

/** A text of at most `most` characters, the last of them an ellipsis if the text was longer; no character is cut in two. */
export const shorten = (text: string, most: number): string => {
  // As many UTF-16 units hold no more characters: the common case needs no array.
  if (text.length <= most) return text;
  const characters = [...text];
  if (characters.length <= most) return text;
  return `${characters
    .slice(0, most - 1)
    .join('')
    .trimEnd()}…`;
};
