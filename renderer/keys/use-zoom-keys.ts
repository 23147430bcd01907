import { useEffect } from 'react';
import type { Zoom } from '../../electron/contract/limits';
import { useWindowStore } from '../state/use-window';
import { zoomKey } from './zoom-key';

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
