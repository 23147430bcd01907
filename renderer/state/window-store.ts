import { createContext, useContext, useEffect, useSyncExternalStore } from 'react';
import type { Startup, View } from '../../electron/contract/ipc/startup';
import type { Locale, Settings, Theme } from '../../electron/contract/model/settings';

/** What every window with a board knows of itself: the popup, and a board's own. */
interface WindowState extends Pick<Startup, 'platform' | 'seen'> {
  view: View;
  settings: Pick<Settings, 'zoom'>;
}

export interface WindowStore {
  current(): WindowState;
  subscribe(listener: () => void): () => void;
}

const WindowContext = createContext<WindowStore | null>(null);

export const WindowProvider = WindowContext.Provider;

export const useWindowStore = (): WindowStore => {
  const store = useContext(WindowContext);
  if (!store) throw new Error('useWindowStore outside of WindowProvider');
  return store;
};

/** A part of what a window knows of itself, whichever it is. What only the popup knows: `useApp`. */
export const useWindow = <Part>(select: (state: WindowState) => Part): Part => {
  const store = useWindowStore();
  return useSyncExternalStore(store.subscribe, () => select(store.current()));
};

/** Whether the window is on the screen: a hidden one has no timers, asks nothing and moves nothing. */
export const useSeen = (): boolean => useWindow((state) => state.seen);

/**
 * Puts the theme and the language on `<html>`. `system` leaves the choice to `prefers-color-scheme`, as `contrast` does
 * (tokens.css).
 */
export const useRootAttributes = (theme: Theme, locale: Locale, reduceMotion = false): void => {
  const seen = useSeen();
  useEffect(() => {
    const root = document.documentElement;
    root.lang = locale;
    if (theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = theme;
    if (reduceMotion) root.dataset.still = '';
    else delete root.dataset.still;
    // A hidden popup stays painted: what turns in it would keep the processor busy for nobody.
    root.toggleAttribute('data-unseen', !seen);
  }, [theme, locale, reduceMotion, seen]);
};
