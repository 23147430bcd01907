import { createContext, createElement, type ReactNode, useContext, useSyncExternalStore } from 'react';
import type { WorkspaceView } from '../../electron/contract/model/workspace';
import type { AppState, AppStore } from './store';
import { WindowProvider } from './use-window';

const StoreContext = createContext<AppStore | null>(null);

/** The popup's store, for the whole tree; what any window knows of itself (`useWindow`) is a part of it. */
export const StoreProvider = ({ value, children }: { value: AppStore; children: ReactNode }) =>
  createElement(StoreContext.Provider, { value }, createElement(WindowProvider, { value }, children));

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

/** The workspace in use. */
export const useWorkspace = (): WorkspaceView | undefined =>
  useApp((state) => state.workspaces.find((each) => each.id === state.currentWorkspaceId));
