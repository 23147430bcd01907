/** A font: per letter one number per row of pixels, the leftmost pixel in the highest bit. */
interface Face {
  width: number;
  height: number;
  glyphs: Readonly<Record<string, readonly number[]>>;
}

const small: Face = {
  width: 3,
  height: 5,
  glyphs: {
    0: [7, 5, 5, 5, 7],
    1: [2, 6, 2, 2, 7],
    2: [7, 1, 7, 4, 7],
    3: [7, 1, 3, 1, 7],
    4: [5, 5, 7, 1, 1],
    5: [7, 4, 7, 1, 7],
    6: [7, 4, 7, 5, 7],
    7: [7, 1, 2, 2, 2],
    8: [7, 5, 7, 5, 7],
    9: [7, 5, 7, 1, 7],
    '+': [0, 2, 7, 2, 0],
    '!': [2, 2, 2, 0, 2],
    '>': [4, 6, 7, 6, 4],
  },
};
const large: Face = {
  width: 5,
  height: 7,
  glyphs: {
    0: [14, 17, 17, 17, 17, 17, 14],
    1: [4, 12, 4, 4, 4, 4, 14],
    2: [14, 17, 1, 6, 8, 16, 31],
    3: [14, 17, 1, 6, 1, 17, 14],
    4: [2, 6, 10, 18, 31, 2, 2],
    5: [31, 16, 30, 1, 1, 17, 14],
    6: [14, 16, 30, 17, 17, 17, 14],
    7: [31, 1, 2, 2, 4, 4, 4],
    8: [14, 17, 17, 14, 17, 17, 14],
    9: [14, 17, 17, 17, 15, 1, 14],
    '+': [0, 4, 4, 31, 4, 4, 0],
    '!': [4, 4, 4, 4, 4, 0, 4],
    '>': [16, 24, 28, 30, 28, 24, 16],
  },
};

/** The kinds of pixels in a badge: a letter, the plate below it, or the gap between the plate and the picture. */
export type BadgePart = 'letter' | 'plate' | 'gap';

/** Share of the picture's height for the letters: the sign stands above them. */
const share = 0.36;

/**
 * Draws a plate with a few letters in the lower right corner of a picture of `size` pixels. Every letter is made of whole
 * pixels, whatever the scale: smoothed, two digits at 16 pixels are a smudge.
 */
export const trayBadge = (size: number, text: string): ((x: number, y: number) => BadgePart | null) => {
  const letters = [...text];
  const choices = [small, large].flatMap((face) =>
    [1, 2, 3, 4, 5, 6].map((unit) => ({
      face,
      unit,
      width: (letters.length * (face.width + 1) - 1) * unit,
      height: face.height * unit,
    })),
  );
  const fitting = choices.filter(({ width, height, unit }) => width + 2 * unit <= size && height <= size * share);
  const best = fitting.reduce((a, b) => (b.height > a.height ? b : a), choices[0] as (typeof choices)[number]);
  const { face, unit, width, height } = best;
  const plate = { left: size - width - 2 * unit, top: size - height - 2 * unit };

  const isLetter = (x: number, y: number): boolean => {
    const column = Math.floor((x - plate.left - unit) / unit);
    const row = Math.floor((y - plate.top - unit) / unit);
    if (column < 0 || row < 0 || row >= face.height) return false;
    const letter = letters[Math.floor(column / (face.width + 1))];
    const inLetter = column % (face.width + 1);
    if (letter === undefined || inLetter === face.width) return false;
    return (((face.glyphs[letter]?.[row] ?? 0) >> (face.width - 1 - inLetter)) & 1) === 1;
  };
  return (x, y) => {
    const [dx, dy] = [x - plate.left, y - plate.top];
    if (dx < -unit || dy < -unit) return null;
    if (dx < 0 || dy < 0) return 'gap';
    // Rounds the one corner of the plate that is not at the picture's edge.
    if (dx < unit && dy < unit) return 'gap';
    return isLetter(x, y) ? 'letter' : 'plate';
  };
};
