/** All figures are device-independent pixels, as Electron's `screen` gives them; they may be fractions. */
export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}
export type Point = Pick<Rect, 'x' | 'y'>;
export type Size = Pick<Rect, 'width' | 'height'>;

/** What is read of Electron's `Display`: `workArea` is `bounds` without taskbars, panels and docks. */
export interface Screen {
  bounds: Rect;
  workArea: Rect;
}

/** Between the popup and the icon or the screen's edge. */
const gap = 8;
/** Where eyes already are: the upper third, 22 % from the top. */
const quickFromTop = 0.22;

type Side = 'top' | 'right' | 'bottom' | 'left';

const right = (rect: Rect) => rect.x + rect.width;
const bottom = (rect: Rect) => rect.y + rect.height;
const centre = (rect: Rect): Point => ({ x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 });
const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(value, high));

const distance = (rect: Rect, point: Point) =>
  Math.hypot(
    Math.max(rect.x - point.x, 0, point.x - right(rect)),
    Math.max(rect.y - point.y, 0, point.y - bottom(rect)),
  );

/** The screen a point is on, or the nearest one to it: a cursor can stand in the gap between two screens. */
const screenAt = <S extends Screen>(screens: readonly [S, ...S[]], point: Point): S =>
  screens.reduce((best, screen) => (distance(screen.bounds, point) < distance(best.bounds, point) ? screen : best));

/** How much each side of the screen is taken by panels. */
const insets = ({ bounds, workArea }: Screen): Record<Side, number> => ({
  top: workArea.y - bounds.y,
  right: right(bounds) - right(workArea),
  bottom: bottom(bounds) - bottom(workArea),
  left: workArea.x - bounds.x,
});

/** How far a point is from each side of the screen; negative beyond it. */
const depths = ({ bounds }: Screen, point: Point): Record<Side, number> => ({
  top: point.y - bounds.y,
  right: right(bounds) - point.x,
  bottom: bottom(bounds) - point.y,
  left: point.x - bounds.x,
});

/**
 * The side the tray is on. Panels reserve room, so a side without any is only considered when none has; among
 * several (macOS: menu bar and dock) the one the point is deepest in, then the nearest, is meant.
 */
const traySide = (screen: Screen, point: Point): Side => {
  const taken = insets(screen);
  const depth = depths(screen, point);
  const sides: readonly Side[] = ['bottom', 'top', 'right', 'left'];
  const panels = sides.filter((side) => taken[side] >= 1);
  const candidates = panels.length > 0 ? panels : sides;
  return candidates.reduce((best, side) => (depth[side] - taken[side] < depth[best] - taken[best] ? side : best));
};

/** Whole pixels, never outside the work area; a window larger than that is made to fit. */
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
 * What stands for an icon whose place is hidden: the cursor, which has just clicked it. A cursor that is not on the
 * panel is somewhere else by now (a menu was used) or unknown (X servers that report no motion); then it is the end
 * of the panel where trays are, right or bottom. Without any panel it is the cursor, wherever it is.
 */
const standIn = (screen: Screen, cursor: Point): Point => {
  const { workArea: area } = screen;
  if (isNowhere(cursor)) return hasPanel(screen) ? { x: right(area), y: bottom(area) } : centre(area);
  return hasPanel(screen) && distance(area, cursor) === 0 ? { x: right(area), y: bottom(area) } : cursor;
};

const hasPanel = (screen: Screen): boolean => Object.values(insets(screen)).some((inset) => inset >= 1);

/** What Wayland answers instead of a cursor's place, which it keeps to itself. */
const isNowhere = ({ x, y }: Point): boolean => x === 0 && y === 0;

/**
 * Where the popup goes when the tray icon is clicked: beside the icon, on the side of it that faces the desktop.
 * Where the desktop hides the icon's place (`tray` all zeros under XEmbed, StatusNotifier and Wayland) something
 * stands in for it. Always inside the work area.
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
  const screen = screenAt(input.screens, centre(icon));
  const anchor = known ? centre(icon) : standIn(screen, cursor);
  const area = screen.workArea;
  const centred: Rect = { ...size, x: anchor.x - size.width / 2, y: anchor.y - size.height / 2 };
  // Neither an icon nor a cursor nor a panel: the middle is as good as any edge, and better to see.
  if (!known && isNowhere(cursor) && !hasPanel(screen)) return inside(area, centred);
  switch (traySide(screen, centre(icon))) {
    case 'top':
      return inside(area, { ...centred, y: Math.max(known ? bottom(icon) : -Infinity, area.y) + gap });
    case 'bottom':
      return inside(area, { ...centred, y: Math.min(known ? icon.y : Infinity, bottom(area)) - gap - size.height });
    case 'left':
      return inside(area, { ...centred, x: Math.max(known ? right(icon) : -Infinity, area.x) + gap });
    case 'right':
      return inside(area, { ...centred, x: Math.min(known ? icon.x : Infinity, right(area)) - gap - size.width });
  }
};

/** Where the hotkey's window goes: centred, 22 % from the top of the screen the cursor is on. Inside the work area. */
export const placeQuick = (input: { screens: readonly [Screen, ...Screen[]]; cursor: Point; size: Size }): Rect => {
  const area = screenAt(input.screens, input.cursor).workArea;
  return inside(area, {
    ...input.size,
    x: area.x + (area.width - input.size.width) / 2,
    y: area.y + area.height * quickFromTop,
  });
};

/** So far apart that the title of the window below can be read. */
const cascade = 32;
/** After so many the next one stands where the first did. */
const cascaded = 6;

/**
 * Where a window of its own goes: in the middle of the screen the cursor is on, each a little further on than the one
 * before, so that none hides another. Inside the work area.
 */
export const placeWindow = (input: {
  screens: readonly [Screen, ...Screen[]];
  cursor: Point;
  size: Size;
  /** How many there are already. */
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
