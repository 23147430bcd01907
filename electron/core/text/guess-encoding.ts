import type { Encoding } from '../../contract/encodings';
import {
  commonCentral,
  commonHangul,
  commonKanji,
  commonSimplified,
  commonTraditional,
  commonWestern,
} from './common-characters';

/** Characters 0x80 to 0x9F of Windows-1252, which some decoders of Node take for those of Latin-1. */
const windows1252 =
  '\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178';

/** Decodes all bytes; those that the encoding does not know become U+FFFD. A byte order mark stays a character. */
export const decodeAs = (bytes: Uint8Array, encoding: Encoding): string => {
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
  if (encoding !== 'windows-1252') return text;
  return text.replace(/[\u0080-\u009F]/g, (char) => windows1252[char.charCodeAt(0) - 0x80] ?? char);
};

/** Chance of a character beyond ASCII, as a logarithm. `before` and `after` are its neighbors, empty at the ends. */
type Model = (char: string, before: string, after: string) => number;

/** Chance of each character of a kind: the kind's share, spread over its characters. */
const each = (share: number, characters: number) => Math.log(share / characters);

/** A character of ASCII, whatever the encoding. */
const ascii = each(1, 95);
/** A character that no text has: a control, or bytes that are none in this encoding. */
const broken = -14;
/** A byte of a text in none of the encodings known here. */
const unknownByte = each(1, 128);

const isAscii = (char: string) => char < '\u0080';
const isAsciiLetter = (char: string) => /^[A-Za-z]$/.test(char);
const isBroken = (char: string) => char === '\uFFFD' || (char >= '\u0080' && char <= '\u009F');

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const trail = range(0xa1, 0xfe);
/** The characters that two bytes of these ranges mean. */
const grid = (encoding: Encoding, leads: readonly number[], trails: readonly number[]): ReadonlySet<string> =>
  new Set(
    decodeAs(new Uint8Array(leads.flatMap((lead) => trails.flatMap((second) => [lead, second]))), encoding).replaceAll(
      '\uFFFD',
      '',
    ),
  );

/** Full-width punctuation, digits and letters. */
const isFullWidth = (char: string) => /^[\u3000-\u3011\uFF01-\uFF5E\u2018-\u201D\u2014\u2026\u00B7]$/.test(char);
const fullWidth = each(0.05, 120);

/** An encoding of Chinese characters: common ones, those of its first and second level, and the rest. */
const chinese = (encoding: Encoding, words: string, first: ReadonlySet<string>, second: ReadonlySet<string>): Model => {
  const common = new Set(words);
  const chances = [
    [common, each(0.72, common.size)],
    [first, each(0.2, first.size)],
    [second, each(0.02, second.size)],
  ] as const;
  const rest = each(0.002, encoding === 'gb18030' ? 16_000 : 5_000);
  return (char) => {
    if (isBroken(char)) return broken;
    if (isFullWidth(char)) return fullWidth;
    return chances.find(([characters]) => characters.has(char))?.[1] ?? rest;
  };
};

const gb18030 = (): Model =>
  chinese(
    'gb18030',
    commonSimplified,
    grid('gb18030', range(0xb0, 0xd7), trail),
    grid('gb18030', range(0xd8, 0xf7), trail),
  );

const big5 = (): Model => {
  const trails = [...range(0x40, 0x7e), ...trail];
  return chinese(
    'big5',
    commonTraditional,
    grid('big5', range(0xa4, 0xc6), trails),
    grid('big5', range(0xc9, 0xf9), trails),
  );
};

const shiftJis = (): Model => {
  const common = new Set(commonKanji);
  const first = grid('shift_jis', range(0x88, 0x97), range(0x40, 0xfc));
  return (char) => {
    if (isBroken(char)) return broken;
    if (char >= '\u3041' && char <= '\u30FE') return each(0.4, 180);
    if (char >= '\uFF61' && char <= '\uFF9F') return each(0.005, 63);
    if (isFullWidth(char)) return fullWidth;
    if (common.has(char)) return each(0.4, common.size);
    return first.has(char) ? each(0.13, first.size) : each(0.005, 3_400);
  };
};

const eucKr = (): Model => {
  const common = new Set(commonHangul);
  const syllables = grid('euc-kr', range(0xb0, 0xc8), trail);
  return (char) => {
    if (isBroken(char)) return broken;
    if (isFullWidth(char)) return fullWidth;
    if (common.has(char)) return each(0.75, common.size);
    if (syllables.has(char)) return each(0.18, syllables.size);
    return char >= '\uAC00' && char <= '\uD7A3' ? each(0.001, 8_800) : each(0.002, 4_888);
  };
};

/** One byte a letter: single letters beyond ASCII within words of ASCII. */
const latin = (words: string): Model => {
  const common = new Set(words);
  return (char, before, after) => {
    if (isBroken(char)) return broken;
    let chance = common.has(char) ? each(0.93, common.size) : each(0.03, 128);
    if (!isAscii(before) || !isAscii(after)) chance -= 3;
    else if (!isAsciiLetter(before) && !isAsciiLetter(after)) chance -= 2;
    const isUpper = char !== char.toLowerCase();
    if (isUpper && /^[a-z]$/.test(before)) chance -= 4;
    return chance;
  };
};

/** One byte a letter: whole words beyond ASCII. */
const cyrillic: Model = (char, before, after) => {
  if (isBroken(char)) return broken;
  if (!/^[\u0400-\u045F]$/.test(char)) return each(0.02, 64);
  const isUpper = char !== char.toLowerCase();
  const chance = isUpper ? each(0.12, 33) : each(0.85, 33);
  const isMixed = isAsciiLetter(before) || isAsciiLetter(after) || (isUpper && /^[\u0430-\u045F]$/.test(before));
  return isMixed ? chance - 6 : chance;
};

const utf8: Model = (char) => (isBroken(char) ? broken : each(0.1, 7_000));

/** The encodings that are guessed. */
const makeModels = (): readonly (readonly [Encoding, Model])[] => [
  ['gb18030', gb18030()],
  ['windows-1252', latin(commonWestern)],
  ['big5', big5()],
  ['euc-kr', eucKr()],
  ['shift_jis', shiftJis()],
  ['windows-1250', latin(commonCentral)],
  ['windows-1251', cyrillic],
  ['utf-8', utf8],
];

/** Made with the first text that needs guessing: their tables are 40,000 characters. */
let models: ReturnType<typeof makeModels> | null = null;

/** Encodings whose bytes have a shape of their own: one letter a byte fits any text, so such a guess stays one. */
const shaped: ReadonlySet<Encoding> = new Set(['gb18030', 'big5', 'euc-kr', 'shift_jis']);

/** Bytes that are looked at: enough to be sure, and quickly done. */
const most = 20_000;
/** By how much the best guess has to be likelier than any other to be certain (natural logarithm). */
const certainty = 12;

const scoreOf = (text: string, model: Model): number => {
  const chars = [...text];
  return chars.reduce(
    (sum, char, at) => sum + (isAscii(char) ? ascii : model(char, chars[at - 1] ?? '', chars[at + 1] ?? '')),
    0,
  );
};

/** Lines with characters beyond ASCII, as many as are looked at; whole ones, so that no character is cut. */
const telling = (bytes: Uint8Array): Uint8Array => {
  const kept: number[] = [];
  let from = 0;
  while (from < bytes.length && kept.length < most) {
    const end = bytes.indexOf(0x0a, from);
    const line = bytes.subarray(from, end < 0 ? bytes.length : end + 1);
    if (line.some((byte) => byte >= 0x80)) for (const byte of line.subarray(0, most)) kept.push(byte);
    from += line.length;
  }
  return Uint8Array.from(kept);
};

/**
 * Guesses the encoding of a text that is no UTF-8: the one in which its characters are likeliest to stand in a list of
 * people. `certain`: no other fits nearly as well, an unknown one included.
 */
export const guessEncoding = (bytes: Uint8Array): { encoding: Encoding; certain: boolean } => {
  const looked = telling(bytes);
  models ??= makeModels();
  const scores = models
    .map(([encoding, model]) => ({ encoding, score: scoreOf(decodeAs(looked, encoding), model) }))
    .sort((a, b) => b.score - a.score);
  const [best, second] = scores;
  if (!best || !second) return { encoding: 'utf-8', certain: false };
  const unknown = looked.reduce((sum, byte) => sum + (byte < 0x80 ? ascii : unknownByte), 0);
  const certain = shaped.has(best.encoding) && best.score - Math.max(second.score, unknown) >= certainty;
  return { encoding: best.encoding, certain };
};
