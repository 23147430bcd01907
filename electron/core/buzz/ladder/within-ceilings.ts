import { type Problem, problem } from '../../../contract/advice/problem';
import type { Channel } from '../../../contract/model/channel';
import type { Ceilings } from '../../../contract/model/settings';
import { isPaid } from '../../../contract/rules/consent';
import type { PaidUsage } from '../record/paid-usage';

/**
 * Divides people into those who may be called now and those who are passed over, with the reason: the ceilings on paid
 * calls hold at every rung, however long ago the ladder was confirmed. In order, until an hour's or a month's are used up.
 */
export const withinCeilings = <P extends { key: string; name: string }>(
  people: readonly P[],
  channel: Channel,
  { usage, ceilings }: { usage: PaidUsage; ceilings: Ceilings },
): { called: P[]; passed: { key: string; problem: Problem }[] } => {
  if (!isPaid(channel)) return { called: [...people], passed: [] };
  const called: P[] = [];
  const passed: { key: string; problem: Problem }[] = [];
  for (const person of people) {
    const { count } = usage.ofPerson(person.key);
    const reason = (): Problem | null => {
      if (count >= ceilings.callsPerPersonPerHour) {
        return problem('ceiling-person', { name: person.name, count: String(count) });
      }
      if (called.length >= usage.leftThisMonth[channel]) {
        return problem('ceiling-month', { limit: String(usage.limit[channel]) });
      }
      if (usage.thisHour + called.length >= ceilings.callsPerHour) {
        return problem('ceiling-hour', { limit: String(ceilings.callsPerHour) });
      }
      return null;
    };
    const why = reason();
    if (why) passed.push({ key: person.key, problem: why });
    else called.push(person);
  }
  return { called, passed };
};
