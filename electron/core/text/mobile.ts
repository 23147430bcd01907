import { plainText } from '../../contract/plain-text';

/** Things that programs write around a number: a link's scheme, a formula or an apostrophe that makes it text, `.0`. */
const wrapping = /^(?:tel:|callto:|sms:)|^="(?=.*"$)|(?<=^="[^"]*)"$|^['‘’`]|\.0+$/gi;
/** An extension or a parameter of a `tel:` link: the number itself stands before it. */
const parameters = /;[a-z-]+=.*$/i;
/** Characters that people and programs put between digits. */
const between = /[\s().[\]/\\·•_~\p{Pd}−]/gu;
/** A number as written: digits and what stands between them, with a `+` only at the front. */
const number = /^[([]?\+?[\d\s().[\]/\\·•_~\p{Pd}−]+$/u;
const mainland = /^1[3-9]\d{9}$/;

/** Longest text that is taken apart (characters): a number in a link with its parameters is far shorter. */
const longest = 200;

/** Fewest digits of a number that is taken for a mobile, and most (E.164). */
const digits = { min: 7, max: 15 };

/**
 * A mobile in its one form, or null for a text that is none: digits, after a `+` and the country code where it has one.
 * A number of the mainland is its eleven digits, without `+86`, as Feishu documents it (feishu-api 5.1).
 */
export const canonicalMobile = (written: string): string | null => {
  const plain = plainText(written);
  if (plain.length > longest) return null;
  const text = plain.replace(wrapping, '').replace(wrapping, '').replace(parameters, '').trim();
  if (!number.test(text)) return null;
  // A zero in brackets after the country code is dialed only within the country.
  const bare = text.replace(/(?<=\+.*)\(0\)/, '').replace(between, '');
  const international = bare.replace(/^00(?=[1-9])/, '+');
  const national = international.replace(/^(?:\+?86)?0?(?=1[3-9]\d{9}$)/, '');
  if (mainland.test(national)) return national;
  const { length } = international.replace('+', '');
  return length >= digits.min && length <= digits.max ? international : null;
};
