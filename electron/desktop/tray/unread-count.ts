import type { Board } from '../../contract/model/board';
import type { BuzzId } from '../../contract/model/ids';
import { hourMs } from '../../core/ports/clock';

/** So long after a buzz somebody may still be expected to read it: receipts are asked for by themselves that long, ms. */
const expectedMs = 2 * hourMs;

/** How many people are still to read what was buzzed lately. */
export interface TrayWaiting {
  board(board: Board): void;
  count(): number;
}

/** Whom Feishu took the call for, and who has not read it. */
const unreadOf = (board: Board): number =>
  board.recalled || board.state === 'stopped'
    ? 0
    : board.people.filter(({ outcome, readAt }) => outcome === 'accepted' && readAt === null).length;

/** @param expire told when the number may be another one because time has passed */
export const createTrayWaiting = (deps: {
  now: () => number;
  later: (what: () => void, ms: number) => () => void;
  expire: () => void;
}): TrayWaiting => {
  const boards = new Map<BuzzId, { unread: number; until: number }>();
  let cancel: (() => void) | null = null;

  const drop = () => {
    for (const [id, { until }] of boards) if (until <= deps.now()) boards.delete(id);
  };
  // One timer, and none while nobody is waited for: an idle program stays idle.
  const arm = () => {
    cancel?.();
    const next = Math.min(...[...boards.values()].map(({ until }) => until));
    cancel = Number.isFinite(next)
      ? deps.later(
          () => {
            drop();
            arm();
            deps.expire();
          },
          next - deps.now() + 1,
        )
      : null;
  };
  return {
    board: (board) => {
      const until = board.createdAt + expectedMs;
      const unread = until > deps.now() ? unreadOf(board) : 0;
      const known = boards.get(board.id);
      if (unread === 0 ? !known : known?.unread === unread) return;
      if (unread > 0) boards.set(board.id, { unread, until });
      else boards.delete(board.id);
      arm();
    },
    count: () => {
      drop();
      return [...boards.values()].reduce((sum, { unread }) => sum + unread, 0);
    },
  };
};
