const startsWith = (bytes: Uint8Array, ...mark: readonly number[]) => mark.every((byte, at) => bytes[at] === byte);

const decode = (bytes: Uint8Array, encoding: string, fatal = false): string =>
  new TextDecoder(encoding, { fatal }).decode(bytes);

/**
 * Decodes the text of a file. A byte order mark decides (Excel's "Unicode text" is UTF-16LE, its "CSV UTF-8" has one too).
 * Without one, valid UTF-8 is UTF-8, and everything else GB18030, which contains GBK and GB2312: Excel's plain CSV on a
 * Chinese Windows. The mark is not part of the text.
 */
export const decodeText = (bytes: Uint8Array): string => {
  if (startsWith(bytes, 0xff, 0xfe)) return decode(bytes, 'utf-16le');
  if (startsWith(bytes, 0xfe, 0xff)) return decode(bytes, 'utf-16be');
  try {
    return decode(bytes, 'utf-8', true);
  } catch {
    return decode(bytes, 'gb18030');
  }
};

/** The value of a JSON text; undefined, which no JSON text means, when the text is none. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
