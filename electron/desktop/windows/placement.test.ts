import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeAtTray, placeQuick, placeWindow, type Rect, type Screen } from './placement';

const popup = { width: 420, height: 620 };
const quick = { width: 640, height: 520 };
const none: Rect = { x: 0, y: 0, width: 0, height: 0 };
const rect = (x: number, y: number, width: number, height: number): Rect => ({ x, y, width, height });

const full = rect(0, 0, 1920, 1080);
const taskbar = {
  bottom: { bounds: full, workArea: rect(0, 0, 1920, 1040) },
  top: { bounds: full, workArea: rect(0, 28, 1920, 1052) },
  left: { bounds: full, workArea: rect(60, 0, 1860, 1080) },
  right: { bounds: full, workArea: rect(0, 0, 1860, 1080) },
  hidden: { bounds: full, workArea: full },
};
const mac = { bounds: rect(0, 0, 1440, 900), workArea: rect(0, 25, 1440, 805) };

describe('placeWindow', () => {
  const screens = [taskbar.bottom] as const;
  const cursor = { x: 5, y: 5 };
  const size = { width: 480, height: 720 };

  it('is in the middle of the work area, and each further one where the title of the one before can be read', () => {
    expect(placeWindow({ screens, cursor, size, others: 0 })).toEqual(rect(720, 160, 480, 720));
    expect(placeWindow({ screens, cursor, size, others: 2 })).toEqual(rect(784, 224, 480, 720));
    expect(placeWindow({ screens, cursor, size, others: 6 })).toEqual(rect(720, 160, 480, 720));
  });

  it('is made to fit a screen that is smaller than the one it was left on', () => {
    const small = [{ bounds: rect(0, 0, 1024, 600), workArea: rect(0, 0, 1024, 560) }] as const;
    const at = placeWindow({ screens: small, cursor, size: { width: 1600, height: 900 }, others: 3 });
    expect(at).toEqual(rect(0, 0, 1024, 560));
  });
});

describe('placeAtTray', () => {
  it.each<[string, Screen, Rect, { x: number; y: number }, Rect]>([
    [
      'above a taskbar at the bottom',
      taskbar.bottom,
      rect(1600, 1048, 24, 24),
      { x: 0, y: 0 },
      rect(1402, 412, 420, 620),
    ],
    [
      'inside the screen for an icon in its corner',
      taskbar.bottom,
      rect(1890, 1048, 24, 24),
      { x: 0, y: 0 },
      rect(1500, 412, 420, 620),
    ],
    ['below a panel at the top', taskbar.top, rect(1600, 2, 24, 24), { x: 0, y: 0 }, rect(1402, 36, 420, 620)],
    ['beside a taskbar on the left', taskbar.left, rect(18, 1000, 24, 24), { x: 0, y: 0 }, rect(68, 460, 420, 620)],
    [
      'beside a taskbar on the right',
      taskbar.right,
      rect(1878, 500, 24, 24),
      { x: 0, y: 0 },
      rect(1432, 202, 420, 620),
    ],
    [
      'below the menu bar although there is a dock',
      mac,
      rect(1000, 0, 30, 25),
      { x: 0, y: 0 },
      rect(805, 33, 420, 620),
    ],
    [
      'above an overflow flyout, which is inside the work area',
      taskbar.bottom,
      rect(1700, 900, 24, 24),
      { x: 0, y: 0 },
      rect(1500, 272, 420, 620),
    ],
    [
      'above a taskbar that hides itself',
      taskbar.hidden,
      rect(1600, 1056, 24, 24),
      { x: 0, y: 0 },
      rect(1402, 428, 420, 620),
    ],
    [
      'at the panel under the cursor where the icon has no place',
      taskbar.top,
      none,
      { x: 1264, y: 16 },
      rect(1054, 36, 420, 620),
    ],
    [
      'at the end of the panel where the cursor is not on it',
      taskbar.bottom,
      none,
      { x: 300, y: 200 },
      rect(1500, 412, 420, 620),
    ],
    [
      'at the nearest edge where there is neither icon nor panel',
      taskbar.hidden,
      none,
      { x: 1900, y: 600 },
      rect(1492, 290, 420, 620),
    ],
    [
      'at the end of the panel on Wayland, which tells neither the icon’s place nor the cursor’s',
      taskbar.top,
      none,
      { x: 0, y: 0 },
      rect(1500, 36, 420, 620),
    ],
    ['in the middle on Wayland without a panel', taskbar.hidden, none, { x: 0, y: 0 }, rect(750, 230, 420, 620)],
    [
      'above a taskbar at the bottom of a screen scaled by one and a quarter',
      { bounds: rect(0, 0, 1536, 864), workArea: rect(0, 0, 1536, 825.6) },
      rect(1303.2, 832.8, 19.2, 19.2),
      { x: 0, y: 0 },
      rect(1103, 198, 420, 620),
    ],
    [
      'beside a taskbar on the left of a screen scaled by one and a half',
      { bounds: rect(0, 0, 1280, 720), workArea: rect(41.33, 0, 1238.67, 720) },
      rect(12.67, 680.67, 16, 16),
      { x: 0, y: 0 },
      rect(49, 100, 420, 620),
    ],
    ['at the dock side when only that is clicked', mac, none, { x: 700, y: 880 }, rect(490, 202, 420, 620)],
  ])('opens %s', (_where, screen, tray, cursor, expected) => {
    expect(placeAtTray({ screens: [screen], tray, cursor, size: popup })).toEqual(expected);
  });

  it('opens on the screen of the icon, which may lie left of and above the first', () => {
    const upperLeft = { bounds: rect(-1280, -1024, 1280, 1024), workArea: rect(-1280, -1024, 1280, 984) };
    const at = placeAtTray({
      screens: [taskbar.bottom, upperLeft],
      tray: rect(-60, -30, 20, 20),
      cursor: { x: 5, y: 5 },
      size: popup,
    });
    expect(at).toEqual(rect(-420, -668, 420, 620));
  });

  it.each<[string, Screen, Rect, Rect]>([
    [
      'above the taskbar of a screen to the left',
      { bounds: rect(-1920, 200, 1920, 1080), workArea: rect(-1920, 200, 1920, 1040) },
      rect(-120, 1250, 24, 24),
      rect(-420, 612, 420, 620),
    ],
    [
      'beside the taskbar on the right of a screen to the left',
      { bounds: rect(-1920, 0, 1920, 1080), workArea: rect(-1920, 0, 1860, 1080) },
      rect(-42, 500, 24, 24),
      rect(-488, 202, 420, 620),
    ],
    [
      'below the menu bar of a screen above',
      { bounds: rect(0, -1440, 2560, 1440), workArea: rect(0, -1415, 2560, 1415) },
      rect(2000, -1440, 30, 25),
      rect(1805, -1407, 420, 620),
    ],
    [
      'beside the taskbar on the left of a screen below and to the left',
      { bounds: rect(-1280, 1080, 1280, 800), workArea: rect(-1220, 1080, 1220, 800) },
      rect(-1262, 1800, 24, 24),
      rect(-1212, 1260, 420, 620),
    ],
  ])('opens %s', (_where, other, tray, expected) => {
    expect(placeAtTray({ screens: [taskbar.bottom, other], tray, cursor: { x: 5, y: 5 }, size: popup })).toEqual(
      expected,
    );
  });

  it('opens at the panel of the screen the cursor is on, where the icon has no place', () => {
    const left = { bounds: rect(-1920, 0, 1920, 1080), workArea: rect(-1920, 28, 1920, 1052) };
    expect(
      placeAtTray({ screens: [taskbar.bottom, left], tray: none, cursor: { x: -100, y: 10 }, size: popup }),
    ).toEqual(rect(-420, 36, 420, 620));
  });

  it('shrinks to a work area that is smaller than the popup', () => {
    const small = { bounds: rect(0, 0, 400, 500), workArea: rect(0, 0, 400, 460) };
    expect(placeAtTray({ screens: [small], tray: none, cursor: { x: 380, y: 490 }, size: popup })).toEqual(
      rect(0, 0, 400, 460),
    );
  });
});

describe('placeQuick', () => {
  it('opens centered in the upper third of the screen the cursor is on', () => {
    const second = { bounds: rect(1920, 0, 2560, 1440), workArea: rect(1920, 0, 2560, 1400) };
    expect(placeQuick({ screens: [taskbar.bottom, second], cursor: { x: 3000, y: 900 }, size: quick })).toEqual(
      rect(2880, 308, 640, 520),
    );
  });

  it('takes the nearest screen when the cursor stands between two', () => {
    const second = { bounds: rect(3000, 0, 1000, 1000), workArea: rect(3000, 0, 1000, 1000) };
    const at = placeQuick({ screens: [taskbar.hidden, second], cursor: { x: 2900, y: 10 }, size: quick });
    expect(at.x).toBe(3180);
  });
});

describe('every placement', () => {
  const scale = fc.constantFrom(1, 1.25, 1.5, 1.75, 2);
  const inset = fc.integer({ min: 0, max: 120 });
  const screen = fc
    .tuple(
      fc.integer({ min: -5000, max: 5000 }),
      fc.integer({ min: -5000, max: 5000 }),
      fc.integer({ min: 1400, max: 5000 }),
      fc.integer({ min: 1700, max: 5000 }),
      inset,
      inset,
      inset,
      inset,
      scale,
    )
    .map(([x, y, width, height, top, right, bottom, left, by]) => ({
      bounds: rect(x / by, y / by, width / by, height / by),
      workArea: rect((x + left) / by, (y + top) / by, (width - left - right) / by, (height - top - bottom) / by),
    }));

  it('is whole pixels inside some work area, whatever the screens, the scale, the icon and the cursor', () => {
    fc.assert(
      fc.property(
        fc.tuple(screen, screen),
        fc.record({ x: fc.integer({ min: -9000, max: 9000 }), y: fc.integer({ min: -9000, max: 9000 }) }),
        fc.boolean(),
        (screens, cursor, hasIcon) => {
          const tray = hasIcon ? { ...cursor, width: 22.4, height: 22.4 } : none;
          for (const at of [
            placeAtTray({ screens, tray, cursor, size: popup }),
            placeQuick({ screens, cursor, size: quick }),
            placeWindow({ screens, cursor, size: { width: 2000, height: 720 }, others: 5 }),
          ]) {
            expect(Object.values(at).every(Number.isInteger)).toBe(true);
            expect(
              screens.some(
                ({ workArea: area }) =>
                  at.x >= area.x &&
                  at.y >= area.y &&
                  at.x + at.width <= area.x + area.width &&
                  at.y + at.height <= area.y + area.height,
              ),
            ).toBe(true);
          }
        },
      ),
    );
  });
});
