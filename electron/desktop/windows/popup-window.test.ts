import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { createKnownWindows } from '../ipc/known-windows';
import type { PopupEvents } from './popup';
import { createPopupWindow, popupSize } from './popup-window';

const setUp = (platform: NodeJS.Platform = 'linux') => {
  const contents = Object.assign(new EventEmitter(), {
    id: 7,
    isDestroyed: () => false,
    send: vi.fn(),
    setZoomFactor: vi.fn(),
  });
  const made: { options: Record<string, unknown>; window: EventEmitter & { hide: () => void } }[] = [];
  class FakeBrowserWindow extends EventEmitter {
    webContents = contents;
    hide = vi.fn();
    loadURL = vi.fn(async () => {
      contents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false });
    });
    isDestroyed = () => false;
    constructor(options: Record<string, unknown>) {
      super();
      made.push({ options, window: this });
    }
  }
  const events = {
    painted: vi.fn(),
    focused: vi.fn(),
    blurred: vi.fn(),
    dismissed: vi.fn(),
    loading: vi.fn(),
    lost: vi.fn(),
  } satisfies PopupEvents;
  const windows = createKnownWindows();
  const app = { hide: vi.fn(), focus: vi.fn() };
  const state = { quitting: false, other: false };
  const popup = createPopupWindow(
    {
      BrowserWindow: FakeBrowserWindow as unknown as new () => BrowserWindow,
      app,
      platform,
      windows,
      webPreferences: { sandbox: true },
      backgroundColor: () => '#1f2023',
      isQuitting: () => state.quitting,
      hasOtherWindow: () => state.other,
    },
    events,
  );
  const { options, window } = made[0]!;
  return { popup, options, window, contents, events, windows, app, state };
};

describe('the window of the popup', () => {
  it('is made hidden, on the ground of the theme, and known as the popup', () => {
    const { options, windows } = setUp();
    expect(options).toMatchObject({ show: false, frame: false, skipTaskbar: true, backgroundColor: '#1f2023' });
    expect(windows.kindOf(7)).toBe('popup');
  });

  it('is put away rather than closed, except when the app ends', () => {
    const { window, events, state } = setUp();
    const event = { preventDefault: vi.fn() };
    window.emit('close', event);
    expect(event.preventDefault).toHaveBeenCalledOnce();
    expect(events.dismissed).toHaveBeenCalledOnce();
    state.quitting = true;
    window.emit('close', event);
    expect(event.preventDefault).toHaveBeenCalledOnce();
  });

  it('is lost when its page dies, but not when the app ends', () => {
    const { window, contents, events, state } = setUp();
    contents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect(events.lost).toHaveBeenCalledOnce();
    state.quitting = true;
    window.emit('closed');
    expect(events.lost).toHaveBeenCalledOnce();
  });

  it('takes a reload for a new page, and a change of the fragment not', () => {
    const { contents, events } = setUp();
    events.loading.mockClear();
    contents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: true });
    expect(events.loading).not.toHaveBeenCalled();
    contents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false });
    expect(events.loading).toHaveBeenCalledOnce();
  });

  it('steps back as a whole on macOS, so that the previous program has the focus, unless another window is open', () => {
    const { popup, app, state } = setUp('darwin');
    popup.hide();
    expect(app.hide).toHaveBeenCalledOnce();
    state.other = true;
    popup.hide();
    expect(app.hide).toHaveBeenCalledOnce();
  });

  it('has as much room for its page at every zoom', () => {
    const { popup, contents } = setUp();
    popup.setZoom(2);
    expect(contents.setZoomFactor).toHaveBeenCalledWith(2);
    expect(popupSize('tray', 2)).toEqual({ width: 840, height: 1240 });
    expect(popupSize('quick', 2)).toEqual({ width: 1280, height: 1040 });
    expect(popupSize('tray', 1.1)).toEqual({ width: 462, height: 682 });
    expect(popupSize('tray', 1)).toEqual({ width: 420, height: 620 });
    expect(popupSize('quick', 1)).toEqual({ width: 640, height: 520 });
  });
});
