import { vi } from 'vitest';
import type { Shown } from '../../../electron/contract/ipc/startup';
import type { Zoom } from '../../../electron/contract/limits';
import { createPopup, type PopupEvents, type PopupWindow } from '../../../electron/desktop/windows/popup';

/** A small window manager that shows, focuses and blurs as it is told. */
class FakeWindow implements PopupWindow {
  visible = false;
  focused = false;
  inspected = false;
  destroyed = false;
  told: Shown[] = [];
  bounds = { x: 0, y: 0, width: 0, height: 0 };
  zoom: Zoom = 1;
  refusesFocus = false;
  readonly events: PopupEvents;
  constructor(events: PopupEvents) {
    this.events = events;
    // Electron reports the first navigation during the call of `loadURL`.
    events.loading();
  }
  isVisible = () => this.visible && !this.destroyed;
  isFocused = () => this.focused;
  isInspected = () => this.inspected;
  setBounds(bounds: typeof this.bounds) {
    this.bounds = bounds;
  }
  setZoom(zoom: Zoom) {
    this.zoom = zoom;
  }
  show() {
    this.visible = true;
  }
  focus() {
    if (this.focused || this.refusesFocus) return;
    this.focused = true;
    this.events.focused();
  }
  hide() {
    this.visible = false;
    this.focused = false;
  }
  tell(shown: Shown) {
    this.told.push(shown);
  }
  destroy() {
    this.destroyed = true;
    this.visible = false;
  }
  /** Clicks into another program. */
  blur() {
    this.focused = false;
    this.events.blurred();
  }
}

export const atTray = { x: 1, y: 1, width: 420, height: 620 };
export const atQuick = { x: 2, y: 2, width: 640, height: 520 };

/** A popup over fake windows; the newest is the current one. */
export const fakePopup = (look?: () => Promise<void> | null) => {
  const windows: FakeWindow[] = [];
  const onVisible = vi.fn();
  const popup = createPopup({
    createWindow: (events) => {
      const window = new FakeWindow(events);
      windows.push(window);
      return window;
    },
    placeAtTray: (zoom) => ({ ...atTray, width: atTray.width * zoom }),
    placeQuick: () => atQuick,
    ...(look ? { look } : {}),
    now: () => Date.now(),
    later: (what, ms) => setTimeout(what, ms),
    onVisible,
  });
  const window = (): FakeWindow => {
    const newest = windows.at(-1);
    if (!newest) throw new Error('The popup has no window yet');
    return newest;
  };
  /** Opens the popup, paints it, and asks for the startup as the page does. */
  const ready = () => {
    popup.open();
    window().events.painted();
    popup.takeShown();
    return window();
  };
  return { popup, windows, window, ready, onVisible };
};
