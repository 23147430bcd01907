import type { Board } from '../contract/board';
import type { BuzzId } from '../contract/ids';
import { practiceId } from '../contract/workspace';
import { needsAttention } from '../core/buzz/needs-attention';
import type { Program } from './answers/program';
import type { Hotkey } from './hotkey';
import type { TrayIcon } from './tray';
import type { TrayState } from './tray-menu';

const recentShown = 5;

/** Keeps the tray's icon and menu in step with what happens. */
export interface TrayNews {
  /** A buzz has changed: somebody in it may now need attention. */
  board(board: Board): void;
  refresh(): void;
}

export const createTrayNews = (parts: { program: () => Program; tray: TrayIcon; hotkey: Hotkey }): TrayNews => {
  const unseen = new Set<BuzzId>();

  const refresh = () => {
    const { store, engine, locale, currentWorkspaceId } = parts.program();
    const id = currentWorkspaceId();
    for (const buzz of unseen) if (engine.isWatched(buzz)) unseen.delete(buzz);
    const state = (): TrayState => {
      if (engine.running > 0) return 'sending';
      if (unseen.size > 0) return 'attention';
      return id === practiceId ? 'practice' : 'idle';
    };
    parts.tray.show({
      locale: locale(),
      state: state(),
      pinned: store.groups(id).filter((group) => group.pinned),
      recent: engine.list({ before: null, limit: recentShown }),
      ladders: engine.armed,
      hotkey: parts.hotkey.state().accelerator,
    });
  };

  return {
    board: (board) => {
      const held = board.ladder?.state === 'held';
      const open = held || (board.state !== 'running' && board.people.some(needsAttention));
      if (open && !parts.program().engine.isWatched(board.id)) unseen.add(board.id);
      else unseen.delete(board.id);
      refresh();
    },
    refresh,
  };
};
