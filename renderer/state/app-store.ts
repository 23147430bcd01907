import { createContext, createElement, type ReactNode, useContext } from 'react';
import type { Bridge } from '../../electron/contract/ipc/ipc';
import type { Shown, Startup, View } from '../../electron/contract/ipc/startup';
import type { WorkspaceView } from '../../electron/contract/model/workspace';
import { isAboutHotkey } from '../../electron/contract/rules/hotkey-advice';
import { createStore, type Store, useSelected } from './store';
import { WindowProvider } from './window-store';

/** State of the popup: the startup, kept current by main's events, and the screen the person is on. */
interface AppState extends Omit<Startup, 'shown'> {
  view: View;
  how: Shown['how'];
  /** Counts how often the window was shown; screens put the focus where it belongs when it grows. */
  shows: number;
  /** Counts drafts that came from main (a link, the tray menu, another workspace) and replace what is typed. */
  draftsGiven: number;
}

export interface AppStore extends Store<AppState> {
  /** Goes to a screen. */
  go(view: View): void;
  setPinned(pinned: boolean): void;
  dismissNotice(id: string): void;
  /** Ends the subscriptions to main. */
  close(): void;
}

/** True until the person has chosen to practice or to connect, also by the command line. */
const isNew = ({ settings, workspaces }: Pick<Startup, 'settings' | 'workspaces'>): boolean =>
  !settings.welcomed && workspaces.every((each) => each.practice);

/** Makes the popup's store of snapshots from main. */
export const createAppStore = (bridge: Bridge, startup: Startup): AppStore => {
  const { shown, ...rest } = startup;
  const { current, put, subscribe } = createStore<AppState>({
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
          : current().notices.filter(({ problem }) => !isAboutHotkey(problem.advice)),
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

/** Gives the popup's store to the whole tree, also as the store that every window has (`useWindow`). */
export const StoreProvider = ({ value, children }: { value: AppStore; children: ReactNode }) =>
  createElement(StoreContext.Provider, { value }, createElement(WindowProvider, { value }, children));

/** The popup's store, for its actions: `go`, `setPinned`, `dismissNotice`. */
export const useAppStore = (): AppStore => {
  const store = useContext(StoreContext);
  if (!store) throw new Error('useAppStore outside of StoreProvider');
  return store;
};

/** A part of the popup's state (`useSelected`). */
export const useApp = <Part>(select: (state: AppState) => Part): Part => useSelected(useAppStore(), select);

/** The workspace in use. */
export const useWorkspace = (): WorkspaceView | undefined =>
  useApp((state) => state.workspaces.find((each) => each.id === state.currentWorkspaceId));
