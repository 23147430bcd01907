import type { Channel, PaidChannel } from '../../../contract/model/channel';
import type { Ceilings } from '../../../contract/model/settings';
import { isPaid } from '../../../contract/rules/consent';
import { hourMs } from '../../ports/clock';
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

/** The first moment of the local month that holds `now` (ms since the epoch). Feishu counts months in Beijing time, this program in the person's. */
export const monthStart = (now: number): number => {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), 1).getTime();
};

/** Counts calls since the month began (or the last hour, whichever is longer ago). */
export const usageOf = (calls: readonly PaidCall[], ceilings: Ceilings, now: number): PaidUsage => {
  const recent = calls.filter((call) => now - call.at < hourMs);
  const month = calls.filter((call) => call.at >= monthStart(now));
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

/** Time before which calls play no part in any count (ms since the epoch). */
export const usageSince = (now: number): number => Math.min(monthStart(now), now - hourMs);
