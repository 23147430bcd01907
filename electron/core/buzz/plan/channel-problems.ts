import { type Problem, problem } from '../../../contract/advice/problem';
import { monthStart } from '../../../contract/local-time';
import type { Channel } from '../../../contract/model/channel';
import type { ChannelProblems, PlannedPerson } from '../../../contract/model/plan';
import type { Ceilings } from '../../../contract/model/settings';
import { isPaid } from '../../../contract/rules/consent';
import { mayRemind } from '../../doctor/known-scopes';
import { isGranted, neededScopes, reminderScope } from '../../doctor/needed-scopes';
import { feishuCode } from '../../feishu/codes';
import type { PaidUsage } from '../record/paid-usage';
import type { UsedUp } from '../record/setback';

/** The facts about the channels of a workspace that are at hand without asking Feishu. */
export interface ChannelFacts {
  /** Scopes that the app was granted, asked a moment ago; null: not known. */
  scopes: ReadonlySet<string> | null;
  usedUp: readonly UsedUp[];
}

const useOf = { app: 'buzz', sms: 'sms', phone: 'phone' } as const;

/** The problem of a channel whose scope the app lacks; null: it has it, or that is not known. */
const scopeProblem = (channel: Channel, scopes: ChannelFacts['scopes']): Problem | null => {
  const need = neededScopes.find(({ use }) => use === useOf[channel]);
  if (!need || scopes === null || isGranted(need, scopes)) return null;
  return problem('channel-unscoped', { scope: need.name });
};

/** The reason for which the app may set no reminders; null: it may, or that is not known. */
export const reminderProblem = (scopes: ChannelFacts['scopes']): Problem | null => {
  if (scopes === null || mayRemind(scopes)) return null;
  return problem('reminder-unscoped', { scope: reminderScope });
};

/** Zone of the months in which Feishu counts a quota; this computer’s own limits go by the person’s. */
const companyZone = 'Asia/Shanghai';

const quotaProblem = (channel: Channel, usedUp: ChannelFacts['usedUp'], now: number): Problem | null => {
  const known = usedUp.find((each) => each.channel === channel);
  if (!known || known.at < monthStart(now, companyZone)) return null;
  return { ...problem('buzz-quota'), code: known.problem.code, logId: known.problem.logId };
};

/** What keeps a channel from working whoever is called: its scope, or a month that is used up. */
export const channelItself = (
  channel: Channel,
  { scopes, usedUp }: ChannelFacts,
  usage: PaidUsage,
  now: number,
): Problem | null => {
  const missing = scopeProblem(channel, scopes);
  if (missing || !isPaid(channel)) return missing;
  if (usage.leftThisMonth[channel] === 0) return problem('ceiling-month', { limit: String(usage.limit[channel]) });
  return quotaProblem(channel, usedUp, now);
};

/** The problem of calling so many people over a channel by this computer's own ceilings; null: they allow it. */
export const ceilingProblem = (
  channel: Channel,
  count: number,
  usage: PaidUsage,
  ceilings: Ceilings,
): Problem | null => {
  if (!isPaid(channel)) return null;
  const left = usage.leftThisMonth[channel];
  const limit = String(usage.limit[channel]);
  if (left === 0) return problem('ceiling-month', { limit });
  if (left < count) return problem('ceiling-month-short', { left: String(left), limit, count: String(count) });
  if (usage.thisHour + count > ceilings.callsPerHour)
    return problem('ceiling-hour', { limit: String(ceilings.callsPerHour) });
  return null;
};

/**
 * What is known to keep each channel from working for these people. Only facts count: what is not known is offered.
 *
 * @param called the people of the plan who would be called
 */
export const channelProblems = (
  called: readonly PlannedPerson[],
  facts: ChannelFacts,
  usage: PaidUsage,
  ceilings: Ceilings,
  now: number,
): ChannelProblems => {
  const full = called.length > 0 && called.every(({ warning }) => warning?.advice === 'last-too-many-unread');
  const unread = full
    ? { ...problem('all-too-many-unread', { count: String(called.length) }), code: feishuCode.tooManyUnread }
    : null;
  const of = (channel: Channel) =>
    channelItself(channel, facts, usage, now) ?? ceilingProblem(channel, called.length, usage, ceilings) ?? unread;
  return { app: of('app'), sms: of('sms'), phone: of('phone') };
};
