import type { Menu, MenuItemConstructorOptions, NativeImage, Tray } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { BuzzId, GroupId } from '../contract/ids';
import { createTray, type TrayParts } from './tray';
import { type TrayModel, trayMenu } from './tray-menu';
import { trayPicture } from './tray-picture';

const group = GroupId.parse('grp_1');
const buzz = BuzzId.parse('bz_1');
const model: TrayModel = {
  locale: 'en-US',
  state: 'idle',
  pinned: [{ id: group, name: 'R&D on call' }],
  ladders: [],
  recent: [{ id: buzz, title: '值班组', read: 3, people: 6 }],
  hotkey: 'CommandOrControl+Alt+Shift+B',
};
const actions = () => ({
  open: vi.fn(),
  quick: vi.fn(),
  compose: vi.fn(),
  board: vi.fn(),
  stop: vi.fn(),
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

  it('leaves out what there is none of', () => {
    expect(labels(trayMenu({ ...model, locale: 'zh-CN', pinned: [], recent: [] }, actions()))).toEqual([
      '打开',
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

  it('lists running ladders, each with a stop', () => {
    const done = actions();
    const menu = trayMenu({ ...model, ladders: [{ id: buzz, title: '值班组' }] }, done);
    expect(labels(menu)).toContain('Running ladders');
    press(menu, 'Stop “值班组”');
    expect(done.stop).toHaveBeenCalledWith(buzz);
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
    setContextMenu: vi.fn(),
    popUpContextMenu: vi.fn(),
    setIgnoreDoubleClickEvents: vi.fn(),
    getBounds: () => ({ x: 0, y: 0, width: 0, height: 0 }),
    destroy: vi.fn(),
    on: (name: string, listener: () => void) => listeners.set(name, listener),
  };
  const onClick = vi.fn();
  const icon = vi.fn((state) => state as NativeImage);
  const parts = {
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
  } satisfies TrayParts;
  return { tray, listeners, onClick, parts, shown: createTray(parts) };
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
    const { shown, tray, parts } = setUp();
    shown.show({ ...model, state: 'attention' });
    expect(tray.setImage).toHaveBeenCalledWith('attention');
    expect(tray.setToolTip).toHaveBeenLastCalledWith('Feishu Buzz: somebody needs your attention');
    expect(parts.Menu.buildFromTemplate).toHaveBeenCalledOnce();
    shown.show({ ...model, pinned: [] });
    expect(parts.Menu.buildFromTemplate).toHaveBeenCalledTimes(2);
  });
});

describe('trayPicture', () => {
  const at = (state: Parameters<typeof trayPicture>[0], size: number, x: number, y: number) => {
    const start = (y * size + x) * 4;
    return [...trayPicture(state, size).bgra.slice(start, start + 4)];
  };

  it('is a blue bubble with a white bolt on nothing', () => {
    expect(at('idle', 32, 0, 0)).toEqual([0, 0, 0, 0]);
    expect(at('idle', 32, 4, 14)).toEqual([0xe6, 0x63, 0x2b, 255]);
    expect(at('idle', 32, 15, 13)).toEqual([255, 255, 255, 255]);
  });

  it('tells practice and attention apart by colour', () => {
    expect(at('practice', 32, 4, 14)).toEqual([0x00, 0x6b, 0xb3, 255]);
    expect(at('attention', 32, 25, 6)).toEqual([0x31, 0x39, 0xd8, 255]);
  });
});
