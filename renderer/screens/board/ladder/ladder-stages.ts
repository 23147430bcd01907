import type { Board, BoardRung } from '../../../../electron/contract/model/board';
import type { Channel } from '../../../../electron/contract/model/channel';

/** A column of the strip: the buzz itself, or one rung of its ladder. Times are ms since epoch. */
export interface Stage {
  key: string;
  via: Channel;
  at: number;
  state: BoardRung['state'];
  /** null for the buzz itself: the board below says whom it was for. */
  people: number | null;
}

/** What the strip has room for. */
const most = 4;

/** The buzz and every rung, in time. */
export const stagesOf = (board: Pick<Board, 'channel' | 'createdAt' | 'ladder'>): readonly Stage[] => [
  { key: 'buzz', via: board.channel, at: board.createdAt, state: 'done', people: null },
  ...(board.ladder?.rungs ?? []).map(
    (rung, index): Stage => ({
      key: String(index),
      via: rung.via,
      at: rung.dueAt,
      state: rung.state,
      people: rung.people,
    }),
  ),
];

/** Those around the one that is due, the last before it first; and how many are left out on both sides. */
export const shownStages = (stages: readonly Stage[]): { shown: readonly Stage[]; before: number; after: number } => {
  const due = stages.findIndex((stage) => stage.state === 'next' || stage.state === 'held');
  const last = Math.max(0, stages.length - most);
  const before = due < 0 ? last : Math.min(Math.max(0, due - 1), last);
  const shown = stages.slice(before, before + most);
  return { shown, before, after: stages.length - before - shown.length };
};
