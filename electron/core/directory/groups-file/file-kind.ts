import { type Problem, problem } from '../../../contract/advice/problem';

/** What a file is, told by its content: a name can end in anything. `other`: something that holds no list we can read. */
export type FileKind =
  | { kind: 'text' }
  | { kind: 'json' }
  | { kind: 'zip' }
  | { kind: 'contacts' }
  | { kind: 'other'; problem: Problem };

const other = (...problems: Parameters<typeof problem>): FileKind => ({ kind: 'other', problem: problem(...problems) });

const latin1 = (bytes: Uint8Array, from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));

/** First bytes of files that hold no list, and what to say about each. */
const magic = [
  ['%PDF', 'file-document'],
  ['{\\rtf', 'file-document'],
  ['\x89PNG', 'file-picture'],
  ['\xff\xd8\xff', 'file-picture'],
  ['GIF8', 'file-picture'],
  ['RIFF', 'file-picture'],
  ['BM', 'file-picture'],
  ['\x1f\x8b', 'file-archive'],
  ['Rar!', 'file-archive'],
  ['7z\xbc\xaf', 'file-archive'],
  ['SQLite format', 'file-binary'],
  ['MZ', 'file-binary'],
  ['\x7fELF', 'file-binary'],
] as const;

/** The container of Microsoft's old formats, which a workbook with a password is in as well. */
const compound = '\xd0\xcf\x11\xe0';
/** Its part with the encrypted content, in UTF-16. */
const encrypted = Buffer.from('EncryptedPackage', 'utf16le');
const isEncrypted = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(encrypted);

/** First characters of a text that are looked at. */
const start = 2_000;

/** Tells what a file is by its bytes. Text is looked at by `textKind`, once it is decoded. */
export const bytesKind = (bytes: Uint8Array): FileKind => {
  const head = latin1(bytes, 0, 16);
  if (head.startsWith('PK\x03\x04')) return { kind: 'zip' };
  if (head.startsWith(compound)) return other(isEncrypted(bytes) ? 'file-locked' : 'file-xls');
  const known = magic.find(([beginning]) => head.startsWith(beginning));
  // A text may begin with these letters, but not go on with bytes that no text has.
  if (known && (known[0].length > 3 || bytes.subarray(0, start).includes(0))) return other(known[1]);
  return { kind: 'text' };
};

/** Tells what a text is. One with a character 0 is none. */
export const textKind = (text: string): FileKind => {
  const beginning = text.slice(0, start).trimStart();
  if (text.slice(0, start).includes('\0')) return other('file-binary');
  if (/^BEGIN:VCARD/i.test(beginning)) return { kind: 'contacts' };
  if (/^BEGIN:VCALENDAR/i.test(beginning)) return other('file-calendar');
  if (/^<(?:!doctype html|html|table|meta|head)/i.test(beginning)) return other('file-web');
  if (/^<(?:\?xml|\w)/.test(beginning)) return other('file-xml');
  if (/^[{[]/.test(beginning)) return { kind: 'json' };
  return { kind: 'text' };
};
