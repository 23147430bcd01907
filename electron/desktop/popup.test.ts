import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Shown } from '../contract/shell';
import type { Zoom } from '../contract/zoom-steps';
import { createPopup, type PopupEvents, type PopupWindow } from './popup';

/** A window manager in a few lines: it shows, focuses and blurs as it is told. */
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
    // Electron reports the first navigation while `loadURL` is being called.
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
    this.focused = !this.refusesFocus;
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
  /** The person clicks into another program. */
  blur() {
    this.focused = false;
    this.events.blurred();
  }
}

const atTray = { x: 1, y: 1, width: 420, height: 620 };
const atQuick = { x: 2, y: 2, width: 640, height: 520 };

const setUp = () => {
  const windows: FakeWindow[] = [];
  const onVisible = vi.fn();
  const popup = createPopup({
    createWindow: (events) => {
      const window = new FakeWindow(events);
      windows.push(window);
      return window;
    },
    // As large as the window is zoomed just then.
    placeAtTray: () => ({ ...atTray, width: atTray.width * (windows.at(-1)?.zoom ?? 1) }),
    placeQuick: () => atQuick,
    now: () => Date.now(),
    later: (what, ms) => setTimeout(what, ms),
    onVisible,
  });
  const window = () => windows.at(-1)!;
  /** Opened, painted, and the page has asked for its startup. */
  const ready = () => {
    popup.open();
    window().events.painted();
    popup.takeShown();
    return window();
  };
  return { popup, windows, window, ready, onVisible };
};

const pass = (ms: number) => vi.advanceTimersByTime(ms);

beforeEach(() => {
  vi.useFakeTimers();
  return () => {
    vi.useRealTimers();
  };
});

describe('the popup', () => {
  it('is created hidden and waits for its first frame before it shows', () => {
    const { popup, window } = setUp();
    popup.open();
    popup.showQuick();
    expect(window().visible).toBe(false);
    window().events.painted();
    expect(window().visible).toBe(true);
    expect(window().focused).toBe(true);
    expect(window().bounds).toEqual(atQuick);
  });

  it('stays away when it was called off before its first frame', () => {
    const { popup, window } = setUp();
    popup.showAtTray();
    popup.hide();
    window().events.painted();
    expect(window().visible).toBe(false);
  });

  it('opens at the icon on a click and closes on the next', () => {
    const { popup, ready } = setUp();
    const window = ready();
    popup.toggleAtTray();
    expect(window.visible).toBe(true);
    expect(window.bounds).toEqual(atTray);
    pass(5000);
    popup.toggleAtTray();
    expect(window.visible).toBe(false);
  });

  it('hides when the person goes to another program', () => {
    const { popup, ready, onVisible } = setUp();
    const window = ready();
    popup.showAtTray();
    pass(1000);
    window.blur();
    expect(window.visible).toBe(false);
    expect(onVisible.mock.calls).toEqual([[true], [false]]);
  });

  it('ignores the blur that a window manager causes while it maps the window, and takes the focus back', () => {
    const { popup, ready } = setUp();
    const window = ready();
    popup.showQuick();
    pass(100);
    window.blur();
    expect(window.visible).toBe(true);
    pass(200);
    expect(window.focused).toBe(true);
  });

  it('is told its place once more when a window manager has left it believing another', () => {
    const { popup, ready } = setUp();
    const window = ready();
    popup.showQuick();
    window.bounds = { x: 0, y: 0, width: 640, height: 384 };
    pass(300);
    expect(window.bounds).toEqual(atQuick);
    // Only then: where a person drags it later, it stays.
    window.bounds = { x: 50, y: 60, width: 640, height: 520 };
    pass(5000);
    expect(window.bounds).toEqual({ x: 50, y: 60, width: 640, height: 520 });
  });

  it('is told the newest place, not the one from before', () => {
    const { popup, ready } = setUp();
    const window = ready();
    popup.showQuick();
    pass(100);
    popup.showAtTray();
    pass(200);
    expect(window.bounds).toEqual(atTray);
    popup.hide();
    window.bounds = { x: 0, y: 0, width: 0, height: 0 };
    pass(1000);
    expect(window.bounds).toEqual({ x: 0, y: 0, width: 0, height: 0 });
  });

  it('is not brought back by the very click that took its focus away', () => {
    const { popup, ready } = setUp();
    const window = ready();
    popup.toggleAtTray();
    pass(1000);
    window.blur();
    pass(120);
    popup.toggleAtTray();
    expect(window.visible).toBe(false);
    pass(120);
    popup.toggleAtTray();
    expect(window.visible).toBe(true);
  });

  it('stays while it is pinned, and follows the focus again when it is not', () => {
    const { popup, ready } = setUp();
    const window = ready();
    popup.showAtTray();
    popup.setPinned(true);
    pass(1000);
    window.blur();
    expect(window.visible).toBe(true);
    popup.setPinned(false);
    expect(window.visible).toBe(false);
  });

  it('stays while it asks for consent, and while its developer tools have the focus', () => {
    const { popup, ready } = setUp();
    const window = ready();
    popup.showAtTray();
    popup.setConsent(true);
    pass(1000);
    window.blur();
    expect(window.visible).toBe(true);
    window.focus();
    popup.setConsent(false);
    expect(window.visible).toBe(true);
    window.inspected = true;
    window.blur();
    expect(window.visible).toBe(true);
  });

  it('stays while a dialog of the system is open, and takes the focus back after it', () => {
    const { popup, ready } = setUp();
    const window = ready();
    popup.showAtTray();
    popup.setDialog(true);
    pass(1000);
    window.blur();
    expect(window.visible).toBe(true);
    popup.setDialog(false);
    pass(1000);
    expect(window).toMatchObject({ visible: true, focused: true });
    window.blur();
    expect(window.visible).toBe(false);
  });

  it('goes away after a dialog when the focus went elsewhere', () => {
    const { popup, ready } = setUp();
    const window = ready();
    popup.showAtTray();
    popup.setDialog(true);
    pass(1000);
    window.blur();
    window.refusesFocus = true;
    popup.setDialog(false);
    pass(1000);
    expect(window.visible).toBe(false);
  });

  it('goes away by a click on the icon even when it is pinned', () => {
    const { popup, ready } = setUp();
    const window = ready();
    popup.showAtTray();
    popup.setPinned(true);
    popup.toggleAtTray();
    expect(window.visible).toBe(false);
  });

  it('moves to the upper third when the hotkey is pressed while it is at the icon, and hides on the second press', () => {
    const { popup, ready } = setUp();
    const window = ready();
    popup.toggleAtTray();
    popup.toggleQuick();
    expect(window.bounds).toEqual(atQuick);
    popup.toggleQuick();
    expect(window.visible).toBe(false);
  });

  it('comes to the front when the hotkey is pressed while it is pinned behind another program', () => {
    const { popup, ready } = setUp();
    const window = ready();
    popup.setPinned(true);
    popup.toggleQuick();
    pass(1000);
    window.blur();
    popup.toggleQuick();
    expect(window.visible).toBe(true);
    expect(window.focused).toBe(true);
  });

  it('is put away, not destroyed, when the window manager closes it', () => {
    const { popup, ready } = setUp();
    const window = ready();
    popup.showAtTray();
    window.events.dismissed();
    expect(window.visible).toBe(false);
    expect(window.destroyed).toBe(false);
  });
});

describe('where the popup goes', () => {
  it('is told to the page when it shows', () => {
    const { popup, ready } = setUp();
    const window = ready();
    popup.showAtTray({ screen: 'groups' });
    expect(window.told).toEqual([{ how: 'tray', view: { screen: 'groups' } }]);
  });

  it('waits for a page that has not asked for its startup yet, and is told it once', () => {
    const { popup, window } = setUp();
    popup.showQuick({ screen: 'settings' });
    window().events.painted();
    expect(window().told).toEqual([]);
    expect(popup.takeShown()).toEqual({ how: 'quick', view: { screen: 'settings' } });
    expect(popup.takeShown()).toEqual({ how: 'quick', view: null });
  });

  it('survives a reload: the new page learns how it is shown, and consent asked by the old one is void', () => {
    const { popup, ready } = setUp();
    const window = ready();
    popup.showQuick({ screen: 'activity' });
    popup.setConsent(true);
    window.events.loading();
    expect(popup.takeShown()).toEqual({ how: 'quick', view: null });
    pass(1000);
    window.blur();
    expect(window.visible).toBe(false);
  });
});

describe('a page that is gone', () => {
  it('is told of, be it dead or loaded anew: what it asked for has to be taken back', () => {
    const { popup, ready } = setUp();
    const window = ready();
    const gone = vi.fn();
    popup.whenPageGone(gone);
    window.events.loading();
    expect(gone).toHaveBeenCalledOnce();
    gone.mockClear();
    window.events.lost();
    expect(gone).toHaveBeenCalled();
  });
});

describe('a zoomed popup', () => {
  it('is given its new place at once when it is seen', () => {
    const { popup, ready } = setUp();
    const window = ready();
    popup.showAtTray();
    popup.setZoom(1.5);
    expect(window).toMatchObject({ zoom: 1.5, bounds: { width: 630 } });
  });

  it('is zoomed before it is first shown, and again when it is made anew', () => {
    const { popup, window, windows } = setUp();
    popup.open();
    popup.setZoom(2);
    popup.showAtTray();
    expect(window().zoom).toBe(1);
    window().events.painted();
    expect(window()).toMatchObject({ zoom: 2, bounds: { width: 840 } });
    window().events.lost();
    windows[1]!.events.painted();
    expect(windows[1]).toMatchObject({ zoom: 2, bounds: { width: 840 } });
  });
});

describe('a popup whose page dies', () => {
  it('is made anew, hidden if it was hidden', () => {
    const { popup, windows, ready } = setUp();
    ready().events.lost();
    expect(windows.map((window) => window.destroyed)).toEqual([true, false]);
    windows[1]!.events.painted();
    expect(popup.isVisible()).toBe(false);
  });

  it('comes back at once if it was being looked at', () => {
    const { popup, windows, ready } = setUp();
    const first = ready();
    popup.showQuick();
    first.events.lost();
    windows[1]!.events.painted();
    expect(popup.isVisible()).toBe(true);
    expect(windows[1]!.bounds).toEqual(atQuick);
  });

  it('is not started in a loop, but again when somebody wants to see it', () => {
    const { popup, windows, ready } = setUp();
    ready().events.lost();
    windows[1]!.events.lost();
    windows[2]!.events.lost();
    expect(windows).toHaveLength(3);
    popup.showAtTray();
    expect(windows).toHaveLength(4);
  });

  it('is not confused by what an old window still says', () => {
    const { popup, windows, ready } = setUp();
    const first = ready();
    first.events.lost();
    first.events.lost();
    first.events.painted();
    expect(windows).toHaveLength(2);
    popup.showAtTray();
    expect(windows[1]!.visible).toBe(false);
  });

  it('stays where it is when another window is used, if the setting says so', () => {
    const { popup, ready } = setUp();
    const window = ready();
    popup.setHideOnBlur(false);
    popup.showAtTray();
    pass(1000);
    window.blur();
    expect(window.visible).toBe(true);
    popup.setHideOnBlur(true);
    window.blur();
    expect(window.visible).toBe(false);
  });

  it('is placed anew when a screen goes, but only while it is there to be seen', () => {
    const { popup, ready } = setUp();
    const window = ready();
    popup.screensChanged();
    expect(window.bounds).toEqual({ x: 0, y: 0, width: 0, height: 0 });
    popup.showQuick();
    window.bounds = { x: 4000, y: 3000, width: 640, height: 520 };
    popup.screensChanged();
    expect(window.bounds).toEqual(atQuick);
  });
});
