import type { Board } from '../../contract/model/board';
import type { BuzzId } from '../../contract/model/ids';
import { practiceId } from '../../contract/model/workspace';
import { needsAttention } from '../../contract/rules/needs-attention';
import type { Hotkey } from '../hotkeys/window-hotkey';
import type { Program } from '../program';
import type { TrayState } from './picture';
import type { TrayIcon } from './tray';
import { createTrayWaiting } from './unread-count';

const recentShown = 5;
/** As many as may still be waited for after a start. */
const recentBuzzes = 10;

/** Keeps the tray's icon and menu in step with what happens. */
export interface TrayNews {
  /** A buzz has changed: somebody in it may now need attention. */
  board(board: Board): void;
  refresh(): void;
}

export interface TrayNewsParts {
  program: () => Program;
  tray: TrayIcon;
  hotkey: Hotkey;
  /** The number on the app's own icon, where the desktop shows one (macOS, some Linux docks). */
  setBadge: (count: number) => unknown;
  /** Runs it when what is being done now is done. */
  soon(what: () => void): void;
}

const later = (what: () => void, ms: number) => {
  const timer = setTimeout(what, ms);
  return () => clearTimeout(timer);
};

export const createTrayNews = (parts: TrayNewsParts): TrayNews => {
  const unseen = new Set<BuzzId>();
  let badge = 0;
  let recalled = false;

  /** After a start: whom an earlier run left waiting. Practice forgets its messages, so nobody can read those. */
  const recall = () => {
    recalled = true;
    const { engine } = parts.program();
    for (const { id, practice } of engine.list({ before: null, limit: recentBuzzes })) {
      const board = practice ? null : engine.board(id);
      if (board?.ok) waiting.board(board.value);
    }
  };
  const follow = () => {
    const { store, engine, boards, locale, currentWorkspaceId } = parts.program();
    const id = currentWorkspaceId();
    if (!recalled) recall();
    for (const buzz of unseen) if (boards.isSeen(buzz)) unseen.delete(buzz);
    const unread = waiting.count();
    const state = (): TrayState => {
      if (engine.running > 0) return 'sending';
      if (unseen.size > 0) return 'attention';
      return unread > 0 ? 'waiting' : 'idle';
    };
    if (badge !== unseen.size) {
      badge = unseen.size;
      parts.setBadge(badge);
    }
    parts.tray.show({
      locale: locale(),
      look: { state: state(), practice: id === practiceId, waiting: unread },
      pinned: store.groups(id).filter((group) => group.pinned),
      recent: engine.list({ before: null, limit: recentShown }),
      ladders: engine.armed,
      hotkey: parts.hotkey.state().accelerator,
    });
  };
  let due = false;
  /** Once for all that has changed, and after whoever waits for an answer has it: the ledger is asked. */
  const refresh = () => {
    if (due) return;
    due = true;
    parts.soon(() => {
      due = false;
      follow();
    });
  };
  const waiting = createTrayWaiting({ now: Date.now, later, expire: refresh });

  return {
    board: (board) => {
      const held = board.ladder?.state === 'held';
      const open =
        held || (board.state !== 'running' && board.people.some((each) => needsAttention(each, board.ladder)));
      if (open && !parts.program().boards.isSeen(board.id)) unseen.add(board.id);
      else unseen.delete(board.id);
      waiting.board(board);
      refresh();
    },
    refresh,
  };
};
