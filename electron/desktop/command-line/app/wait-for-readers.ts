import type { Answer, Problem } from '../../../contract/advice/problem';
import type { Board } from '../../../contract/model/board';
import { isWaitedFor } from '../../../contract/rules/answered';
import type { Clock } from '../../../core/ports/clock';

/** Time before the first question for receipts; each pause is twice the one before (ms). */
const firstMs = 10_000;
/** Longest pause between two questions (ms). */
const mostMs = 5 * 60_000;

/**
 * True while a person may still read or, where the buzz asks for an answer, acknowledge: their buzz was accepted or may have
 * gone out. Where one answer is enough, no one is waited for once it is there.
 */
export const isAwaited = (board: Board): boolean =>
  board.people.some(
    (person) =>
      // A backup answers for others; it is these who are waited for.
      person.backup === null &&
      isWaitedFor(person, board) &&
      (person.problem?.advice === 'turn-waits' ||
        (person.message === 'sent' && (person.outcome === 'accepted' || person.outcome === 'unknown'))),
  );

/** Problems that may pass by themselves: asking again makes sense. */
const passing: ReadonlySet<Problem['advice']> = new Set(['rate-limited', 'platform-fault', 'system-busy']);
const isHopeless = (problem: Problem | null): problem is Problem =>
  problem !== null && problem.code !== null && !passing.has(problem.advice);

/**
 * Waits until every person has read (or acknowledged, where that is asked) or failed for good, `seconds` are over, or the client is gone. Asks for receipts as
 * rarely as the board does (10 s, 20 s, 40 s … 5 min apart, since each is a counted call), and once more at the end.
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
    const hopeless = (now.asks ? now.answers : now.receipts).problem;
    if (isHopeless(hopeless)) {
      deps.onHopeless(hopeless);
      return now;
    }
  }
  return now;
};
