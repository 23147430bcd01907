import type { Problem } from '../../contract/advice/problem';
import type { Board, BoardPerson } from '../../contract/model/board';
import type { Channel } from '../../contract/model/channel';
import type { BuzzId } from '../../contract/model/ids';
import { hasAcknowledged, hasDeclined } from '../../contract/rules/answered';
import { canBeBuzzedAgain, needsAttention } from '../../contract/rules/needs-attention';
import type { RungWay } from '../../contract/rules/rungs';
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
      people: readonly Named[];
      /** The attempts that may have gone out although Feishu did not answer; null when at least one is known to have failed. */
      unknown: Unknown | null;
      climbs: boolean;
      /** True when the board's call to the unread would call exactly these people. */
      raise: boolean;
    }
  /** The ladder went on to a louder channel. */
  | { kind: 'climbed'; id: BuzzId; title: string; channel: RungWay; people: number }
  /** It climbs on this computer although it was to climb in the relay. */
  | { kind: 'kept'; id: BuzzId; title: string; problem: Problem }
  | { kind: 'all-read'; id: BuzzId; title: string; people: number }
  /** People have it. `taken`: one of them has taken it for all. */
  | { kind: 'acknowledged'; id: BuzzId; title: string; people: readonly Named[]; of: number; taken: boolean }
  /** People said that they cannot take it. */
  | { kind: 'declined'; id: BuzzId; title: string; people: readonly Named[] };

type Named = Pick<BoardPerson, 'name' | 'department'>;

interface Told {
  attention: number;
  rungs: number;
  allRead: boolean;
  acknowledged: number;
  taken: boolean;
  /** Its ladder ended by what happened in Feishu, which is news of its own. */
  endedOutside: boolean;
  declined: number;
}

const nothing: Told = {
  ...{ attention: 0, rungs: 0, allRead: false },
  ...{ acknowledged: 0, taken: false, endedOutside: false, declined: 0 },
};

const nameOf = ({ name, department }: BoardPerson): Named => ({ name, department });

const factsOf = (board: Board) => ({
  attention: board.state === 'running' ? [] : board.people.filter((each) => needsAttention(each, board.ladder)),
  // A rung that had no person to call is no news.
  rungs: board.ladder?.rungs.filter(({ state, people }) => state === 'done' && people > 0) ?? [],
  // Where an answer is asked for, reading is no end.
  allRead: !board.asks && board.people.length > 0 && board.people.every(({ readAt }) => readAt !== null),
  acknowledged: board.people.filter(hasAcknowledged),
  taken: board.takenBy !== null,
  endedOutside: board.ladder?.problem != null,
  declined: board.people.filter(hasDeclined),
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
  const called = board.recalled ? [] : board.people.filter((each) => canBeBuzzedAgain(each, board));
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
    const { attention, rungs, allRead, acknowledged, taken, endedOutside, declined } = factsOf(board);
    const now: Told = {
      ...{ attention: attention.length, rungs: rungs.length, allRead, taken, endedOutside },
      ...{ acknowledged: acknowledged.length, declined: declined.length },
    };
    const before = told.get(id) ?? (board.createdAt < startedAt ? now : nothing);
    told.set(id, {
      ...{ ...now, attention: Math.max(now.attention, before.attention), allRead: allRead || before.allRead },
      ...{ taken: taken || before.taken, acknowledged: Math.max(now.acknowledged, before.acknowledged) },
      declined: Math.max(now.declined, before.declined),
    });

    const news: BuzzNews[] = [];
    const last = rungs.at(-1);
    if (last && now.rungs > before.rungs)
      news.push({ kind: 'climbed', id, title, channel: last.reminder ? 'reminder' : last.via, people: last.people });
    // The same event ended the ladder and took these people out of reach: one notification is enough.
    if (now.attention > before.attention && endedOutside === before.endedOutside) {
      news.push({
        kind: 'attention',
        id,
        title,
        people: attention.map(nameOf),
        unknown: unknownOf(attention),
        climbs: board.ladder?.state === 'armed',
        raise: isRaisable(board, attention),
      });
    }
    if (now.declined > before.declined) news.push({ kind: 'declined', id, title, people: declined.map(nameOf) });
    // The first of them, the one who takes it for all, and the last: not each of fifty.
    const of = board.people.length;
    const whole = now.acknowledged === of;
    if (now.acknowledged > before.acknowledged && (before.acknowledged === 0 || whole)) {
      const people = (taken ? acknowledged.filter(({ key }) => key === board.takenBy) : acknowledged).map(nameOf);
      news.push({ kind: 'acknowledged', id, title, people, of, taken });
    } else if (taken && !before.taken) {
      const people = board.people.filter(({ key }) => key === board.takenBy).map(nameOf);
      news.push({ kind: 'acknowledged', id, title, people, of, taken });
    }
    if (allRead && !before.allRead) news.push({ kind: 'all-read', id, title, people: board.people.length });
    return news;
  };
};
