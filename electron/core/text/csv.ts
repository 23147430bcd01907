/** Rows with the line each begins on (1 is the first), or the line of a quote that is never closed. */
type CsvRows = { ok: true; rows: readonly CsvRow[] } | { ok: false; line: number };
interface CsvRow {
  line: number;
  cells: readonly string[];
}

/** A cell, quoted if RFC 4180 or its white space demands it. A text that looks like a formula is not changed here. */
const cell = (value: string): string =>
  /[",\r\n]|^\s|\s$|^\uFEFF/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;

/** Rows as CSV, each ended by `lineEnd`. */
export const writeCsv = (rows: readonly (readonly string[])[], lineEnd: '\n' | '\r\n' = '\n'): string =>
  rows.map((row) => `${row.map(cell).join(',')}${lineEnd}`).join('');

/**
 * Reads CSV (RFC 4180) with any separator. Quoted cells may contain it, line breaks and doubled quotes; lines end with
 * CRLF, LF or CR. The byte order mark that Excel writes and empty lines are skipped. A quote in the middle of a plain
 * cell is data. Not more than `most` rows are read.
 */
export const readCsv = (text: string, separator = ',', most = Number.POSITIVE_INFINITY): CsvRows => {
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let value = '';
  let quoted: 'no' | 'inside' | 'closed' = 'no';
  let line = 1;
  let begunAt = 1;
  let quoteAt = 1;

  const endCell = () => {
    cells.push(value);
    value = '';
    quoted = 'no';
  };
  const endRow = () => {
    const empty = cells.length === 0 && value === '' && quoted === 'no';
    endCell();
    if (!empty) rows.push({ line: begunAt, cells });
    cells = [];
    begunAt = line;
  };

  /** Takes this character and all before `until` or a line end at once, for speed. Returns the index of the last one. */
  const take = (at: number, until: string): number => {
    let end = at + 1;
    for (; end < text.length; end += 1) {
      const char = text[end];
      if (char === until || char === '\n' || char === '\r') break;
    }
    value += text.slice(at, end);
    return end - 1;
  };

  for (let at = text.startsWith('\uFEFF') ? 1 : 0; at < text.length && rows.length < most; at += 1) {
    const char = text[at] ?? '';
    if (char === '\n' || (char === '\r' && text[at + 1] !== '\n')) line += 1;
    if (quoted === 'inside') {
      if (char !== '"') at = take(at, '"');
      else if (text[at + 1] === '"') {
        value += '"';
        at += 1;
      } else quoted = 'closed';
      continue;
    }
    if (char === '"' && value === '' && quoted === 'no') {
      quoted = 'inside';
      quoteAt = line;
    } else if (char === separator) endCell();
    else if (char === '\r' && text[at + 1] === '\n') continue;
    else if (char === '\n' || char === '\r') endRow();
    else at = take(at, separator);
  }
  if (rows.length >= most) return { ok: true, rows };
  if (quoted === 'inside') return { ok: false, line: quoteAt };
  if (cells.length > 0 || value !== '' || quoted === 'closed') endRow();
  return { ok: true, rows };
};

export const separators = [',', ';', '\t'] as const;
export type Separator = (typeof separators)[number];

/**
 * Finds the separator of a CSV: Excel writes semicolons where the comma is the decimal sign, and tabs as "Unicode text".
 * The first line decides; a first line `sep=;` says it (`said`) and is not a row.
 */
export const csvSeparator = (text: string): { separator: Separator; said: boolean; rest: string } => {
  const said = /^\uFEFF?sep=([,;\t])(?:\r\n?|\n|$)/i.exec(text);
  const named = separators.find((each) => each === said?.[1]);
  if (said && named) return { separator: named, said: true, rest: text.slice(said[0].length) };
  const line = /^[^\r\n]*/.exec(text)?.[0].replace(/"[^"]*"/g, '') ?? '';
  const count = (separator: string) => line.split(separator).length;
  const separator = separators.reduce((best, each) => (count(each) > count(best) ? each : best));
  return { separator, said: false, rest: text };
};
