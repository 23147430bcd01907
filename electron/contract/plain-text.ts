/*
 * What two texts have to share to be the same, wherever they come from: a file, a paste, the command line, a link, a
 * search. Free of zod, because the renderer loads this file. Mobiles, e-mails and Chinese scripts: `core/text`.
 */

import { trimEnd, trimStart } from './trim-ends';

/** Invisible characters that pictures and some scripts need in the middle: joiners, variation selectors, tags of flags. */
const joining = /[\u200c-\u200d\u{e0020}-\u{e007f}]|\p{Variation_Selector}/u;
/** Characters that no person sees: marks of direction, joiners, fillers, controls; white space is none of them. */
const invisible = /(?![\t-\r])[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu;
/** A character that a person sees; the blank of Braille is none. */
const visible = /[^\s\p{Default_Ignorable_Code_Point}\p{Cc}\u2800]/u;

/** White space, and the joiners that mean nothing at an end. */
const outer = /[\s\u200c\u200d]/;

/** True for a text in which there is nothing to see. */
export const isBlank = (text: string): boolean => !visible.test(text);

/**
 * A text as it is kept: as written, but without the invisible characters that programs put around copied text, and without
 * white space at its ends. '' if there is nothing to see in it.
 */
export const tidied = (text: string): string =>
  isBlank(text)
    ? ''
    : trimEnd(
        trimStart(
          text.replace(invisible, (character) => (joining.test(character) ? character : '')),
          outer,
        ),
        outer,
      );

/** A text without invisible characters and in compatible forms: full width becomes plain, an accent one with its letter. */
export const plainText = (text: string): string => text.replace(invisible, '').normalize('NFKC').trim();

/** Names that are their own key, as nearly all are: looking is ten times as fast as folding. */
const ownKey = /^(?:[\u4e00-\u9fff]+|[a-z\d]+)$/;

const apostrophes = /[‘’ʼ′`´＇｀]/gu;

/** Makes all apostrophes one: before compatible forms, which make a space and an accent of ´. */
const withApostrophes = (text: string): string => text.normalize('NFC').replace(apostrophes, "'");

const foldName = (name: string): string =>
  plainText(withApostrophes(name))
    // Once more, since compatible forms make ′ of others.
    .replace(apostrophes, "'")
    .replace(/[·•‧∙⋅・᛫●⸱ꞏ]/gu, '·')
    .replace(/[\p{Pd}−]/gu, '-')
    .replace(/\s+/gu, ' ')
    .replace(/ ?([·()-]) ?/gu, '$1')
    .replace(/(?<=\p{sc=Han}) (?=\p{sc=Han})/gu, '')
    .toLowerCase()
    .normalize('NFKC');

/**
 * The form in which two names are compared: case, width, spaces, middle dots, dashes, brackets and apostrophes make no difference,
 * nor does the space that lists put between two Chinese characters (张　伟). Accents do.
 */
export const nameKey = (name: string): string => (ownKey.test(name) ? name : foldName(name));

/** Letters that Unicode does not take apart into a letter and a mark, as they are typed. */
const typedAs: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  þ: 'th',
};

/** The form in which a search compares: as `nameKey`, and without accents (alvaro finds Álvaro, lu finds Lü). */
export const searchKey = (text: string): string =>
  ownKey.test(text)
    ? text
    : foldName(
        withApostrophes(text)
          .replace(invisible, '')
          .normalize('NFKD')
          .replace(/[\u0300-\u036f]/g, ''),
      ).replace(/[ßæœøđðłħıþ]/g, (letter) => typedAs[letter] ?? letter);

/** All that are called so: exactly as written if there are any, otherwise those whose name differs only in its form. */
export const called = <T extends { name: string }>(name: string, all: readonly T[]): readonly T[] => {
  const exact = all.filter((each) => each.name === name);
  if (exact.length > 0) return exact;
  const key = nameKey(name);
  return key === '' ? [] : all.filter((each) => nameKey(each.name) === key);
};
