import { createContext, createElement, type ReactNode, useContext, useSyncExternalStore } from 'react';
import type { Bridge } from '../../electron/contract/ipc/ipc';
import type { Shown, Startup, View } from '../../electron/contract/ipc/startup';
import type { WorkspaceView } from '../../electron/contract/model/workspace';
import { followedState } from './followed-state';
import { WindowProvider } from './window-store';

/** What the popup knows: the startup, kept current by main's events, and where the person is. */
interface AppState extends Omit<Startup, 'shown'> {
  view: View;
  how: Shown['how'];
  /** Counts how often the window was shown; screens put the focus where it belongs when it grows. */
  shows: number;
  /** Counts drafts that came from main (a link, the tray menu, another workspace) and replace what is typed. */
  draftsGiven: number;
}

export interface AppStore {
  current(): AppState;
  subscribe(listener: () => void): () => void;
  /** Goes to a screen. */
  go(view: View): void;
  setPinned(pinned: boolean): void;
  dismissNotice(id: string): void;
  /** Ends the subscriptions to main. */
  close(): void;
}

/** Nobody has chosen a way in yet. Whoever connected by the command line has. */
const isNew = ({ settings, workspaces }: Pick<Startup, 'settings' | 'workspaces'>): boolean =>
  !settings.welcomed && workspaces.every((each) => each.practice);

/** The popup's one small store: snapshots from main. */
export const createAppStore = (bridge: Bridge, startup: Startup): AppStore => {
  const { shown, ...rest } = startup;
  const { current, put, subscribe } = followedState<AppState>({
    ...rest,
    view: shown.view ?? { screen: isNew(rest) && shown.how === 'tray' ? 'welcome' : 'compose' },
    how: shown.how,
    shows: 0,
    draftsGiven: 0,
  });

  const ends = [
    bridge.on('shown', ({ how, view }) => {
      // The hotkey is for buzzing, wherever the person was before.
      const stay: View =
        how === 'quick' ? { screen: 'compose' } : isNew(current()) ? { screen: 'welcome' } : current().view;
      put({ how, view: view ?? stay, shows: current().shows + 1 });
    }),
    bridge.on('seenChanged', (seen) => put({ seen })),
    bridge.on('groupsChanged', (groups) => put({ groups })),
    bridge.on('settingsChanged', (settings) =>
      // A hotkey that works again needs no notice.
      put({
        ...settings,
        notices: settings.hotkey.problem
          ? current().notices
          : current().notices.filter(({ problem }) => problem.advice !== 'hotkey-taken'),
      }),
    ),
    bridge.on('workspacesChanged', (workspaces) => put({ ...workspaces, draftsGiven: current().draftsGiven + 1 })),
    bridge.on('draftChanged', (draft) => put({ draft, draftsGiven: current().draftsGiven + 1 })),
    bridge.on('lastGroupChanged', (lastGroupId) => put({ lastGroupId })),
    bridge.on('noticeRaised', (notice) =>
      put({ notices: [...current().notices.filter((each) => each.id !== notice.id), notice] }),
    ),
  ];

  return {
    current,
    subscribe,
    go: (view) => put({ view }),
    setPinned: (pinned) => {
      put({ pinned });
      void bridge.setPinned({ pinned });
    },
    dismissNotice: (id) => {
      put({ notices: current().notices.filter((each) => each.id !== id) });
      void bridge.dismissNotice({ id });
    },
    close: () => {
      for (const end of ends) end();
    },
  };
};

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
