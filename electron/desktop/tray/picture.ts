import { trayBadge } from './badge';

/** The states that the icon shows. */
export type TrayState = 'idle' | 'sending' | 'waiting' | 'attention' | 'damaged';

/** Everything the picture depends on. */
export interface TrayLook {
  state: TrayState;
  /** The practice workspace is the current one. */
  practice: boolean;
  /** Number of people who have not read yet. */
  waiting: number;
}

/** `color` for panels with any background; `template`: black and transparent only, macOS gives it its color. */
export type TrayInk = 'color' | 'template';

/** Premultiplied BGRA, row by row, as `nativeImage.createFromBitmap` takes it. */
export interface Picture {
  size: number;
  bgra: Uint8Array;
}

type Color = readonly [red: number, green: number, blue: number];
type Corner = readonly [x: number, y: number];

/**
 * The icon's colors. Few desktops tell a panel's background, and it is often a picture, so each color has a contrast of
 * 3:1 both against white and against the usual dark panel (a test measures it).
 */
export const trayColors = {
  blue: [0x3d, 0x7b, 0xff],
  gray: [0x7a, 0x80, 0x8a],
  red: [0xd8, 0x39, 0x31],
  green: [0x1f, 0x94, 0x50],
} as const satisfies Record<string, Color>;
const white: Color = [0xff, 0xff, 0xff];
const black: Color = [0, 0, 0];
/** Plate of the number. On a dark panel its white digits stand out, on a light one the plate itself. */
const ink: Color = [0x1f, 0x23, 0x29];

/** The mark in a square of 16 pixels: a speech bubble with a tail at its lower left, and a bolt in it. */
const bubble = { left: 1, top: 1, right: 15, bottom: 13, radius: 3.5 };
const tail: readonly Corner[] = [
  [3.5, 12],
  [3.5, 15.6],
  [8, 12],
];
const bolt: readonly Corner[] = [
  [8.9, 2.6],
  [4.4, 7.8],
  [7.4, 7.8],
  [6.9, 11.4],
  [11.5, 6],
  [8.4, 6],
];
const stroke = 1.25;
/** Where the bolt stands while a badge takes the lower right: smaller, above the highest plate. */
const raised = { x: 7.4, y: 4.8, scale: 0.7 };
const middle = { x: 7.95, y: 7 };

// The first picture is drawn at the very start, by code that V8 has not optimized yet: loops make nothing that they throw
// away, and a shape is looked at closely only where it may be.

const inPolygon = (corners: readonly Corner[], x: number, y: number): boolean => {
  let inside = false;
  let from = corners[corners.length - 1] as Corner;
  for (let index = 0; index < corners.length; index += 1) {
    const to = corners[index] as Corner;
    const crosses = from[1] > y !== to[1] > y;
    if (crosses && x < ((from[0] - to[0]) * (y - to[1])) / (from[1] - to[1]) + to[0]) inside = !inside;
    from = to;
  }
  return inside;
};

/** A shape by its corners, with the box around them. */
const shapeOf = (corners: readonly Corner[]) => {
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  return (x: number, y: number): boolean =>
    x >= left && x <= right && y >= top && y <= bottom && inPolygon(corners, x, y);
};
const inBolt = shapeOf(bolt);
const inTail = shapeOf(tail);

const inBox = (x: number, y: number, inset: number): boolean => {
  const { left, top, right, bottom, radius } = bubble;
  const dx = Math.max(left + radius - x, 0, x - (right - radius));
  const dy = Math.max(top + radius - y, 0, y - (bottom - radius));
  return Math.sqrt(dx * dx + dy * dy) <= radius - inset;
};

/** The mark's color at a point of the square; null where the panel shows through. */
const markAt = (
  { practice }: TrayLook,
  { kind, isRaised }: { kind: TrayInk; isRaised: boolean },
  x: number,
  y: number,
): Color | null => {
  const isBolt = isRaised
    ? inBolt(middle.x + (x - raised.x) / raised.scale, middle.y + (y - raised.y) / raised.scale)
    : inBolt(x, y);
  if (kind === 'template' && practice) {
    // Without colors the outline marks practice.
    if (isBolt) return black;
    return (inBox(x, y, 0) && !inBox(x, y, stroke)) || (inTail(x, y) && !inBox(x, y, 0)) ? black : null;
  }
  if (!inBox(x, y, 0) && !inTail(x, y)) return null;
  if (kind === 'template') return isBolt ? null : black;
  if (isBolt) return white;
  return practice ? trayColors.gray : trayColors.blue;
};

/** The badge's text and the color of its plate. On macOS the number stands beside the icon instead. */
const badgeOf = ({ state, waiting }: TrayLook, kind: TrayInk): { text: string; plate: Color } | null => {
  switch (state) {
    case 'idle':
      return null;
    case 'sending':
      return { text: '>', plate: trayColors.green };
    case 'attention':
    case 'damaged':
      return { text: '!', plate: trayColors.red };
    case 'waiting':
      return kind === 'template' ? null : { text: waiting > 99 ? '99+' : String(waiting), plate: ink };
  }
};

/** Samples per side of a pixel, for smooth edges at 16 pixels. */
const samples = 4;

/** Adds to a channel. Two colors that share a pixel may make slightly more than 255, which would wrap round to black. */
const add = (bgra: Uint8Array, at: number, value: number): void => {
  bgra[at] = Math.min(255, Math.round((bgra[at] ?? 0) + value));
};

/** Draws the tray's picture at `size` pixels. Drawn rather than read from files, so that every scale factor is exact. */
export const trayPicture = (look: TrayLook, size: number, kind: TrayInk = 'color'): Picture => {
  const bgra = new Uint8Array(size * size * 4);
  const step = 16 / (size * samples);
  const badge = badgeOf(look, kind);
  const partAt = badge ? trayBadge(size, badge.text) : () => null;
  const put = (pixel: number, color: Color, cover: number) => {
    const at = pixel * 4;
    add(bgra, at, color[2] * cover);
    add(bgra, at + 1, color[1] * cover);
    add(bgra, at + 2, color[0] * cover);
    add(bgra, at + 3, 255 * cover);
  };
  const drawn = { kind, isRaised: badge !== null };
  const colorAt = (x: number, y: number) => markAt(look, drawn, x * step, y * step);
  // Most pixels have a single color, which their corners and their middle show without sampling.
  const corners = Array.from({ length: (size + 1) ** 2 }, (_, index) =>
    colorAt((index % (size + 1)) * samples, Math.floor(index / (size + 1)) * samples),
  );
  const onlyColor = (column: number, row: number): Color | null | undefined => {
    const first = row * (size + 1) + column;
    const color = corners[first];
    const same =
      color === corners[first + 1] && color === corners[first + size + 1] && color === corners[first + size + 2];
    return same && color === colorAt((column + 0.5) * samples, (row + 0.5) * samples) ? color : undefined;
  };
  for (let pixel = 0; pixel < size * size; pixel += 1) {
    const column = pixel % size;
    const row = Math.floor(pixel / size);
    const part = partAt(column, row);
    if (part !== null && badge) {
      if (part === 'plate') put(pixel, kind === 'template' ? black : badge.plate, 1);
      else if (part === 'letter' && kind === 'color') put(pixel, white, 1);
      continue;
    }
    const only = onlyColor(column, row);
    if (only !== undefined) {
      if (only) put(pixel, only, 1);
      continue;
    }
    const hits = new Map<Color, number>();
    for (let sample = 0; sample < samples * samples; sample += 1) {
      const x = column * samples + (sample % samples) + 0.5;
      const y = row * samples + Math.floor(sample / samples) + 0.5;
      const color = colorAt(x, y);
      if (color) hits.set(color, (hits.get(color) ?? 0) + 1);
    }
    for (const [color, count] of hits) put(pixel, color, count / (samples * samples));
  }
  return { size, bgra };
};
