import { encodingNamed } from '../../../text/encoding-named';
import { decodeAs } from '../../../text/guess-encoding';

/** A property of a contact card: `TEL;TYPE=CELL:13800138000`. The value is decoded, its escapes are not. */
export interface Property {
  name: string;
  /** Parameters with their values, in capital letters; bare ones of version 2.1 (`;CELL`) are types. */
  types: readonly string[];
  value: string;
  line: number;
}

/** Bytes of a text in quoted-printable: `=E5=BC=A0`. */
const unquoted = (value: string): Uint8Array => {
  const bytes: number[] = [];
  for (let at = 0; at < value.length; at += 1) {
    const hex = value[at] === '=' ? /^[\da-f]{2}$/i.exec(value.slice(at + 1, at + 3))?.[0] : undefined;
    if (hex === undefined) for (const byte of new TextEncoder().encode(value[at])) bytes.push(byte);
    else {
      bytes.push(Number.parseInt(hex, 16));
      at += 2;
    }
  }
  return Uint8Array.from(bytes);
};

/** The place of the colon that ends name and parameters: one within quotes does not. -1: there is none. */
const colonOf = (line: string): number => {
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    if (line[at] === '"') quoted = !quoted;
    else if (line[at] === ':' && !quoted) return at;
  }
  return -1;
};

/** Longest property that is read: longer ones hold pictures and sounds. */
const longest = 10_000;

/** Lines put together again: those of versions 3 and 4 go on after a space, quoted ones of version 2.1 after a `=`. */
const unfold = function* (text: string): Generator<{ line: number; text: string }> {
  let parts: string[] = [];
  let begun = 0;
  let soft = false;
  let at = 0;
  for (const line of text.split(/\r\n|\r|\n/)) {
    at += 1;
    if (soft || (/^[ \t]/.test(line) && parts.length > 0)) parts.push(soft ? line : line.slice(1));
    else {
      if (parts.length > 0) yield { line: begun, text: parts.join('') };
      parts = [line];
      begun = at;
    }
    const isQuoted = /;(?:ENCODING=)?QUOTED-PRINTABLE[;:]/i.test(parts[0]?.slice(0, 300) ?? '');
    soft = isQuoted && line.endsWith('=');
    if (soft) parts[parts.length - 1] = (parts.at(-1) ?? '').slice(0, -1);
  }
  if (parts.length > 0) yield { line: begun, text: parts.join('') };
};

/** The properties of a file of contact cards (vCard 2.1, 3.0 and 4.0), one after the other, without pictures. */
export const contentLines = function* (text: string): Generator<Property> {
  for (const { line, text: whole } of unfold(text)) {
    if (whole.length > longest) continue;
    const colon = colonOf(whole);
    if (colon < 0) continue;
    const [head = '', ...parameters] = whole.slice(0, colon).split(';');
    // Apple numbers what belongs together: item1.EMAIL.
    const name = head
      .slice(head.lastIndexOf('.') + 1)
      .trim()
      .toUpperCase();
    const parameter = (key: string) =>
      parameters.find((each) => each.toUpperCase().startsWith(`${key}=`))?.slice(key.length + 1);
    const isQuoted = parameters.some((each) => /^(?:ENCODING=)?QUOTED-PRINTABLE$/i.test(each));
    const raw = whole.slice(colon + 1);
    const encoding = encodingNamed(parameter('CHARSET') ?? 'utf-8') ?? 'utf-8';
    const types = parameters
      .filter((each) => !each.includes('=') || /^TYPE=/i.test(each))
      .flatMap((each) =>
        each
          .replace(/^TYPE=/i, '')
          .replaceAll('"', '')
          .toUpperCase()
          .split(','),
      );
    yield { name, types, value: isQuoted ? decodeAs(unquoted(raw), encoding) : raw, line };
  }
};
