import { encode } from 'uqr';

/** Width of the light edge around the code (modules), as its standard wants it. */
const edge = 4;

/** A QR code as one SVG path of dark modules in a square of `size`: a run of them in a row is one rectangle. */
export const qrPath = (text: string): { size: number; path: string } => {
  const { data, size } = encode(text, { ecc: 'L', border: edge });
  const runs = data.flatMap((row, y) => {
    const found: string[] = [];
    for (let x = 0; x < row.length; x += 1) {
      const from = x;
      while (row[x] === true) x += 1;
      if (x > from) found.push(`M${from} ${y}h${x - from}v1H${from}z`);
    }
    return found;
  });
  return { size, path: runs.join('') };
};
