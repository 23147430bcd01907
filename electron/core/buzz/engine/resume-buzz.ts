import type { Channel } from '../../../contract/model/channel';
import type { Clock } from '../../ports/clock';
import { leaveReaders } from '../ladder/leave-readers';
import type { ReceiptsAsked } from '../receipts/receipts';
import { isRung } from '../record/ladder-record';
import { type BuzzRecord, pendingIn } from '../record/record';
import type { Records } from '../record/records';
import { settle } from '../record/settle';
import type { BegunStep, RunningSteps } from './running-steps';

const openSteps = (record: BuzzRecord): ReadonlyMap<number, Channel> =>
  new Map(
    [...record.people.values()].flatMap((person) =>
      [...person.steps].flatMap(([step, { outcome, via }]) => (outcome === 'pending' ? [[step, via] as const] : [])),
    ),
  );

/**
 * After a start: settles what was cut off of one buzz, and goes on with what may still be done. From
 * the first moment its steps count as running: what they may still call is taken off the limits, and a stop reaches them.
 */
export const resumeBuzz = async (
  parts: {
    records: Records;
    steps: RunningSteps;
    clock: Clock;
    ask: (record: BuzzRecord) => Promise<ReceiptsAsked>;
    start: (record: BuzzRecord, begun: BegunStep) => void;
  },
  record: BuzzRecord,
): Promise<void> => {
  const { records, steps, clock, ask, start } = parts;
  const { id } = record.confirmed;
  const release = records.hold(id);
  const all = [...openSteps(record)].map(([step, channel]) => steps.begin(id, step, channel));
  for (const entry of settle(record, clock.now())) await records.report(record, entry);
  for (const begun of all) {
    const { step } = begun.mine;
    if (isRung(record, step) && pendingIn(record, step).length > 0) {
      const asked = await ask(record);
      for (const entry of leaveReaders(record, step, asked, clock.now())) await records.report(record, entry);
    }
    if (pendingIn(record, step).length > 0) start(record, begun);
    else begun.end();
  }
  release();
};
