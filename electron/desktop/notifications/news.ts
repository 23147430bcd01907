import type { Board, BoardPerson } from '../../contract/model/board';
import type { Channel } from '../../contract/model/channel';
import type { BuzzId } from '../../contract/model/ids';
import { canBeBuzzedAgain, needsAttention } from '../../contract/rules/needs-attention';
import type { LadderNews } from '../../core/buzz/ladder/ladder-deps';

/** The attempts without an answer. `several`: a person's message and another person's call. */
export type Unknown = 'message' | Channel | 'several';

/** News of a buzz for a person who is not looking at its board. */
export type BuzzNews =
  | LadderNews
  /** People who were not reached, and whom the program will not reach by itself. */
  | {
      kind: 'attention';
      id: BuzzId;
      title: string;
      people: readonly Pick<BoardPerson, 'name' | 'department'>[];
      /** The attempts that may have gone out although Feishu did not answer; null when at least one is known to have failed. */
      unknown: Unknown | null;
      climbs: boolean;
      /** True when the board's call to the unread would call exactly these people. */
      raise: boolean;
    }
  /** The ladder went on to a louder channel. */
  | { kind: 'climbed'; id: BuzzId; title: string; channel: Channel; people: number }
  | { kind: 'all-read'; id: BuzzId; title: string; people: number };

interface Told {
  attention: number;
  rungs: number;
  allRead: boolean;
}

const factsOf = (board: Board) => ({
  attention: board.state === 'running' ? [] : board.people.filter((each) => needsAttention(each, board.ladder)),
  // A rung that had no person to call is no news.
  rungs: board.ladder?.rungs.filter(({ state, people }) => state === 'done' && people > 0) ?? [],
  allRead: board.people.length > 0 && board.people.every(({ readAt }) => readAt !== null),
});

/** The attempts without an answer; null when one of these people has a known outcome. */
const unknownOf = (people: readonly BoardPerson[]): Unknown | null => {
  if (!people.every(({ outcome }) => outcome === 'unknown')) return null;
  const [first, ...others] = new Set(
    people.map(({ message, steps }) => (message === 'unknown' ? 'message' : (steps.at(-1)?.via ?? 'several'))),
  );
  return first === undefined || others.length > 0 ? 'several' : first;
};

/** True when the board's call, which goes to all who have not read, goes to exactly these people. */
const isRaisable = (board: Board, attention: readonly BoardPerson[]): boolean => {
  const called = board.recalled ? [] : board.people.filter(canBeBuzzedAgain);
  // A quota that is used up would refuse the next call as well.
  return (
    called.length === attention.length && attention.every((each) => called.includes(each) && each.outcome !== 'quota')
  );
};

/**
 * Finds the news in boards as they change, each once. News of an earlier run of the program is left to the tray's icon.
 */
export const createNotifyWatch = (startedAt: number): ((board: Board) => readonly BuzzNews[]) => {
  const told = new Map<BuzzId, Told>();
  return (board) => {
    const { id, title } = board;
    const { attention, rungs, allRead } = factsOf(board);
    const now: Told = { attention: attention.length, rungs: rungs.length, allRead };
    const before = told.get(id) ?? (board.createdAt < startedAt ? now : { attention: 0, rungs: 0, allRead: false });
    told.set(id, { ...now, attention: Math.max(now.attention, before.attention), allRead: allRead || before.allRead });

    const news: BuzzNews[] = [];
    const last = rungs.at(-1);
    if (last && now.rungs > before.rungs)
      news.push({ kind: 'climbed', id, title, channel: last.via, people: last.people });
    if (now.attention > before.attention) {
      news.push({
        kind: 'attention',
        id,
        title,
        people: attention.map(({ name, department }) => ({ name, department })),
        unknown: unknownOf(attention),
        climbs: board.ladder?.state === 'armed',
        raise: isRaisable(board, attention),
      });
    }
    if (allRead && !before.allRead) news.push({ kind: 'all-read', id, title, people: board.people.length });
    return news;
  };
};
