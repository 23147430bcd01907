import type { Board } from '../contract/board';
import type { Channel } from '../contract/channel';
import type { BuzzId } from '../contract/ids';
import type { LadderNews } from '../core/buzz/ladder/news';
import { needsAttention } from '../core/buzz/needs-attention';

/** What somebody who is not looking at a board should be told of its buzz. */
export type BuzzNews =
  | LadderNews
  /** People who were not reached, and whom nothing further will reach by itself. */
  | { kind: 'attention'; id: BuzzId; title: string; names: readonly string[]; unknown: boolean; climbs: boolean }
  /** The ladder went on to a louder channel. */
  | { kind: 'climbed'; id: BuzzId; title: string; channel: Channel; people: number }
  | { kind: 'all-read'; id: BuzzId; title: string; people: number };

interface Told {
  attention: number;
  rungs: number;
  allRead: boolean;
}

const factsOf = (board: Board) => ({
  attention: board.state === 'running' ? [] : board.people.filter(needsAttention),
  // A rung that found nobody to call is no news.
  rungs: board.ladder?.rungs.filter(({ state, people }) => state === 'done' && people > 0) ?? [],
  allRead: board.people.length > 0 && board.people.every(({ readAt }) => readAt !== null),
});

/**
 * Finds what is new in boards as they change; each thing is told once. What an earlier run of the program left behind is
 * told by the tray's icon, not again.
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
      const unknown = attention.every(({ outcome }) => outcome === 'unknown');
      const names = attention.map(({ name }) => name);
      news.push({ kind: 'attention', id, title, names, unknown, climbs: board.ladder?.state === 'armed' });
    }
    if (allRead && !before.allRead) news.push({ kind: 'all-read', id, title, people: board.people.length });
    return news;
  };
};
