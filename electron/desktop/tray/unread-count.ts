import type { Board } from '../../contract/model/board';
import type { BuzzId } from '../../contract/model/ids';
import { isWaitedFor } from '../../contract/rules/answered';
import { hourMs } from '../../core/ports/clock';

/** Time after a buzz during which people are expected to read it (ms); the engine asks for receipts that long. */
const expectedMs = 2 * hourMs;

/** Number of people who have not read the recent buzzes yet. */
export interface TrayWaiting {
  board(board: Board): void;
  count(): number;
}

/** Number of people on a board for whom Feishu accepted the call, and who have neither read nor answered. */
const unreadOf = (board: Board): number =>
  board.recalled || board.state === 'stopped'
    ? 0
    : board.people.filter(
        (person) => person.outcome === 'accepted' && person.readAt === null && isWaitedFor(person, board),
      ).length;

/** @param deps.expire called when the number may have changed because time has passed */
export const createTrayWaiting = (deps: {
  now: () => number;
  later: (work: () => void, ms: number) => () => void;
  expire: () => void;
}): TrayWaiting => {
  const boards = new Map<BuzzId, { unread: number; until: number }>();
  let cancel: (() => void) | null = null;

  const drop = () => {
    for (const [id, { until }] of boards) if (until <= deps.now()) boards.delete(id);
  };
  // One timer, and none while no reader is expected: an idle program stays idle.
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
