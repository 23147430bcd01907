import type { AdviceKey, Problem } from '../advice/problem';
import type { ChannelProblems } from '../model/plan';

/** Every channel offered: nothing is known against any of them. */
export const allOffered: ChannelProblems = { app: null, sms: null, phone: null };

/** Reasons that may be over without this program hearing of it: a person may try all the same. */
const passing: ReadonlySet<AdviceKey> = new Set(['buzz-quota', 'all-too-many-unread']);

/** Reasons that lie in the people chosen; the others hold for every draft of the workspace. */
const ofPeople: ReadonlySet<AdviceKey> = new Set(['all-too-many-unread', 'ceiling-month-short', 'ceiling-hour']);

/** True if a call over the channel would be refused for certain, so that a plan over it cannot be confirmed. */
export const isSureToFail = ({ advice }: Problem): boolean => !passing.has(advice);

/** What is known of the channels whoever is called. */
export const withoutPeople = (channels: ChannelProblems): ChannelProblems => {
  const kept = (problem: Problem | null) => (problem && ofPeople.has(problem.advice) ? null : problem);
  return { app: kept(channels.app), sms: kept(channels.sms), phone: kept(channels.phone) };
};
