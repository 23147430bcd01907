import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { BuzzId } from '../../contract/model/ids';
import { defaultSettings } from '../../contract/model/settings';
import type { Asker } from '../ipc/ipc-host';
import { createKnownWindows } from '../ipc/known-windows';
import { createBoards } from './boards';

const one = BuzzId.parse('bz_0000000001');
const two = BuzzId.parse('bz_0000000002');
const inPopup: Asker = { kind: 'popup', contentsId: 1 };

const setUp = () => {
  let nextId = 2;
  class FakeBrowserWindow extends EventEmitter {
    readonly webContents = Object.assign(new EventEmitter(), {
      id: nextId++,
      isDestroyed: () => false,
      send: vi.fn(),
    });
    shown = false;
    minimized = false;
    focused = false;
    loadURL = vi.fn(async () => undefined);
    restore = vi.fn();
    isVisible = () => this.shown;
    isMinimized = () => this.minimized;
    isFocused = () => this.focused;
    isDestroyed = () => false;
    getNormalBounds = () => ({ x: 0, y: 0, width: 600, height: 640 });
    constructor() {
      super();
      made.push(this);
    }
    show() {
      this.shown = true;
      this.emit('show');
    }
    focus() {
      this.focused = true;
      this.emit('focus');
    }
    close() {
      this.emit('close');
      this.webContents.emit('destroyed');
      this.emit('closed');
    }
  }
  const made: FakeBrowserWindow[] = [];
  const windows = createKnownWindows();
  const popupContents = Object.assign(new EventEmitter(), { id: 1, isDestroyed: () => false, send: vi.fn() });
  windows.add(popupContents, 'popup');
  const popup = { visible: true, focused: true };
  const watched = vi.fn<(...ids: BuzzId[]) => void>();
  const onLooked = vi.fn();
  const changeSettings = vi.fn();
  const display = {
    workArea: { x: 0, y: 0, width: 1280, height: 800 },
    bounds: { x: 0, y: 0, width: 1280, height: 800 },
  };
  const boards = createBoards({
    electron: {
      BrowserWindow: FakeBrowserWindow as unknown as new () => BrowserWindow,
      app: { focus: vi.fn() } as never,
    },
    screens: { now: () => ({ screens: [display], cursor: { x: 10, y: 10 } }) },
    platform: 'linux',
    windows,
    pages: () => ({ sandbox: true }),
    theme: { backgroundColor: () => '#ffffff' },
    popup: { isVisible: () => popup.visible, isFocused: () => popup.visible && popup.focused },
    locale: () => 'zh-CN',
    size: { read: () => defaultSettings.boardWindow, keep: (boardWindow) => changeSettings({ boardWindow }) },
    watch: watched,
  });
  boards.onLooked(onLooked);
  const asker = (index: number): Asker => ({ kind: 'board', contentsId: made[index]!.webContents.id });
  /** A board's window on the screen, whose page has told which board it shows. */
  const opened = (id: BuzzId) => {
    boards.open(id);
    const window = made.at(-1)!;
    window.emit('ready-to-show');
    boards.watch(asker(made.length - 1), id);
    return window;
  };
  return { boards, made, popup, popupContents, watched, onLooked, changeSettings, asker, opened };
};

describe('receipts', () => {
  it('are asked for each board that can be seen, once, wherever it is', () => {
    const { boards, watched, opened } = setUp();
    boards.watch(inPopup, one);
    expect(watched).toHaveBeenLastCalledWith(one);
    opened(two);
    expect(watched).toHaveBeenLastCalledWith(one, two);
    boards.watch(inPopup, two);
    expect(watched).toHaveBeenLastCalledWith(two);
    boards.watch(inPopup, null);
    expect(watched).toHaveBeenLastCalledWith(two);
  });

  it('are not asked for a window in the taskbar or one that is closed, whatever its page says or fails to say', () => {
    const { boards, watched, opened, asker } = setUp();
    const window = opened(one);
    window.minimized = true;
    window.emit('minimize');
    expect(watched).toHaveBeenLastCalledWith();
    boards.watch(asker(0), one);
    expect(watched).toHaveBeenLastCalledWith();
    window.minimized = false;
    window.emit('restore');
    expect(watched).toHaveBeenLastCalledWith(one);
    window.close();
    expect(watched).toHaveBeenLastCalledWith();
  });

  it('are not asked for a popup that is hidden, or whose page is gone', () => {
    const { boards, watched, popup, popupContents, opened } = setUp();
    boards.watch(inPopup, one);
    popup.visible = false;
    const window = opened(two);
    expect(watched).toHaveBeenLastCalledWith(two);
    popup.visible = true;
    popupContents.emit('destroyed');
    window.emit('blur');
    expect(watched).toHaveBeenLastCalledWith(two);
  });
});

describe('a board', () => {
  it('is looked at in the window that has the focus, and nowhere else', () => {
    const { boards, popup, opened } = setUp();
    boards.watch(inPopup, one);
    expect([boards.isLookedAt(one), boards.isLookedAt(two)]).toEqual([true, false]);
    popup.focused = false;
    const window = opened(two);
    expect([boards.isLookedAt(one), boards.isLookedAt(two)]).toEqual([false, true]);
    window.focused = false;
    expect(boards.isLookedAt(two)).toBe(false);
  });

  it('was seen when the visible popup shows it, but not in a window left open behind another program', () => {
    const { boards, popup, opened, onLooked } = setUp();
    boards.watch(inPopup, one);
    popup.focused = false;
    expect(boards.isSeen(one)).toBe(true);
    const window = opened(two);
    window.focused = false;
    expect(boards.isSeen(two)).toBe(false);
    onLooked.mockClear();
    window.focus();
    expect(boards.isSeen(two)).toBe(true);
    // The tray follows.
    expect(onLooked).toHaveBeenCalled();
  });

  it('leaves the size of its window to the next one', () => {
    const { opened, changeSettings } = setUp();
    opened(one).close();
    expect(changeSettings).toHaveBeenCalledExactlyOnceWith({ boardWindow: { width: 600, height: 640 } });
  });
});
