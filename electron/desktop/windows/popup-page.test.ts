import { beforeEach, describe, expect, it, vi } from 'vitest';
import { atQuick, fakePopup } from '../../../test/support/desk/fake-popup';

const pass = (ms: number) => vi.advanceTimersByTime(ms);

beforeEach(() => {
  vi.useFakeTimers();
  return () => {
    vi.useRealTimers();
  };
});

describe('where the popup goes', () => {
  it('is told to the page when it shows', () => {
    const { popup, ready } = fakePopup();
    const window = ready();
    popup.showAtTray({ screen: 'groups' });
    expect(window.told).toEqual([{ how: 'tray', view: { screen: 'groups' } }]);
  });

  it('waits for a page that has not asked for its startup yet, and is told it once', () => {
    const { popup, window } = fakePopup();
    popup.showQuick({ screen: 'settings' });
    window().events.painted();
    expect(window().told).toEqual([]);
    expect(popup.takeShown()).toEqual({ how: 'quick', view: { screen: 'settings' } });
    expect(popup.takeShown()).toEqual({ how: 'quick', view: null });
  });

  it('survives a reload: the new page learns how it is shown, and consent asked by the old one is void', () => {
    const { popup, ready } = fakePopup();
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
  it('is reported when it crashed or was reloaded: its requests have to be taken back', () => {
    const { popup, ready } = fakePopup();
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
    const { popup, ready } = fakePopup();
    const window = ready();
    popup.showAtTray();
    popup.setZoom(1.5);
    expect(window).toMatchObject({ zoom: 1.5, bounds: { width: 630 } });
  });

  it('is zoomed before it is first shown, and again when it is made anew', () => {
    const { popup, window, windows } = fakePopup();
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
    const { popup, windows, ready } = fakePopup();
    ready().events.lost();
    expect(windows.map((window) => window.destroyed)).toEqual([true, false]);
    windows[1]!.events.painted();
    expect(popup.isVisible()).toBe(false);
  });

  it('comes back at once if it was being looked at', () => {
    const { popup, windows, ready } = fakePopup();
    const first = ready();
    popup.showQuick();
    first.events.lost();
    windows[1]!.events.painted();
    expect(popup.isVisible()).toBe(true);
    expect(windows[1]!.bounds).toEqual(atQuick);
  });

  it('is not started in a loop, but again when a person wants to see it', () => {
    const { popup, windows, ready } = fakePopup();
    ready().events.lost();
    windows[1]!.events.lost();
    windows[2]!.events.lost();
    expect(windows).toHaveLength(3);
    popup.showAtTray();
    expect(windows).toHaveLength(4);
  });

  it('ignores the events of an old window', () => {
    const { popup, windows, ready } = fakePopup();
    const first = ready();
    first.events.lost();
    first.events.lost();
    first.events.painted();
    expect(windows).toHaveLength(2);
    popup.showAtTray();
    expect(windows[1]!.visible).toBe(false);
  });

  it('stays where it is when another window is used, if the setting says so', () => {
    const { popup, ready } = fakePopup();
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
    const { popup, ready } = fakePopup();
    const window = ready();
    popup.screensChanged();
    expect(window.bounds).toEqual({ x: 0, y: 0, width: 0, height: 0 });
    popup.showQuick();
    window.bounds = { x: 4000, y: 3000, width: 640, height: 520 };
    popup.screensChanged();
    expect(window.bounds).toEqual(atQuick);
  });
});
