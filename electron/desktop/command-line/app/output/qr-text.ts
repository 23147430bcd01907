import { encode } from 'uqr';

/** Widths of the light edge that a camera needs around the code (modules), the best first, and columns of a terminal. */
const edges = [2, 1] as const;
const columns = 80;

/**
 * A QR code of half blocks, two rows of modules in each line. Light modules are drawn and dark ones left out, as terminals are
 * mostly dark. A link of 458 letters stays within 80 columns; one of 520 does so with a narrower edge.
 */
export const qrText = (text: string): string => {
  const { size } = encode(text, { ecc: 'L', border: 0 });
  const border = edges.find((edge) => size + 2 * edge < columns) ?? edges[1];
  const { data } = encode(text, { ecc: 'L', border });
  const isLight = (row: readonly boolean[] | undefined, at: number) => row !== undefined && row[at] === false;
  const lines: string[] = [];
  for (let at = 0; at < data.length; at += 2) {
    const [upper, lower] = [data[at] ?? [], data[at + 1]];
    const line = upper.map((_, column) => {
      if (isLight(upper, column)) return isLight(lower, column) ? '█' : '▀';
      return isLight(lower, column) ? '▄' : ' ';
    });
    lines.push(line.join(''));
  }
  return lines.join('\n');
};
