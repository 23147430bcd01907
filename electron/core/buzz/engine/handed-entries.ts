import { type Problem, problem } from '../../../contract/advice/problem';
import { longestBody } from '../../../contract/relay';
import { type BuzzRecord, lastStep } from '../record/buzz-record';
import { takerToTell } from '../record/climbers';
import type { Entry } from '../record/entry';
import { rungDueAt } from '../record/ladder-record';
import { hasOpenNote } from '../record/note-record';
import { recordOf } from '../record/open-record';

/** Largest record that is handed over (bytes, as JSON): the request holds a little more. */
export const longestHandOver = longestBody - 10_000;

/** All that was handed over of a buzz: every entry up to the newest `handing-over`; none: it never was. */
export const handedEntries = (entries: readonly Entry[]): readonly Entry[] =>
  entries.slice(0, entries.findLastIndex(({ kind }) => kind === 'handing-over') + 1);

/** Tells whether a message, a call or a reminder of a buzz has no outcome yet, or the others are still to be told. */
export const hasOpenWork = (record: BuzzRecord): boolean =>
  [...record.people.values()].some((person) => lastStep(person).outcome === 'pending') ||
  hasOpenNote(record.notes) ||
  takerToTell(record) !== null ||
  record.reminders.open.size > 0;

/** Tells whether the time of every rung that a ladder has is over. */
export const isPast = ({ ladder }: BuzzRecord, now: number): boolean =>
  !ladder || now > rungDueAt(ladder, ladder.schedule.length - 1) + ladder.policy.graceMinutes * 60_000;

/** Tells whether the only people without an outcome are in calls that were announced and have no answer. */
const isCutOff = (record: BuzzRecord): boolean => {
  const inCall = new Set([...record.openCalls.values()].flatMap(({ people }) => people));
  return [...record.people.values()].every(({ key, ...person }) => {
    const isPending = lastStep({ key, ...person }).outcome === 'pending';
    return !isPending || inCall.has(key);
  });
};

/**
 * The reason for which a relay does not take this ladder; null: it does. Pure. Calls that were announced and have no answer are no
 * reason: they are settled as after a crash.
 *
 * @param entries all that was handed over, oldest first
 * @param now the relay's time (ms since the epoch)
 */
export const notAdoptable = (entries: readonly Entry[], now: number): Problem | null => {
  const record = recordOf(entries);
  const isWhole =
    entries.at(-1)?.kind === 'handing-over' && entries.every(({ kind }, at) => (kind === 'confirmed') === (at === 0));
  if (!record || !isWhole) return problem('hand-over-invalid');
  if (!record.ladder || record.ladder.ended) return problem('hand-over-ended');
  if (!isCutOff(record) || hasOpenNote(record.notes)) return problem('hand-over-running');
  return isPast(record, now) ? problem('hand-over-late') : null;
};
