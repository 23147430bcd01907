import { monthStart, type Zone } from '../../../contract/local-time';
import type { Channel, PaidChannel } from '../../../contract/model/channel';
import type { Ceilings } from '../../../contract/model/settings';
import { isPaid } from '../../../contract/rules/consent';
import { dayMs, hourMs } from '../../ports/clock';
import { type BuzzRecord, pendingIn } from './buzz-record';
import type { PaidCall } from './ledger';

/** Paid calls that a running step has still to make: they count before they are announced. */
export const reservedOf = (
  record: BuzzRecord,
  { step, channel }: { step: number; channel: Channel },
  now: number,
): readonly PaidCall[] => {
  if (!isPaid(channel)) return [];
  const announced = new Set([...record.openCalls.values()].flatMap((call) => (call.step === step ? call.people : [])));
  return pendingIn(record, step)
    .filter((person) => !announced.has(person.key))
    .map((person) => ({ workspaceId: record.confirmed.workspaceId, channel, personKey: person.key, at: now }));
};

/** Paid calls "as counted here": the use of this computer's own ceilings. */
export interface PaidUsage {
  /** Calls to this person within the hour, any paid channel. */
  ofPerson(key: string): { count: number; lastAt: number | null };
  thisHour: number;
  leftThisMonth: Record<PaidChannel, number>;
  limit: Record<PaidChannel, number>;
}

/**
 * Counts calls since the month began (or the last hour, whichever is longer ago). Feishu counts months in Beijing time, this
 * program in the person's.
 */
export const usageOf = (
  calls: readonly PaidCall[],
  ceilings: Ceilings,
  { now, zone }: { now: number; zone: () => Zone },
): PaidUsage => {
  const recent = calls.filter((call) => now - call.at < hourMs);
  // Without calls the zone is not asked: the first question loads ICU.
  const begun = calls.length > 0 ? monthStart(now, zone()) : now;
  const month = calls.filter((call) => call.at >= begun);
  const limit = { sms: ceilings.smsPerMonth, phone: ceilings.phonePerMonth };
  const left = (channel: PaidChannel) =>
    Math.max(0, limit[channel] - month.filter((call) => call.channel === channel).length);
  return {
    ofPerson: (key) => {
      const theirs = recent.filter((call) => call.personKey === key);
      return {
        count: theirs.length,
        lastAt: theirs.reduce<number | null>((last, { at }) => Math.max(last ?? at, at), null),
      };
    },
    thisHour: recent.length,
    leftThisMonth: { sms: left('sms'), phone: left('phone') },
    limit,
  };
};

/** Time before which calls play no part in any count, in whatever zone the month is counted (ms since the epoch). */
export const usageSince = (now: number): number => now - 32 * dayMs;
