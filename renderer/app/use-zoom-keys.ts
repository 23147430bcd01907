import { useEffect } from 'react';
import type { Zoom } from '../../electron/contract/zoom-steps';
import { useWindowStore } from './use-window';
import { zoomKey } from './zoom-key';

/** Ctrl/⌘ with plus, minus and zero make everything larger and smaller, on every screen; main does it and remembers it. */
export const useZoomKeys = (ask: (zoom: Zoom) => void): void => {
  const store = useWindowStore();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { platform, settings } = store.current();
      const zoom = zoomKey(event, platform, settings.zoom);
      if (zoom === null || event.defaultPrevented) return;
      event.preventDefault();
      if (zoom !== settings.zoom) ask(zoom);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [ask, store]);
};
