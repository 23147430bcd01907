import { leftBehind } from '../../../contract/rules/needs-attention';
import { wayOf } from '../../../contract/rules/rungs';
import { boardOf } from '../record/board-of';
import type { BuzzRecord } from '../record/buzz-record';
import { climbersOf } from '../record/climbers';
import { currentRung, heldRung, rungDueAt } from '../record/ladder-record';
import type { LadderNews } from './ladder-deps';

/** The news that these rungs were missed, all in one, here or in a relay; none where there are none. */
export const missedNews = ({ confirmed, ladder }: BuzzRecord, missed: readonly number[]): readonly LadderNews[] => {
  if (missed.length === 0 || !ladder) return [];
  const rungs = missed.flatMap((rung) => {
    const planned = ladder.schedule[rung];
    const dueAt = ladder.rungs[rung]?.dueAt ?? rungDueAt(ladder, rung);
    return planned ? [{ channel: wayOf(planned), dueAt }] : [];
  });
  return [{ kind: 'missed', id: confirmed.id, title: confirmed.title, rungs }];
};

/** The news that a ladder waits for a decision; none where it does not, or does no more. */
export const heldNews = (record: BuzzRecord): readonly LadderNews[] => {
  const { ladder, confirmed } = record;
  const held = ladder && heldRung(ladder);
  const planned = ladder?.schedule[currentRung(ladder)];
  if (!held || !planned) return [];
  const people = climbersOf(record, planned).length;
  const { id, title } = confirmed;
  return [{ kind: 'held', id, title, channel: planned.channel, people, problem: held.problem }];
};

/** What is told of a ladder that has ended and left people behind. */
export const leftNews = (record: BuzzRecord): readonly LadderNews[] => {
  const { id, title } = record.confirmed;
  const left = leftBehind(boardOf(record));
  return left ? [{ kind: 'left', id, title, ...left }] : [];
};
