import type { BoardWindowStartup } from '../../electron/contract/ipc/board-window';
import type { Bridge } from '../../electron/contract/ipc/ipc';
import type { View } from '../../electron/contract/ipc/shell';
import { followedState } from '../state/followed-state';
import type { WindowStore } from '../state/use-window';

export interface BoardWindowState extends BoardWindowStartup {
  view: View;
}

export interface BoardWindowStore extends WindowStore {
  current(): BoardWindowState;
}

/** What a board's own window knows besides the board: the startup, kept current by main's events. */
export const createBoardWindowStore = (bridge: Bridge, startup: BoardWindowStartup): BoardWindowStore => {
  const { current, put, subscribe } = followedState<BoardWindowState>({
    ...startup,
    view: { screen: 'board', id: startup.id },
  });
  bridge.on('seenChanged', (seen) => put({ seen }));
  bridge.on('settingsChanged', ({ settings, locale, advice, words }) => put({ settings, locale, advice, words }));
  return { current, subscribe };
};
