import type { Problem } from '../../contract/advice/problem';
import type { Board } from '../../contract/model/board';
import type { BuzzId, WorkspaceId } from '../../contract/model/ids';
import type { Locale } from '../../contract/model/settings';
import { practiceId } from '../../contract/model/workspace';
import { needsAttention } from '../../contract/rules/needs-attention';
import type { Engine } from '../../core/buzz/engine/engine';
import type { Inbox } from '../../core/inbox/inbox';
import type { Store } from '../../core/ports/store';
import type { Hotkey } from '../hotkeys/window-hotkey';
import type { Boards } from '../windows/boards';
import type { TrayLook } from './picture';
import type { TrayIcon } from './tray';
import { createTrayWaiting } from './unread-count';

/** Number of buzzes in the menu. */
const recentShown = 5;
/** Number of buzzes looked through after a start for people who have not read yet. */
const recentBuzzes = 10;

/** Keeps the tray's icon and menu in step with the program. */
export interface TraySync {
  /** Takes a changed board: people in it may now need attention. */
  board(board: Board): void;
  /** Shows everything anew, once the current work is done. */
  refresh(): void;
}

export interface TraySyncDeps {
  engine: Pick<Engine, 'list' | 'board' | 'armed' | 'elsewhere' | 'running'>;
  boards: Pick<Boards, 'isSeen'>;
  inbox: Pick<Inbox, 'status'>;
  /** True for a workspace in which this computer listens, or wants to. */
  listens: (id: WorkspaceId) => boolean;
  store: Pick<Store, 'groups'>;
  locale: () => Locale;
  currentWorkspaceId: () => WorkspaceId;
  tray: Pick<TrayIcon, 'show'>;
  hotkey: Pick<Hotkey, 'state'>;
  /** Damage of the data that no person has seen yet. */
  damage: () => readonly Problem[];
  /** Sets the number on the app's own icon, where the desktop shows one (macOS, some Linux docks). */
  setBadge: (count: number) => unknown;
  /** Runs `work` when the current work is done. */
  soon(work: () => void): void;
}

const later = (work: () => void, ms: number) => {
  const timer = setTimeout(work, ms);
  return () => clearTimeout(timer);
};

export const createTraySync = (deps: TraySyncDeps): TraySync => {
  const { engine, boards } = deps;
  const unseen = new Set<BuzzId>();
  let badge = 0;
  let recalled = false;

  /** Counts the unread buzzes of an earlier run. Practice forgets its messages, so those can no longer be read. */
  const recall = () => {
    recalled = true;
    for (const { id, practice } of engine.list({ before: null, limit: recentBuzzes })) {
      const board = practice ? null : engine.board(id);
      if (board?.ok) waiting.board(board.value);
    }
  };
  const follow = () => {
    const id = deps.currentWorkspaceId();
    if (!recalled) recall();
    for (const buzz of unseen) if (boards.isSeen(buzz)) unseen.delete(buzz);
    const unread = waiting.count();
    const { fresh, inUse } = deps.inbox.status(id);
    const state = (): TrayLook['state'] => {
      if (engine.running > 0) return 'sending';
      if (unseen.size > 0) return 'attention';
      if (deps.damage().length > 0) return 'damaged';
      return unread > 0 ? 'waiting' : 'idle';
    };
    if (badge !== unseen.size) {
      badge = unseen.size;
      deps.setBadge(badge);
    }
    deps.tray.show({
      locale: deps.locale(),
      look: { state: state(), practice: id === practiceId, waiting: unread },
      pinned: deps.store.groups(id).filter((group) => group.pinned),
      recent: engine.list({ before: null, limit: recentShown }),
      ladders: [
        ...engine.armed.map(({ id, title }) => ({ id, title, relay: null })),
        ...engine.elsewhere.map(({ id, title, relay }) => ({ id, title, relay })),
      ],
      inbox: inUse || deps.listens(id) ? fresh : null,
      hotkey: deps.hotkey.state().accelerator,
    });
  };
  let due = false;
  /** Once for all changes, and after the answers that windows wait for: this asks the ledger. */
  const refresh = () => {
    if (due) return;
    due = true;
    deps.soon(() => {
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
      if (open && !boards.isSeen(board.id)) unseen.add(board.id);
      else unseen.delete(board.id);
      waiting.board(board);
      refresh();
    },
    refresh,
  };
};
