import type { Channel } from '../../contract/channel';
import type { Clock } from '../clock';
import type { Asked } from './ladder/ladders';
import { isRung, leaveReaders } from './ladder/leave-readers';
import { type BuzzRecord, pendingIn } from './record';
import type { Records } from './records';
import { settle } from './settle';

const openSteps = (record: BuzzRecord): ReadonlyMap<number, Channel> =>
  new Map(
    [...record.people.values()].flatMap((person) =>
      [...person.steps].flatMap(([step, { outcome, via }]) => (outcome === 'pending' ? [[step, via] as const] : [])),
    ),
  );

/** After a start: settles what was cut off of one buzz, and goes on with what may still be done (design, section 4). */
export const resumeBuzz = async (
  parts: {
    records: Records;
    clock: Clock;
    ask: (record: BuzzRecord) => Promise<Asked>;
    start: (record: BuzzRecord, step: number, channel: Channel) => void;
  },
  record: BuzzRecord,
): Promise<void> => {
  const { records, clock, ask, start } = parts;
  const release = records.hold(record.confirmed.id);
  for (const entry of settle(record, clock.now())) await records.report(record, entry);
  for (const [step, channel] of openSteps(record)) {
    if (isRung(record, step)) {
      const asked = await ask(record);
      for (const entry of leaveReaders(record, step, asked, clock.now())) await records.report(record, entry);
      if (pendingIn(record, step).length === 0) continue;
    }
    start(record, step, channel);
  }
  release();
};
