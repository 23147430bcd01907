import { encode } from 'uqr';

/** Width of the light edge that a camera needs around the code (modules). */
const edge = 2;

/**
 * A QR code of half blocks, two rows of modules in each line. Light modules are drawn and dark ones left out, as terminals are
 * mostly dark; a link of 450 letters stays within 80 columns.
 */
export const qrText = (text: string): string => {
  const { data } = encode(text, { ecc: 'L', border: edge });
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
