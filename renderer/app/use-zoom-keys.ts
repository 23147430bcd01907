import { useEffect } from 'react';
import { useBridge } from '../bridge';
import { useStore } from './use-app';
import { zoomKey } from './zoom-key';

/** Ctrl/⌘ with plus, minus and zero make everything larger and smaller, on every screen; main does it and remembers it. */
export const useZoomKeys = (): void => {
  const bridge = useBridge();
  const store = useStore();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { platform, settings } = store.current();
      const zoom = zoomKey(event, platform, settings.zoom);
      if (zoom === null || event.defaultPrevented) return;
      event.preventDefault();
      if (zoom !== settings.zoom) void bridge.changeSettings({ zoom });
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [bridge, store]);
};
