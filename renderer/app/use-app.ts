import { createContext, useContext, useSyncExternalStore } from 'react';
import type { WorkspaceView } from '../../electron/contract/workspace';
import type { AppState, AppStore } from './store';

const StoreContext = createContext<AppStore | null>(null);

export const StoreProvider = StoreContext.Provider;

/** The popup's store, for what can be done: `go`, `setPinned`, `dismissNotice`. */
export const useStore = (): AppStore => {
  const store = useContext(StoreContext);
  if (!store) throw new Error('useStore outside of StoreProvider');
  return store;
};

/** A part of what the popup knows; renders again when that part changes. Select, do not build: `(s) => s.groups`. */
export const useApp = <Part>(select: (state: AppState) => Part): Part => {
  const store = useStore();
  return useSyncExternalStore(store.subscribe, () => select(store.current()));
};

/** Whether the popup is on the screen: a hidden one has no timers, asks nothing and moves nothing. */
export const useSeen = (): boolean => useApp((state) => state.seen);

/** The workspace in use. */
export const useWorkspace = (): WorkspaceView | undefined =>
  useApp((state) => state.workspaces.find((each) => each.id === state.currentWorkspaceId));
