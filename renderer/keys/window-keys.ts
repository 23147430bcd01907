import { useEffect } from 'react';
import type { Startup } from '../../electron/contract/ipc/startup';
import { type Zoom, zoomSteps } from '../../electron/contract/limits';
import { useWindowStore } from '../state/window-store';
import { isIme, isOnTop, type KeyPress } from './key-rules';

/** Calls `leave` on Esc, unless something on the page takes the key for itself. */
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

/**
 * Zoom that a key asks for: Ctrl/⌘ with plus, minus or zero, as in every browser. Null for any other key. Many keyboards
 * have plus on the = key, under Shift; French ones have 0 under Shift.
 */
export const zoomKey = (event: KeyPress, platform: Startup['platform'], now: Zoom): Zoom | null => {
  const main = platform === 'darwin' ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  if (!main || event.altKey || isIme(event)) return null;
  const at = zoomSteps.indexOf(now);
  if (event.key === '+' || event.key === '=') return zoomSteps[at + 1] ?? now;
  if (event.key === '-') return zoomSteps[at - 1] ?? now;
  return !event.shiftKey && (event.key === '0' || event.code === 'Digit0') ? 1 : null;
};

/**
 * Makes everything larger or smaller by Ctrl/⌘ with plus, minus or zero, on every screen; main does it and remembers it.
 * Keys that come faster than main answers count on from the zoom requested last.
 */
export const useZoomKeys = (request: (zoom: Zoom) => Promise<unknown>): void => {
  const store = useWindowStore();
  useEffect(() => {
    let requested: Zoom | null = null;
    const onKeyDown = (event: KeyboardEvent) => {
      const { platform, settings } = store.current();
      const now = requested ?? settings.zoom;
      const zoom = zoomKey(event, platform, now);
      if (zoom === null || event.defaultPrevented) return;
      event.preventDefault();
      if (zoom === now) return;
      requested = zoom;
      void request(zoom).finally(() => {
        if (requested === zoom) requested = null;
      });
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [request, store]);
};
