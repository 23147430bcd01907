import type { Menu, MenuItemConstructorOptions, NativeImage, Tray } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { BuzzId, GroupId } from '../../contract/model/ids';
import { createTrayIcons } from './icon';
import { type TrayModel, trayMenu } from './menu';
import { type TrayLook, trayColors, trayPicture } from './picture';
import { createTray, type TrayDeps } from './tray';

const group = GroupId.parse('grp_1');
const buzz = BuzzId.parse('bz_1');
const model: TrayModel = {
  locale: 'en-US',
  look: { state: 'idle', practice: false, waiting: 0 },
  pinned: [{ id: group, name: 'R&D on call' }],
  ladders: [],
  inbox: null,
  recent: [{ id: buzz, title: '值班组', read: 3, acknowledged: 0, people: 6 }],
  hotkey: 'CommandOrControl+Alt+Shift+B',
};
const actions = () => ({
  open: vi.fn(),
  quick: vi.fn(),
  compose: vi.fn(),
  board: vi.fn(),
  stop: vi.fn(),
  inbox: vi.fn(),
  settings: vi.fn(),
  quit: vi.fn(),
});

const labels = (menu: readonly MenuItemConstructorOptions[]) => menu.map(({ type, label }) => label ?? type);
const press = (menu: readonly MenuItemConstructorOptions[], label: string) => {
  const item = menu.find((candidate) => candidate.label === label);
  (item?.click as (() => void) | undefined)?.();
};

describe('trayMenu', () => {
  it('offers the way in, pinned groups, recent buzzes, settings and quit', () => {
    expect(labels(trayMenu(model, actions()))).toEqual([
      'Open',
      'Quick buzz',
      'separator',
      'Pinned groups',
      'R&&D on call',
      'separator',
      'Recent buzzes',
      '值班组 (3 of 6 read)',
      'separator',
      'Settings',
      'separator',
      'Quit',
    ]);
  });

  it('leaves out empty sections', () => {
    expect(labels(trayMenu({ ...model, locale: 'zh-CN', pinned: [], recent: [] }, actions()))).toEqual([
      '打开主窗口',
      '快速加急',
      'separator',
      '设置',
      'separator',
      '退出',
    ]);
  });

  it('leads to the group and to the board that were chosen', () => {
    const done = actions();
    const menu = trayMenu(model, done);
    press(menu, 'R&&D on call');
    press(menu, '值班组 (3 of 6 read)');
    expect(done.compose).toHaveBeenCalledWith(group);
    expect(done.board).toHaveBeenCalledWith(buzz);
  });

  it('shows the hotkeys beside their lines, without listening for them', () => {
    const menu = trayMenu({ ...model, pinned: [{ id: group, name: '夜班', hotkey: 'Alt+N' }] }, actions());
    const hotkeys = menu.flatMap(({ label, accelerator, registerAccelerator }) =>
      accelerator ? [[label, accelerator, registerAccelerator]] : [],
    );
    expect(hotkeys).toEqual([
      ['Quick buzz', 'CommandOrControl+Alt+Shift+B', false],
      ['夜班', 'Alt+N', false],
    ]);
  });

  it('lists running ladders, each with a stop', () => {
    const done = actions();
    const menu = trayMenu({ ...model, ladders: [{ id: buzz, title: '值班组', relay: null }] }, done);
    expect(labels(menu)).toContain('Running ladders');
    press(menu, 'Stop “值班组”');
    expect(done.stop).toHaveBeenCalledWith(buzz);
    const there = { id: buzz, title: '夜班', relay: 'relay.corp.cn' };
    press(trayMenu({ ...model, ladders: [there] }, done), 'Stop “夜班” (in the relay)');
    expect(labels(trayMenu({ ...model, locale: 'zh-CN', ladders: [there] }, done))).toContain('停止“夜班”（在中继）');
    expect(done.stop).toHaveBeenCalledTimes(2);
  });

  it('leads to the inbox where there is one, and counts what is new', () => {
    const done = actions();
    expect(labels(trayMenu(model, done)).join()).not.toContain('Inbox');
    press(trayMenu({ ...model, inbox: 0 }, done), 'Inbox');
    press(trayMenu({ ...model, inbox: 1 }, done), 'Inbox (1 new message)');
    expect(done.inbox).toHaveBeenCalledTimes(2);
    expect(labels(trayMenu({ ...model, locale: 'zh-CN', inbox: 3 }, done))).toContain('收件箱（3 条新消息）');
  });

  it('shortens a long title to one line without cutting a character in two', () => {
    const menu = trayMenu({ ...model, pinned: [{ id: group, name: `𠮷\n${'野'.repeat(60)}` }] }, actions());
    expect(menu[4]?.label).toBe(`𠮷 ${'野'.repeat(29)}…`);
  });
});

const setUp = (platform: NodeJS.Platform = 'linux') => {
  const listeners = new Map<string, () => void>();
  const tray = {
    setImage: vi.fn(),
    setToolTip: vi.fn(),
    setTitle: vi.fn(),
    setContextMenu: vi.fn(),
    popUpContextMenu: vi.fn(),
    setIgnoreDoubleClickEvents: vi.fn(),
    getBounds: () => ({ x: 0, y: 0, width: 0, height: 0 }),
    destroy: vi.fn(),
    on: (name: string, listener: () => void) => listeners.set(name, listener),
  };
  const onClick = vi.fn();
  const icon = vi.fn((look: TrayLook) => look as unknown as NativeImage);
  const deps = {
    Tray: class {
      constructor() {
        Object.assign(this, tray);
      }
    } as unknown as new (
      icon: NativeImage,
    ) => Tray,
    Menu: { buildFromTemplate: vi.fn((template) => template as Menu) },
    icon,
    platform,
    onClick,
    actions: actions(),
    first: model,
  } satisfies TrayDeps;
  return { tray, listeners, onClick, deps, shown: createTray(deps) };
};

describe('the tray', () => {
  it('reports a left click, and has a menu for the right one', () => {
    const { listeners, onClick, tray } = setUp();
    listeners.get('click')?.();
    expect(onClick).toHaveBeenCalledOnce();
    expect(tray.setContextMenu).toHaveBeenCalledOnce();
  });

  it('opens the menu itself on macOS, where a set menu would take the left click', () => {
    const { listeners, tray } = setUp('darwin');
    expect(tray.setContextMenu).not.toHaveBeenCalled();
    listeners.get('right-click')?.();
    expect(tray.popUpContextMenu).toHaveBeenCalledOnce();
  });

  it('changes picture and words with its state, and leaves an unchanged menu alone', () => {
    const { shown, tray, deps } = setUp();
    const attention = { state: 'attention', practice: false, waiting: 0 } as const;
    shown.show({ ...model, look: attention });
    expect(tray.setImage).toHaveBeenCalledExactlyOnceWith(attention);
    expect(tray.setToolTip).toHaveBeenLastCalledWith('Feishu Buzz: your attention is needed');
    expect(deps.Menu.buildFromTemplate).toHaveBeenCalledOnce();
    shown.show({ ...model, pinned: [] });
    expect(deps.Menu.buildFromTemplate).toHaveBeenCalledTimes(2);
  });
});

describe('a panel that came late', () => {
  it('gets a new icon that looks like the old one and can be clicked', () => {
    const { shown, tray, deps, listeners, onClick } = setUp();
    const sending = { state: 'sending', practice: false, waiting: 0 } as const;
    shown.show({ ...model, look: sending });
    listeners.clear();
    shown.makeAnew();
    expect(tray.destroy).toHaveBeenCalledOnce();
    expect(deps.icon).toHaveBeenLastCalledWith(sending);
    expect(tray.setContextMenu).toHaveBeenCalledTimes(2);
    listeners.get('click')?.();
    expect(onClick).toHaveBeenCalledOnce();
  });
});

describe('the tray’s tooltip', () => {
  it('counts the people who have not read, also beside the icon of macOS', () => {
    const waiting = { state: 'waiting', practice: true, waiting: 12 } as const;
    const linux = setUp();
    linux.shown.show({ ...model, look: waiting });
    expect(linux.tray.setToolTip).toHaveBeenLastCalledWith(
      'Feishu Buzz: waiting for 12 people to read (practice workspace)',
    );
    expect(linux.tray.setTitle).not.toHaveBeenCalled();
    const mac = setUp('darwin');
    mac.shown.show({ ...model, look: waiting });
    expect(mac.tray.setTitle).toHaveBeenLastCalledWith('12', { fontType: 'monospacedDigit' });
  });
});

const idle: TrayLook = { state: 'idle', practice: false, waiting: 0 };
const waiting = (count: number): TrayLook => ({ state: 'waiting', practice: false, waiting: count });

describe('trayPicture', () => {
  const at = (look: TrayLook, size: number, x: number, y: number, ink: 'color' | 'template' = 'color') => {
    const start = (y * size + x) * 4;
    return [...trayPicture(look, size, ink).bgra.slice(start, start + 4)];
  };
  const bgra = ([red, green, blue]: readonly [number, number, number]) => [blue, green, red, 255];

  it('is a blue bubble with a white bolt on nothing', () => {
    expect(at(idle, 32, 0, 0)).toEqual([0, 0, 0, 0]);
    expect(at(idle, 32, 4, 14)).toEqual(bgra(trayColors.blue));
    expect(at(idle, 32, 15, 13)).toEqual([255, 255, 255, 255]);
  });

  it('shows a different picture for every state, also without colors', () => {
    const looks: readonly TrayLook[] = (['idle', 'sending', 'attention', 'waiting'] as const).flatMap((state) =>
      [true, false].map((practice) => ({ state, practice, waiting: 3 })),
    );
    for (const size of [16, 20, 24, 32]) {
      const drawn = looks.map((look) => Buffer.from(trayPicture(look, size).bgra).toString('base64'));
      expect(new Set(drawn).size).toBe(looks.length);
      // macOS shows the number beside the icon.
      const black = looks.filter(({ state }) => state !== 'waiting');
      const shapes = black.map((look) => Buffer.from(trayPicture(look, size, 'template').bgra).toString('base64'));
      expect(new Set(shapes).size).toBe(black.length);
    }
  });

  it('draws a number of whole pixels at every size: each is plate, letter, or none of the badge', () => {
    for (const size of [16, 20, 24, 28, 30, 32, 36, 48, 72])
      for (const count of [1, 9, 10, 47, 99, 250]) {
        const { bgra: pixels } = trayPicture(waiting(count), size);
        const corner = size - 1;
        let letters = 0;
        for (let y = 0; y < size; y += 1)
          for (let x = 0; x < size; x += 1) {
            const [b, g, r, a] = pixels.slice((y * size + x) * 4, (y * size + x) * 4 + 4);
            if (y > size / 2 && r === 255 && g === 255 && b === 255 && a === 255) letters += 1;
          }
        expect(at(waiting(count), size, corner, corner)).toEqual([0x29, 0x23, 0x1f, 255]);
        expect(letters).toBeGreaterThanOrEqual(8);
      }
  });

  it('leaves the whole sign above the badge, whatever it says', () => {
    const signOf = (look: TrayLook, size: number) => {
      const { bgra: pixels } = trayPicture(look, size);
      const rows = Array.from({ length: Math.floor(size / 2) }, (_, y) =>
        Array.from({ length: size }, (_, x) =>
          pixels.slice((y * size + x) * 4, (y * size + x) * 4 + 3).every((c) => c === 255) ? 1 : 0,
        ).join(''),
      );
      return rows.join(' ');
    };
    for (const size of [16, 20, 22, 24, 28, 32, 48]) {
      const one = signOf(waiting(1), size);
      expect([...one].filter((pixel) => pixel === '1').length).toBeGreaterThan(size / 8);
      for (const look of [waiting(12), waiting(250), { ...idle, state: 'attention' as const }])
        expect(signOf(look, size), `${size} px`).toBe(one);
    }
  });

  it('draws each number differently, up to 99+', () => {
    const drawn = Array.from({ length: 100 }, (_, index) =>
      Buffer.from(trayPicture(waiting(index + 1), 16).bgra).toString('base64'),
    );
    expect(new Set(drawn).size).toBe(100);
    expect(trayPicture(waiting(100), 24)).toEqual(trayPicture(waiting(2000), 24));
  });

  it('keeps 3:1 against white and against a dark panel', () => {
    const luminance = (color: readonly number[]) => {
      const [red = 0, green = 0, blue = 0] = color.map((value) => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const contrast = (a: readonly number[], b: readonly number[]) => {
      const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
      return (light + 0.05) / (dark + 0.05);
    };
    for (const color of Object.values(trayColors))
      for (const panel of [
        [255, 255, 255],
        [0x1f, 0x2a, 0x3c],
        [0x24, 0x24, 0x24],
      ])
        expect(contrast(color, panel)).toBeGreaterThan(3);
  });

  it('has no hole where two of its colors meet', () => {
    for (const size of [16, 24, 36]) {
      const { bgra: pixels } = trayPicture(idle, size);
      for (let y = Math.ceil(size * 0.3); y < size * 0.7; y += 1)
        for (let x = Math.ceil(size * 0.3); x < size * 0.7; x += 1) expect(pixels[(y * size + x) * 4 + 3]).toBe(255);
    }
  });

  it('is black and transparent for macOS, which colors it', () => {
    const { bgra: pixels } = trayPicture({ state: 'attention', practice: true, waiting: 0 }, 32, 'template');
    for (let start = 0; start < pixels.length; start += 4)
      expect([...pixels.slice(start, start + 3)]).toEqual([0, 0, 0]);
  });
});

describe('the images of the tray', () => {
  const images = (platform: NodeJS.Platform, scales: readonly number[] = [1]) => {
    const image = { addRepresentation: vi.fn(), setTemplateImage: vi.fn() };
    const createFromBitmap = vi.fn(() => image as unknown as NativeImage);
    return { image, createFromBitmap, icon: createTrayIcons({ createFromBitmap }, platform, () => scales) };
  };

  it('have a drawing of their own for each scale of the screens there are', () => {
    const { image, createFromBitmap, icon } = images('win32', [1.5, 1, 1.25, 1.5, 2]);
    icon(idle);
    expect(createFromBitmap).toHaveBeenCalledWith(expect.anything(), { width: 16, height: 16, scaleFactor: 1 });
    expect(image.addRepresentation.mock.calls.map(([{ scaleFactor, width }]) => [scaleFactor, width])).toEqual([
      [1.25, 20],
      [1.5, 24],
      [2, 32],
    ]);
    expect(image.setTemplateImage).not.toHaveBeenCalled();
  });

  it('are templates on macOS', () => {
    const { image, icon } = images('darwin');
    icon(idle);
    expect(image.setTemplateImage).toHaveBeenCalledWith(true);
  });

  it('are drawn once for each look', () => {
    const { createFromBitmap, icon } = images('linux');
    for (const look of [waiting(3), waiting(3), waiting(150), waiting(200), idle, { ...idle, waiting: 7 }]) icon(look);
    expect(createFromBitmap).toHaveBeenCalledTimes(3);
  });
});
