import type { TrayState } from './tray-menu';

/** Premultiplied BGRA, row by row, as `nativeImage.createFromBitmap` takes it. */
export interface Picture {
  size: number;
  bgra: Uint8Array;
}

type Colour = readonly [red: number, green: number, blue: number];
type Corner = readonly [x: number, y: number];

const blue: Colour = [0x2b, 0x63, 0xe6];
const amber: Colour = [0xb3, 0x6b, 0x00];
const red: Colour = [0xd8, 0x39, 0x31];
const white: Colour = [0xff, 0xff, 0xff];

/** The mark in a square of 16: a speech bubble with a tail at its lower left, and a bolt in it. */
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
const dot = { x: 12.6, y: 3.4, radius: 3.2, rim: 4.1 };

const inPolygon = (corners: readonly Corner[], x: number, y: number): boolean => {
  let inside = false;
  let [fromX, fromY] = corners.at(-1) ?? [0, 0];
  for (const [toX, toY] of corners) {
    if (fromY > y !== toY > y && x < ((fromX - toX) * (y - toY)) / (fromY - toY) + toX) inside = !inside;
    [fromX, fromY] = [toX, toY];
  }
  return inside;
};

const inBubble = (x: number, y: number): boolean => {
  const { left, top, right, bottom, radius } = bubble;
  const dx = Math.max(left + radius - x, 0, x - (right - radius));
  const dy = Math.max(top + radius - y, 0, y - (bottom - radius));
  return Math.hypot(dx, dy) <= radius || inPolygon(tail, x, y);
};

const ground: Record<TrayState, Colour> = { idle: blue, sending: blue, attention: blue, practice: amber };
const mark: Record<TrayState, Colour | null> = { idle: null, sending: white, attention: red, practice: null };

const colourAt = (state: TrayState, x: number, y: number): Colour | null => {
  const dotColour = mark[state];
  if (dotColour) {
    const away = Math.hypot(x - dot.x, y - dot.y);
    if (away <= dot.radius) return dotColour;
    if (away <= dot.rim) return null;
  }
  if (!inBubble(x, y)) return null;
  return inPolygon(bolt, x, y) ? white : ground[state];
};

/** Samples per side of a pixel: smooth edges at 16 pixels. */
const samples = 4;

/** Draws the tray's picture at `size` pixels. A drawing rather than files: every scale factor is exact, none is read. */
export const trayPicture = (state: TrayState, size: number): Picture => {
  const bgra = new Uint8Array(size * size * 4);
  const step = 16 / (size * samples);
  for (let pixel = 0; pixel < size * size; pixel += 1) {
    const [left, top] = [(pixel % size) * samples, Math.floor(pixel / size) * samples];
    const sum = [0, 0, 0, 0];
    for (let sample = 0; sample < samples * samples; sample += 1) {
      const x = (left + (sample % samples) + 0.5) * step;
      const y = (top + Math.floor(sample / samples) + 0.5) * step;
      const colour = colourAt(state, x, y);
      if (!colour) continue;
      [colour[2], colour[1], colour[0], 255].forEach((value, channel) => {
        sum[channel] = (sum[channel] ?? 0) + value;
      });
    }
    sum.forEach((value, channel) => {
      bgra[pixel * 4 + channel] = Math.round(value / (samples * samples));
    });
  }
  return { size, bgra };
};
