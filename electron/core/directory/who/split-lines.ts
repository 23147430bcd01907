import { tidied } from '../../../contract/plain-text';
import { isAddress, longestLine, readLine } from './read-line';

/** A mark of a list before its entry: •, -, 1., 1、 */
const listMark = /^\s*(?:[•·●◦▪*‣–-]\s+|\d{1,3}(?:[.)）]\s+|、\s*(?=\D|\d{7})))(?=\S)/u;
/** The quotes that a name can begin with, and how each ends. */
const ends: Readonly<Record<string, string>> = { '"': '"', '“': '”', "'": "'", '‘': '’' };

/** Finds the next place of a character behind another place. Places that are asked for in order are looked up once. */
const nextOf = (row: string) => {
  const next = new Map<string, number>();
  return (character: string, after: number): number => {
    const known = next.get(character);
    if (known !== undefined && (known < 0 || known > after)) return known;
    const found = row.indexOf(character, after + 1);
    next.set(character, found);
    return found;
  };
};

/** Takes a row apart at its separators, but not within quotes or pointed brackets: those are one word, whatever they hold. */
const cut = (row: string, isSeparator: (character: string) => boolean): string[] => {
  const pieces: string[] = [];
  let begin = 0;
  /** Nothing but white space has come since the last separator. */
  let blank = true;
  const endAfter = nextOf(row);
  for (let at = 0; at < row.length; at += 1) {
    const character = row[at] ?? '';
    const end = blank ? ends[character] : character === '<' ? '>' : undefined;
    const closed = end === undefined ? -1 : endAfter(end, at);
    if (isSeparator(character)) {
      pieces.push(row.slice(begin, at));
      begin = at + 1;
      blank = true;
      // A quote that ends in the middle of a word is an apostrophe.
    } else if (closed > at && (end === '>' || !/[\p{L}\p{N}]/u.test(row[closed + 1] ?? ''))) {
      at = closed;
      blank = false;
    } else blank &&= character.trim() === '';
  }
  return [...pieces, row.slice(begin)].map(tidied).filter((each) => each !== '');
};

const isComma = (character: string) => ',，、'.includes(character);
const isSemicolon = (character: string) => ';；'.includes(character);

/** `Last, First <mail>` in letters that take a comma: Chinese names do not. */
const lastFirst = /^((?:(?!\p{sc=Han})[^,<>])+),\s*((?:(?!\p{sc=Han})[^,<>])+)<([^<>@]+)@[^<>]+>$/u;
const isLastFirst = (piece: string) =>
  piece.length <= longestLine && lastFirst.test(piece) && !isAddress(piece.split(',')[0] ?? '');

/** True if the mailbox of `Last, First <mail>` is called after both names, or after one and the initial of the other. */
const isCalledAfterBoth = (piece: string): boolean => {
  const letters = (text = '') => text.toLowerCase().replace(/\(.*\)|[^a-z]/g, '');
  const [, last, first, mailbox] = (lastFirst.exec(piece) ?? []).map(letters);
  if (!last || !first || !mailbox || Math.min(last.length, first.length) < 2) return false;
  return [[last, first] as const, [first, last] as const].some(([whole, other]) => {
    const rest = mailbox.replace(whole, '');
    return rest !== mailbox && (rest.includes(other) || rest === other[0]);
  });
};

/** Cells of a table's row that are one person: a name at most, and a mobile, e-mail or id of them. */
const isRowOfOne = (cells: readonly string[]): boolean => {
  if (cells.some((cell) => /[;；、，]/.test(cell))) return false;
  const kinds = cells.map((cell) => (isAddress(cell) ? Object.keys(readLine(cell).person).at(-1) : 'name'));
  return cells.length > 1 && kinds.some((kind) => kind !== 'name') && new Set(kinds).size === kinds.length;
};

/** Several addresses of one kind with nothing but spaces between them. */
const apart = (piece: string): string[] => {
  const words = piece.split(/\s+/u);
  const several = words.length > 1 && words.every((word) => /[@＠_]/u.test(word) && isAddress(word));
  return several && !isRowOfOne(words) ? words : [piece];
};

/**
 * Splits pasted text into people: by lines, commas, semicolons or tabs, also full-width ones. Grammar comes first: a name in
 * quotes with its address, `Last, First <mail>`, and the cells of a table's row stay together.
 */
export const linesOf = (text: string): string[] =>
  text.split(/[\r\n\v\f\u0085\u2028\u2029]+/u).flatMap((row) => {
    const cells = cut(row.replace(listMark, ''), (character) => character === '\t');
    if (isRowOfOne(cells)) return [cells.join('\t')];
    return cells.flatMap((cell) => {
      const pieces = cut(cell, isSemicolon);
      // As Outlook lists people: each with a comma in the name, and semicolons between them.
      const asInOutlook = pieces.length > 1 && pieces.every(isLastFirst);
      return pieces.flatMap((piece) =>
        isLastFirst(piece) && (asInOutlook || isCalledAfterBoth(piece)) ? [piece] : cut(piece, isComma).flatMap(apart),
      );
    });
  });
