import { type Problem, problem } from '../../../contract/advice/problem';
import type { Outcome } from '../../../contract/model/outcome';
import type { LaterEntry } from '../send/run';
import { type BuzzRecord, mayBeThere, type RecordPerson } from './record';

/** The end of one person's step without a call: whatever may have gone out is `unknown`, the rest was not called. */
const entryFor = (
  record: BuzzRecord,
  person: RecordPerson,
  step: number,
  end: { at: number; reason: Problem },
): LaterEntry | null => {
  const pending = person.steps.get(step);
  if (pending?.outcome !== 'pending') return null;
  const message = person.message === null ? undefined : record.messages.get(person.message);
  const unsent = message !== undefined && message.messageId === null;
  const unsure = unsent ? mayBeThere(message) : pending.lost;
  const outcome: Outcome = unsure ? 'unknown' : 'not-called';
  const common = {
    at: end.at,
    step,
    channel: pending.via,
    people: [person.key],
    problem: unsure ? problem('lost-answer') : end.reason,
  };
  return unsent
    ? { kind: 'send-failed', ...common, message: message.ref, final: outcome, mayBeThere: unsure }
    : { kind: 'passed-over', ...common, outcome };
};

/** Ends a step for these people without calling them. Pure: answers with the entries to write. */
export const giveUp = (
  record: BuzzRecord,
  people: readonly RecordPerson[],
  step: number,
  end: { at: number; reason: Problem },
): LaterEntry[] => people.flatMap((person) => entryFor(record, person, step, end) ?? []);
