import { EventEmitter } from 'node:events';
import type { App, BrowserWindow } from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { BuzzId } from '../../contract/model/ids';
import { createKnownWindows } from '../ipc/known-windows';
import { createBoardWindows } from './board-windows';
import type { Size } from './placement';

const one = BuzzId.parse('bz_0000000001');
const two = BuzzId.parse('bz_0000000002');

const setUp = (platform: NodeJS.Platform = 'linux') => {
  let nextId = 1;
  class FakeBrowserWindow extends EventEmitter {
    readonly options: Record<string, unknown>;
    readonly webContents = Object.assign(new EventEmitter(), {
      id: nextId++,
      isDestroyed: () => false,
      send: vi.fn(),
      reload: vi.fn(),
    });
    visible = false;
    minimized = false;
    focused = false;
    gone = false;
    loadURL = vi.fn(async () => undefined);
    isVisible = () => this.visible;
    isMinimized = () => this.minimized;
    isFocused = () => this.focused;
    isDestroyed = () => this.gone;
    getNormalBounds = () => ({ x: 3, y: 4, width: 700, height: 500 });
    constructor(options: Record<string, unknown>) {
      super();
      this.options = options;
      made.push(this);
    }
    show() {
      this.visible = true;
      this.emit('show');
    }
    focus() {
      this.focused = true;
      this.emit('focus');
    }
    minimize() {
      this.minimized = true;
      this.emit('minimize');
    }
    restore() {
      this.minimized = false;
      this.emit('restore');
    }
    close() {
      this.emit('close');
      this.destroy();
    }
    destroy() {
      this.gone = true;
      this.webContents.emit('destroyed');
      this.emit('closed');
    }
    press(input: Partial<Record<'type' | 'key', string> & Record<'control' | 'meta' | 'alt' | 'shift', boolean>>) {
      const event = { preventDefault: vi.fn() };
      const none = { type: 'keyDown', control: false, meta: false, alt: false, shift: false };
      this.webContents.emit('before-input-event', event, { ...none, ...input });
      return event.preventDefault.mock.calls.length > 0;
    }
  }
  const made: FakeBrowserWindow[] = [];
  const windows = createKnownWindows();
  const onChanged = vi.fn();
  const place = vi.fn((size: Size, others: number) => ({ x: others, y: others, ...size }));
  const keep = vi.fn();
  const app = { focus: vi.fn(), dock: { show: vi.fn(), hide: vi.fn() } };
  const state = { now: 0 };
  const boards = createBoardWindows({
    BrowserWindow: FakeBrowserWindow as unknown as new () => BrowserWindow,
    app: app as unknown as App,
    platform,
    windows,
    webPreferences: () => ({ sandbox: true }),
    backgroundColor: () => '#1f2023',
    title: () => '飞书加急',
    place,
    size: { read: () => ({ width: 480, height: 720 }), keep },
    now: () => state.now,
    onChanged,
  });
  const asker = (index: number) => ({ kind: 'board' as const, contentsId: made[index]!.webContents.id });
  /** A board's window, painted and on the screen. */
  const opened = (id = one) => {
    boards.open(id);
    const window = made.at(-1)!;
    window.emit('ready-to-show');
    return window;
  };
  return { boards, made, windows, onChanged, place, keep, app, state, asker, opened };
};

let deps: ReturnType<typeof setUp>;
beforeEach(() => {
  deps = setUp();
});

describe('the window of a board', () => {
  it('is an ordinary window with the rights of the popup, known by its kind and its board', () => {
    const { boards, made, windows, asker } = deps;
    boards.open(one);
    const { options } = made[0]!;
    expect(options).toMatchObject({ width: 480, height: 720, minWidth: 360, minHeight: 420, show: false });
    expect(options).toMatchObject({ backgroundColor: '#1f2023', webPreferences: { sandbox: true } });
    for (const name of ['frame', 'resizable', 'skipTaskbar', 'alwaysOnTop', 'parent', 'type'])
      expect(options).not.toHaveProperty(name);
    expect(made[0]!.loadURL).toHaveBeenCalledExactlyOnceWith('app://buzz/board.html');
    expect(windows.kindOf(asker(0).contentsId)).toBe('board');
    expect(boards.idOf(asker(0))).toBe(one);
  });

  it('comes with its first frame, and not before, however often it is asked for', () => {
    const { boards, made, asker } = deps;
    boards.open(one);
    boards.open(one);
    expect(made).toHaveLength(1);
    expect(made[0]!.visible).toBe(false);
    expect(boards.isOnScreen(asker(0))).toBe(false);
    made[0]!.emit('ready-to-show');
    expect(made[0]!).toMatchObject({ visible: true, focused: true });
    expect(boards.isOnScreen(asker(0))).toBe(true);
    expect(boards.isFocused(asker(0))).toBe(true);
  });

  it('comes to the front when its board is asked for again, out of the taskbar if it is there', () => {
    const { boards, made, opened } = deps;
    const window = opened();
    window.minimize();
    window.focused = false;
    boards.open(one);
    expect(made).toHaveLength(1);
    expect(window).toMatchObject({ minimized: false, focused: true });
    expect(boards.bringUp(two)).toBe(false);
  });

  it('is one of several, each of them with a place of its own', () => {
    const { made, opened, boards, place, asker } = deps;
    opened(one);
    opened(two);
    expect(made).toHaveLength(2);
    expect(place.mock.calls.map(([, others]) => others)).toEqual([0, 1]);
    expect(boards.idOf(asker(1))).toBe(two);
    boards.close(asker(0));
    expect(made.map(({ gone }) => gone)).toEqual([true, false]);
    expect(boards.idOf(asker(0))).toBeNull();
    expect(boards.isFocused(asker(0))).toBe(false);
  });

  it('tells its page, and the program, when it can be seen and when not', () => {
    const { opened, onChanged, boards, asker } = deps;
    const window = opened();
    window.minimize();
    expect(boards.isOnScreen(asker(0))).toBe(false);
    window.restore();
    const told = window.webContents.send.mock.calls;
    expect(told).toEqual([true, false, true].map((seen) => ['buzz:on:seenChanged', seen]));
    onChanged.mockClear();
    window.close();
    expect(onChanged).toHaveBeenCalled();
    expect(boards.isOnScreen(asker(0))).toBe(false);
  });

  it('leaves its size to the next one', () => {
    const { opened, keep } = deps;
    opened().close();
    expect(keep).toHaveBeenCalledExactlyOnceWith({ width: 700, height: 500 });
  });

  it.each<[NodeJS.Platform, 'control' | 'meta']>([
    ['linux', 'control'],
    ['win32', 'control'],
    ['darwin', 'meta'],
  ])('is closed by W with the main key of %s, and by nothing like it', (platform, main) => {
    const { opened } = setUp(platform);
    const window = opened();
    const other = main === 'control' ? 'meta' : 'control';
    for (const input of [
      { key: 'w' },
      { key: 'w', [other]: true },
      { key: 'w', [main]: true, alt: true },
      { key: 'w', [main]: true, shift: true },
      { key: 'e', [main]: true },
      { key: 'w', [main]: true, type: 'keyUp' },
    ])
      expect(window.press(input)).toBe(false);
    expect(window.gone).toBe(false);
    expect(window.press({ key: 'w', [main]: true })).toBe(true);
    expect(window.gone).toBe(true);
  });

  it('loads a page that has died once more, and goes when that dies as well', () => {
    const { opened, state } = deps;
    const window = opened();
    window.webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect(window.webContents.reload).toHaveBeenCalledOnce();
    state.now += 90_000;
    window.webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect(window.gone).toBe(false);
    state.now += 1_000;
    window.webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect(window.gone).toBe(true);
  });

  it('shows the app in the Dock of a Mac while it is open', () => {
    const { opened, app } = setUp('darwin');
    const [first, second] = [opened(one), opened(two)];
    expect(app.dock.show).toHaveBeenCalledOnce();
    first.close();
    expect(app.dock.hide).not.toHaveBeenCalled();
    second.close();
    expect(app.dock.hide).toHaveBeenCalledOnce();
  });
});
