import type { Answer, Problem } from '../../../contract/advice/problem';
import type { Board } from '../../../contract/model/board';
import type { Clock } from '../../../core/ports/clock';

const firstMs = 10_000;
const mostMs = 5 * 60_000;

/** Whether somebody may still read: their buzz was taken, or may have gone out, and they have not. */
export const isAwaited = (board: Board): boolean =>
  board.people.some(
    (person) =>
      person.readAt === null &&
      person.message === 'sent' &&
      (person.outcome === 'accepted' || person.outcome === 'unknown'),
  );

/** Causes that asking again may get past. */
const passing: ReadonlySet<Problem['advice']> = new Set(['rate-limited', 'platform-fault', 'system-busy']);
const isHopeless = (problem: Problem | null): problem is Problem =>
  problem !== null && problem.code !== null && !passing.has(problem.advice);

/**
 * Goes on until everybody has read or finally failed, `seconds` are over, or nobody listens any more. Asks as rarely as
 * the board does (10 s, 20 s, 40 s … 5 min apart: every receipt counts), and once more at the end of its time.
 */
export const waitForReaders = async (
  board: Board,
  seconds: number,
  deps: {
    clock: Clock;
    signal: AbortSignal;
    /** The board as it is now, which may have changed without our asking. */
    look: () => Board | null;
    ask: () => Promise<Answer<Board>>;
    onNews: (board: Board) => void;
    onHopeless: (problem: Problem) => void;
  },
): Promise<Board> => {
  const { clock, signal } = deps;
  const begun = clock.now();
  const end = begun + seconds * 1000;
  let gap = firstMs;
  let now = board;
  while (isAwaited(now) && clock.now() < end) {
    deps.onNews(now);
    try {
      await clock.sleep(Math.min(gap, end - clock.now()), signal);
    } catch {
      return now;
    }
    gap = Math.min(gap * 2, mostMs);
    now = deps.look() ?? now;
    if (!isAwaited(now)) break;
    const asked = await deps.ask();
    if (!asked.ok) {
      deps.onHopeless(asked.problem);
      return now;
    }
    now = asked.value;
    if (isHopeless(now.receipts.problem)) {
      deps.onHopeless(now.receipts.problem);
      return now;
    }
  }
  return now;
};
