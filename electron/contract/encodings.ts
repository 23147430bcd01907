/**
 * Encodings in which spreadsheets and address books save text, by their names in the WHATWG Encoding Standard. The first are
 * the likeliest. Free of zod, because the renderer and the command line load this file.
 */
export const encodings = [
  'utf-8',
  'gb18030',
  'big5',
  'shift_jis',
  'euc-kr',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'utf-16le',
  'utf-16be',
] as const;
export type Encoding = (typeof encodings)[number];
