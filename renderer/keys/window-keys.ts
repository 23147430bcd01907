import { useEffect } from 'react';
import type { Startup } from '../../electron/contract/ipc/startup';
import { type Zoom, zoomSteps } from '../../electron/contract/limits';
import { useWindowStore } from '../state/window-store';
import { isIme, isOnTop } from './whose-key';

/** Esc, when nothing on the page wants it for itself: `leave` puts the window away. */
export const useEscape = (leave: () => void): void => {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      // Lists, menus and dialogs take their own Esc before it comes here.
      if (event.key !== 'Escape' || event.defaultPrevented || isIme(event)) return;
      if (isOnTop(document)) return;
      leave();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [leave]);
};

type Pressed = Pick<
  KeyboardEvent,
  'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'isComposing' | 'keyCode'
>;

/**
 * The zoom a key asks for: Ctrl/⌘ with plus, minus or zero, as in every browser. Null for any other key. Plus is typed with
 * Shift on many keyboards, and is the same key as = there; French ones have 0 under Shift.
 */
export const zoomKey = (event: Pressed, platform: Startup['platform'], now: Zoom): Zoom | null => {
  const main = platform === 'darwin' ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  if (!main || event.altKey || isIme(event)) return null;
  const at = zoomSteps.indexOf(now);
  if (event.key === '+' || event.key === '=') return zoomSteps[at + 1] ?? now;
  if (event.key === '-') return zoomSteps[at - 1] ?? now;
  return !event.shiftKey && (event.key === '0' || event.code === 'Digit0') ? 1 : null;
};

/**
 * Ctrl/⌘ with plus, minus and zero make everything larger and smaller, on every screen; main does it and remembers it.
 * Keys that come faster than its answers count on from what was asked last.
 */
export const useZoomKeys = (ask: (zoom: Zoom) => Promise<unknown>): void => {
  const store = useWindowStore();
  useEffect(() => {
    let asked: Zoom | null = null;
    const onKeyDown = (event: KeyboardEvent) => {
      const { platform, settings } = store.current();
      const now = asked ?? settings.zoom;
      const zoom = zoomKey(event, platform, now);
      if (zoom === null || event.defaultPrevented) return;
      event.preventDefault();
      if (zoom === now) return;
      asked = zoom;
      void ask(zoom).finally(() => {
        if (asked === zoom) asked = null;
      });
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [ask, store]);
};
