/** All figures are device-independent pixels, as Electron's `screen` gives them; they may be fractions. */
export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}
export type Point = Pick<Rect, 'x' | 'y'>;
export type Size = Pick<Rect, 'width' | 'height'>;

/** The parts of Electron's `Display` used here: `workArea` is `bounds` without taskbars, panels and docks. */
export interface Screen {
  bounds: Rect;
  workArea: Rect;
}

/** Gap between the popup and the icon or the screen's edge (px). */
const gap = 8;
/** Distance of the hotkey's window from the top (share of the screen's height): the upper third, where people look. */
const quickFromTop = 0.22;

type Side = 'top' | 'right' | 'bottom' | 'left';

const right = (rect: Rect) => rect.x + rect.width;
const bottom = (rect: Rect) => rect.y + rect.height;
const center = (rect: Rect): Point => ({ x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 });
const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(value, high));

const distance = (rect: Rect, point: Point) =>
  Math.hypot(
    Math.max(rect.x - point.x, 0, point.x - right(rect)),
    Math.max(rect.y - point.y, 0, point.y - bottom(rect)),
  );

/** The screen a point is on, or the nearest one to it: a cursor can stand in the gap between two screens. */
const screenAt = <S extends Screen>(screens: readonly [S, ...S[]], point: Point): S =>
  screens.reduce((best, screen) => (distance(screen.bounds, point) < distance(best.bounds, point) ? screen : best));

/** Room that panels take on each side of the screen (px). */
const insets = ({ bounds, workArea }: Screen): Record<Side, number> => ({
  top: workArea.y - bounds.y,
  right: right(bounds) - right(workArea),
  bottom: bottom(bounds) - bottom(workArea),
  left: workArea.x - bounds.x,
});

/** Distance of a point from each side of the screen (px); negative beyond it. */
const depths = ({ bounds }: Screen, point: Point): Record<Side, number> => ({
  top: point.y - bounds.y,
  right: right(bounds) - point.x,
  bottom: bottom(bounds) - point.y,
  left: point.x - bounds.x,
});

/**
 * Finds the side of the screen with the tray. Panels reserve room, so a side without any counts only when no side has;
 * among several (macOS: menu bar and dock) the one that the point is deepest in wins, then the nearest.
 */
const traySide = (screen: Screen, point: Point): Side => {
  const taken = insets(screen);
  const depth = depths(screen, point);
  const sides: readonly Side[] = ['bottom', 'top', 'right', 'left'];
  const panels = sides.filter((side) => taken[side] >= 1);
  const candidates = panels.length > 0 ? panels : sides;
  return candidates.reduce((best, side) => (depth[side] - taken[side] < depth[best] - taken[best] ? side : best));
};

/** Moves a window into the work area, in whole pixels; one that is larger is made to fit. */
const inside = (area: Rect, wanted: Rect): Rect => {
  const left = Math.ceil(area.x);
  const top = Math.ceil(area.y);
  const width = Math.min(wanted.width, Math.floor(right(area)) - left);
  const height = Math.min(wanted.height, Math.floor(bottom(area)) - top);
  return {
    x: Math.round(clamp(wanted.x, left, Math.floor(right(area)) - width)),
    y: Math.round(clamp(wanted.y, top, Math.floor(bottom(area)) - height)),
    width,
    height,
  };
};

/**
 * Guesses the place of an icon whose desktop does not tell it: the cursor, which has just clicked it. A cursor that is not
 * on the panel has moved on (a menu was used) or is unknown (X servers that report no motion); then it is the end of the
 * panel where trays are, right or bottom. Without any panel it is the cursor, wherever that is.
 */
const standIn = (screen: Screen, cursor: Point): Point => {
  const { workArea: area } = screen;
  if (isNowhere(cursor)) return hasPanel(screen) ? { x: right(area), y: bottom(area) } : center(area);
  return hasPanel(screen) && distance(area, cursor) === 0 ? { x: right(area), y: bottom(area) } : cursor;
};

const hasPanel = (screen: Screen): boolean => Object.values(insets(screen)).some((inset) => inset >= 1);

/** The answer of Wayland, which does not tell the cursor's place. */
const isNowhere = ({ x, y }: Point): boolean => x === 0 && y === 0;

/**
 * Bounds of the popup after a click on the tray icon: beside the icon, on the side that faces the desktop, inside the work
 * area. Under XEmbed, StatusNotifier and Wayland the icon's place is unknown (`tray` all zeros) and is guessed.
 */
export const placeAtTray = (input: {
  screens: readonly [Screen, ...Screen[]];
  tray: Rect;
  cursor: Point;
  size: Size;
}): Rect => {
  const { tray, cursor, size } = input;
  const known = tray.width > 0 && tray.height > 0;
  const icon: Rect = known ? tray : { ...cursor, width: 0, height: 0 };
  const screen = screenAt(input.screens, center(icon));
  const anchor = known ? center(icon) : standIn(screen, cursor);
  const area = screen.workArea;
  const centered: Rect = { ...size, x: anchor.x - size.width / 2, y: anchor.y - size.height / 2 };
  // Without icon, cursor and panel: the middle is as good as any edge, and easier to see.
  if (!known && isNowhere(cursor) && !hasPanel(screen)) return inside(area, centered);
  switch (traySide(screen, center(icon))) {
    case 'top':
      return inside(area, { ...centered, y: Math.max(known ? bottom(icon) : -Infinity, area.y) + gap });
    case 'bottom':
      return inside(area, { ...centered, y: Math.min(known ? icon.y : Infinity, bottom(area)) - gap - size.height });
    case 'left':
      return inside(area, { ...centered, x: Math.max(known ? right(icon) : -Infinity, area.x) + gap });
    case 'right':
      return inside(area, { ...centered, x: Math.min(known ? icon.x : Infinity, right(area)) - gap - size.width });
  }
};

/** Bounds of the hotkey's window: centered, 22 % from the top of the screen with the cursor, inside the work area. */
export const placeQuick = (input: { screens: readonly [Screen, ...Screen[]]; cursor: Point; size: Size }): Rect => {
  const area = screenAt(input.screens, input.cursor).workArea;
  return inside(area, {
    ...input.size,
    x: area.x + (area.width - input.size.width) / 2,
    y: area.y + area.height * quickFromTop,
  });
};

/** Distance between two board windows (px), so that the title of the one below can be read. */
const cascade = 32;
/** Number of board windows after which the next one stands where the first did. */
const cascaded = 6;

/**
 * Bounds of a board's window: in the middle of the screen with the cursor, each a little further on than the one before,
 * so that none hides another, inside the work area.
 */
export const placeWindow = (input: {
  screens: readonly [Screen, ...Screen[]];
  cursor: Point;
  size: Size;
  /** Number of windows that are open already. */
  others: number;
}): Rect => {
  const area = screenAt(input.screens, input.cursor).workArea;
  const step = (input.others % cascaded) * cascade;
  const { width, height } = inside(area, { ...area, ...input.size });
  return inside(area, {
    width,
    height,
    x: area.x + (area.width - width) / 2 + step,
    y: area.y + (area.height - height) / 2 + step,
  });
};
