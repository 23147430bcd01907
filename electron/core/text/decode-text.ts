import type { Encoding } from '../../contract/encodings';
import { decodeAs, guessEncoding } from './guess-encoding';

/** A text and the encoding it was read in. `certain`: the bytes prove it, so no person has to look. */
export interface ReadText {
  text: string;
  encoding: Encoding;
  certain: boolean;
}

const marks: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};

/** Bytes that are looked at to tell UTF-16 without a mark. */
const sample = 20_000;

/** How much of a text is plain ASCII, and whether something in it is no text at all. */
const lookAt = (text: string) => {
  let plain = 0;
  let isText = true;
  for (const char of text) {
    if (char === '\t' || char === '\n' || char === '\r' || (char >= ' ' && char <= '~')) plain += 1;
    else if (char < ' ' || (char >= '\uE000' && char <= '\uF8FF') || char === '\uFFFD') isText = false;
  }
  return { plain, isText };
};

/** UTF-16 without a mark: separators, digits and line ends are every second byte 0, which no other encoding has. */
const utf16 = (bytes: Uint8Array): Encoding | null => {
  const looked = bytes.subarray(0, sample);
  if (!looked.includes(0)) return null;
  const [best, other] = (['utf-16le', 'utf-16be'] as const)
    .map((encoding) => ({ encoding, ...lookAt(decodeAs(looked.subarray(0, looked.length & ~1), encoding)) }))
    .sort((a, b) => b.plain - a.plain);
  return best?.isText && best.plain > 2 * (other?.plain ?? 0) ? best.encoding : null;
};

/** The text without byte order marks: files that were put together have more than one. */
const withoutMark = (text: string) => text.replace(/^\uFEFF+/, '');

/**
 * Reads the text of a file. `named`: the encoding that a person has chosen. Otherwise a byte order mark decides, then what
 * the bytes can be; what is left is guessed.
 */
export const readText = (bytes: Uint8Array, named: Encoding | null = null): ReadText => {
  const as = (encoding: Encoding, certain: boolean): ReadText => ({
    text: withoutMark(decodeAs(bytes, encoding)),
    encoding,
    certain,
  });
  if (named !== null) return as(named, true);
  const marked = marks.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte));
  if (marked) return as(marked[0], true);
  const wide = utf16(bytes);
  if (wide !== null) return as(wide, true);
  if (isUtf8(bytes)) return as('utf-8', true);
  const { encoding, certain } = guessEncoding(bytes);
  return as(encoding, certain);
};
