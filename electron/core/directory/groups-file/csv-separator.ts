const separators = [',', ';', '\t'] as const;
export type Separator = (typeof separators)[number];

/**
 * What stands between the cells: Excel writes semicolons where the comma is the decimal sign, and tabs as "Unicode text".
 * The first line tells, as it holds only the names of columns; a first line `sep=;` says it outright and is no row.
 */
export const csvSeparator = (text: string): { separator: Separator; rest: string } => {
  const said = /^\uFEFF?sep=([,;\t])(?:\r\n?|\n|$)/i.exec(text);
  const named = separators.find((each) => each === said?.[1]);
  if (said && named) return { separator: named, rest: text.slice(said[0].length) };
  const line = /^[^\r\n]*/.exec(text)?.[0].replace(/"[^"]*"/g, '') ?? '';
  const count = (separator: string) => line.split(separator).length;
  const separator = separators.reduce((best, each) => (count(each) > count(best) ? each : best));
  return { separator, rest: text };
};
