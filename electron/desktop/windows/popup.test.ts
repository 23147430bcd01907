import { beforeEach, describe, expect, it, vi } from 'vitest';
import { atQuick, atTray, fakePopup } from '../../../test/support/desk/fake-popup';
import { deferred } from '../lifecycle/deferred';

const pass = (ms: number) => vi.advanceTimersByTime(ms);

beforeEach(() => {
  vi.useFakeTimers();
  return () => {
    vi.useRealTimers();
  };
});

describe('the popup', () => {
  it('is created hidden and waits for its first frame before it shows', () => {
    const { popup, window } = fakePopup();
    popup.open();
    popup.showQuick();
    expect(window().visible).toBe(false);
    window().events.painted();
    expect(window().visible).toBe(true);
    expect(window().focused).toBe(true);
    expect(window().bounds).toEqual(atQuick);
  });

  it('stays away when it was called off before its first frame', () => {
    const { popup, window } = fakePopup();
    popup.showAtTray();
    popup.hide();
    window().events.painted();
    expect(window().visible).toBe(false);
  });

  it('waits until it is known where to come, and comes once however often it is asked meanwhile', async () => {
    const looks: (() => void)[] = [];
    const { popup, ready } = fakePopup(() => new Promise((found) => looks.push(found)));
    const window = ready();
    popup.showAtTray();
    popup.showQuick({ screen: 'groups' });
    expect(window.visible).toBe(false);
    expect(looks).toHaveLength(1);
    looks[0]?.();
    await vi.waitFor(() => expect(window.visible).toBe(true), { timeout: 20_000 });
    expect(window.bounds).toEqual(atQuick);
    expect(window.told).toEqual([{ how: 'quick', view: { screen: 'groups' } }]);
  });

  it('stays away when it was called off before that was known', async () => {
    const found = deferred<void>();
    const { popup, ready } = fakePopup(() => found.promise);
    const window = ready();
    popup.showAtTray();
    popup.hide();
    found.resolve();
    await vi.advanceTimersByTimeAsync(1000);
    expect(window.visible).toBe(false);
  });

  it('opens at the icon on a click and closes on the next', () => {
    const { popup, ready } = fakePopup();
    const window = ready();
    popup.toggleAtTray();
    expect(window.visible).toBe(true);
    expect(window.bounds).toEqual(atTray);
    pass(5000);
    popup.toggleAtTray();
    expect(window.visible).toBe(false);
  });

  it('hides when the person goes to another program', () => {
    const { popup, ready, onVisible } = fakePopup();
    const window = ready();
    popup.showAtTray();
    pass(1000);
    window.blur();
    expect(window.visible).toBe(false);
    expect(onVisible.mock.calls).toEqual([[true], [false]]);
  });

  it('ignores the blur that a window manager causes while it maps the window, and takes the focus back', () => {
    const { popup, ready } = fakePopup();
    const window = ready();
    popup.showQuick();
    pass(100);
    window.blur();
    expect(window.visible).toBe(true);
    pass(200);
    expect(window.focused).toBe(true);
  });

  it('ignores such a blur also where the window manager is late, and none that a person causes after it', () => {
    const { popup, ready } = fakePopup();
    const window = ready();
    window.refusesFocus = true;
    popup.showQuick();
    pass(2000);
    window.refusesFocus = false;
    window.focus();
    pass(100);
    window.blur();
    expect(window.visible).toBe(true);
    pass(300);
    expect(window.focused).toBe(true);
    window.blur();
    expect(window.visible).toBe(false);
  });

  it('hides at a blur after it was shown again while it had the focus', () => {
    const { popup, ready } = fakePopup();
    const window = ready();
    popup.showAtTray();
    pass(1000);
    popup.showQuick();
    pass(1000);
    window.blur();
    expect(window.visible).toBe(false);
  });

  it('is told its place once more when a window manager has left it believing another', () => {
    const { popup, ready } = fakePopup();
    const window = ready();
    popup.showQuick();
    window.bounds = { x: 0, y: 0, width: 640, height: 384 };
    pass(300);
    expect(window.bounds).toEqual(atQuick);
    // Only then: a person may drag it elsewhere later.
    window.bounds = { x: 50, y: 60, width: 640, height: 520 };
    pass(5000);
    expect(window.bounds).toEqual({ x: 50, y: 60, width: 640, height: 520 });
  });

  it('is told the newest place, not the one from before', () => {
    const { popup, ready } = fakePopup();
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
    const { popup, ready } = fakePopup();
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
    const { popup, ready } = fakePopup();
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
    const { popup, ready } = fakePopup();
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
    const { popup, ready } = fakePopup();
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
    const { popup, ready } = fakePopup();
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
    const { popup, ready } = fakePopup();
    const window = ready();
    popup.showAtTray();
    popup.setPinned(true);
    popup.toggleAtTray();
    expect(window.visible).toBe(false);
  });

  it('moves to the upper third when the hotkey is pressed while it is at the icon, and hides on the second press', () => {
    const { popup, ready } = fakePopup();
    const window = ready();
    popup.toggleAtTray();
    popup.toggleQuick();
    expect(window.bounds).toEqual(atQuick);
    popup.toggleQuick();
    expect(window.visible).toBe(false);
  });

  it('comes to the front when the hotkey is pressed while it is pinned behind another program', () => {
    const { popup, ready } = fakePopup();
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
    const { popup, ready } = fakePopup();
    const window = ready();
    popup.showAtTray();
    window.events.dismissed();
    expect(window.visible).toBe(false);
    expect(window.destroyed).toBe(false);
  });
});
