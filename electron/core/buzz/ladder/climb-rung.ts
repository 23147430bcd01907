import { type Problem, problem } from '../../../contract/advice/problem';
import { isPaid } from '../../../contract/rules/consent';
import type { ReceiptsAnswer } from '../receipts/ask-readers';
import { type BuzzRecord, messageFor, pendingIn, type RecordPerson } from '../record/buzz-record';
import { climbersOf, doneReason, isFresh } from '../record/climbers';
import type { LaterEntry } from '../record/entry';
import { askedFor, currentRung, rungDueAt, rungOf } from '../record/ladder-record';
import { giveUp } from '../record/settle';
import type { LadderDeps } from './ladder-deps';
import { withinCeilings } from './within-ceilings';

/**
 * Climbs one rung, if it is still the current one when its turn comes: two callers may wish it at once, and only one
 * may ring. The rung is on disk before it calls a person. Answers with the problem when the disk refused it.
 *
 * @param unanswered keys of people of whom Feishu could not say whether they have read: not called, with the reason
 */
export const climbRung = (
  deps: Pick<LadderDeps, 'records' | 'clock' | 'inTurn' | 'limits' | 'start' | 'elsewhere'>,
  record: BuzzRecord,
  rung: number,
  unanswered: { people: ReadonlySet<string>; problem: Problem | null },
): Promise<Problem | null> =>
  deps.inTurn(async () => {
    const { ladder, confirmed } = record;
    if (!ladder || ladder.ended || currentRung(ladder) !== rung) return null;
    const elsewhere = deps.elsewhere(record);
    if (elsewhere) return elsewhere;
    const planned = ladder.schedule[rung];
    if (!planned) return null;
    const { channel, begins } = planned;
    const climbers = climbersOf(record, planned);
    const unsure = climbers.filter(({ key }) => unanswered.people.has(key));
    const sure = climbers.filter(({ key }) => !unanswered.people.has(key));
    const { called, passed } = withinCeilings(sure, channel, deps.limits(confirmed.workspaceId));
    if (climbers.length === 0) return null;

    if (planned.reminder) return remindPeople(deps, record, rung, climbers);
    const step = record.stepAt.length;
    const now = deps.clock.now();
    const late = now - rungDueAt(ladder, rung);
    const reason = unanswered.problem ?? problem('receipts-unknown');
    const entry: LaterEntry = {
      kind: 'rung',
      at: now,
      rung,
      channel,
      state: 'done',
      step,
      people: called.map(({ key }) => key),
      passed: [...passed, ...unsure.map(({ key }) => ({ key, problem: reason }))],
      problem: null,
      // A turn that begins late is as long as the others.
      ...(begins && late > 0 ? { moved: late } : {}),
    };
    if (called.length === 0) {
      // An announcement would say that calls are coming, and nothing would ever say that they are over.
      await deps.records.report(record, entry);
      return null;
    }
    const unstored = await deps.records.announce(record, entry);
    if (!unstored) deps.start(record, step, channel);
    return unstored;
  });

/** Climbs a rung that reminds: its entry opens the reminders, which are set, and taken back, beside the steps of the buzz. */
const remindPeople = (
  { records, clock }: Pick<LadderDeps, 'records' | 'clock'>,
  record: BuzzRecord,
  rung: number,
  people: readonly RecordPerson[],
): Promise<Problem | null> =>
  records.announce(record, {
    ...{ kind: 'rung', at: clock.now(), rung, channel: 'app', state: 'done', reminder: true, step: null },
    ...{ people: people.map(({ key }) => key), passed: [], problem: null },
  });

/**
 * Tells whether Feishu could say of none of the people who were called before these whether they are done.
 *
 * @param called people who hear of the buzz for the first time
 */
export const othersUnsure = (
  record: BuzzRecord,
  called: readonly RecordPerson[],
  unanswered: ReadonlySet<string>,
): boolean => {
  const keys = new Set(called.map(({ key }) => key));
  const before = [...record.people.values()].filter(
    (person) =>
      !keys.has(person.key) &&
      !isFresh(person) &&
      doneReason(record, person) === null &&
      messageFor(record, person)?.status === 'sent',
  );
  return before.length > 0 && before.every(({ key }) => unanswered.has(key));
};

/**
 * Leaves out people of a rung that was cut off and goes on after a start, when its receipts are old: those who are done
 * meanwhile, and for SMS and phone those of whom Feishu cannot say. Pure: answers with the entries to write.
 */
export const leaveReaders = (record: BuzzRecord, step: number, asked: ReceiptsAnswer, now: number): LaterEntry[] => {
  const holds = record.ladder?.policy.withoutReceipts === 'hold-paid';
  const pending = pendingIn(record, step);
  const rung = rungOf(record, step);
  const byOthers = rung !== undefined && askedFor(rung) === 'others' && othersUnsure(record, pending, asked.unanswered);
  const unsure = pending.filter(
    (person) =>
      doneReason(record, person) === null &&
      holds &&
      isPaid(person.steps.get(step)?.via ?? 'app') &&
      (byOthers || asked.unanswered.has(person.key)),
  );
  return [
    ...pending.flatMap((person) => {
      const reason = doneReason(record, person);
      return reason ? giveUp(record, [person], step, { at: now, reason }) : [];
    }),
    ...giveUp(record, unsure, step, { at: now, reason: asked.problem ?? problem('receipts-unknown') }),
  ];
};
