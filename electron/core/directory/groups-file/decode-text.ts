const startsWith = (bytes: Uint8Array, ...mark: readonly number[]) => mark.every((byte, at) => bytes[at] === byte);

const decode = (bytes: Uint8Array, encoding: string, fatal = false): string =>
  new TextDecoder(encoding, { fatal }).decode(bytes);

/**
 * The text of a file, whichever of the usual programs wrote it: a byte order mark decides (Excel's "Unicode text" is
 * UTF-16LE, its "CSV UTF-8" has one too); without one it is UTF-8 when it is valid UTF-8, and otherwise GB18030, which
 * holds GBK and GB2312: what Excel writes as plain CSV on a Chinese Windows. The mark is not part of the text.
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
