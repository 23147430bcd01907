import { createContext, useContext, useEffect } from 'react';
import type { Startup, View } from '../../electron/contract/ipc/startup';
import type { Locale, Settings, Theme } from '../../electron/contract/model/settings';
import type { WorkspaceView } from '../../electron/contract/model/workspace';
import { type Store, useSelected } from './store';

/** State that every window with a board has: the popup, and a board's own window. */
interface WindowState extends Pick<Startup, 'platform' | 'seen'> {
  workspaces: readonly Pick<WorkspaceView, 'id' | 'name' | 'practice'>[];
  view: View;
  settings: Pick<Settings, 'zoom'>;
}

export type WindowStore = Store<WindowState>;

const WindowContext = createContext<WindowStore | null>(null);

export const WindowProvider = WindowContext.Provider;

export const useWindowStore = (): WindowStore => {
  const store = useContext(WindowContext);
  if (!store) throw new Error('useWindowStore outside of WindowProvider');
  return store;
};

/** A part of the state that every window has. State of the popup alone: `useApp`. */
export const useWindow = <Part>(select: (state: WindowState) => Part): Part => useSelected(useWindowStore(), select);

/** True while the window is on the screen: a hidden one has no timers, asks nothing and moves nothing. */
export const useSeen = (): boolean => useWindow((state) => state.seen);

/**
 * Puts strong contrast, language and reduced motion on `<html>`. Light or dark is left to `prefers-color-scheme`
 * (tokens.css).
 */
export const useRootAttributes = (theme: Theme, locale: Locale, reduceMotion = false): void => {
  const seen = useSeen();
  useEffect(() => {
    const root = document.documentElement;
    root.lang = locale;
    if (theme === 'contrast') root.dataset.theme = theme;
    else delete root.dataset.theme;
    if (reduceMotion) root.dataset.still = '';
    else delete root.dataset.still;
    // A hidden popup stays painted: an animation in it would keep the processor busy unseen.
    root.toggleAttribute('data-unseen', !seen);
  }, [theme, locale, reduceMotion, seen]);
};
