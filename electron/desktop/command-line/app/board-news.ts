import type { Board } from '../../../contract/model/board';
import type { BuzzId } from '../../../contract/model/ids';

/** News of boards, for commands that wait for one. */
export interface BoardNews {
  tell(board: Board): void;
  /**
   * Looks at a board now and whenever it changes, until `enough` is true of it. Answers with that board, or with null when
   * the signal ended the wait.
   */
  until(
    id: BuzzId,
    now: () => Board | null,
    enough: (board: Board) => boolean,
    signal: AbortSignal,
  ): Promise<Board | null>;
}

export const createBoardNews = (): BoardNews => {
  const listeners = new Map<BuzzId, Set<(board: Board) => void>>();
  return {
    tell: (board) => {
      for (const listener of [...(listeners.get(board.id) ?? [])]) listener(board);
    },
    until: (id, now, enough, signal) =>
      new Promise((resolve) => {
        const mine = listeners.get(id) ?? new Set();
        listeners.set(id, mine);
        const end = (board: Board | null) => {
          mine.delete(look);
          if (mine.size === 0) listeners.delete(id);
          signal.removeEventListener('abort', stop);
          resolve(board);
        };
        const stop = () => end(null);
        const look = (board: Board) => {
          if (enough(board)) end(board);
        };
        mine.add(look);
        signal.addEventListener('abort', stop, { once: true });
        if (signal.aborted) {
          stop();
          return;
        }
        // Changes from before this listener are on the board already.
        const board = now();
        if (board) look(board);
      }),
  };
};
