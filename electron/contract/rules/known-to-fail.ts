import type { AdviceKey } from '../advice/problem';
import type { BoardPerson, BoardStep } from '../model/board';
import type { Channel } from '../model/channel';
import { isPaid } from './consent';

/** Refusals of a channel, not of a person: each channel has its own scope, rate and service (feishu-api 2.1). */
export const ofChannel: ReadonlySet<AdviceKey> = new Set<AdviceKey>([
  'scope-missing',
  'rate-limited',
  'wrong-endpoint',
]);

/** Limits of this computer, which hold for paid calls alone. */
const ofPaid: ReadonlySet<AdviceKey> = new Set<AdviceKey>(['ceiling-person', 'ceiling-hour', 'ceiling-month']);

/** What fails again for the same reason as this attempt, until someone has mended it: all calls, paid ones, its channel. */
const failsAgain = ({ outcome, problem }: BoardStep): 'all' | 'paid' | 'channel' | null => {
  const advice = problem?.advice ?? null;
  switch (outcome) {
    case 'too-many-unread':
    case 'unreachable':
    case 'not-in-chat':
      // SMS and phone contain the in-app buzz.
      return 'all';
    case 'quota':
      return advice === 'monthly-quota' ? 'all' : 'paid';
    case 'refused':
      // A rate passes by itself, and a code that is not known says nothing about other channels.
      if (advice === 'rate-limited') return null;
      return advice === null || advice === 'feishu-unknown' || ofChannel.has(advice) ? 'channel' : 'all';
    case 'not-called':
      return advice !== null && ofPaid.has(advice) ? 'paid' : null;
    case 'pending':
    case 'accepted':
    case 'unknown':
      return null;
  }
};

/**
 * The attempt whose reason makes another call over `channel` fail as well, as far as the board knows; null: it may get
 * through. What holds for a person counts only in the last attempt: an accepted one has overruled it.
 */
export const knownToFail = ({ steps }: Pick<BoardPerson, 'steps'>, channel: Channel): BoardStep | null => {
  const last = steps.at(-1);
  if (!last) return null;
  if (failsAgain(last) === 'all') return last;
  const concerns = (step: BoardStep) => step.via === channel || (isPaid(channel) && failsAgain(step) === 'paid');
  const newest = steps.findLast((step) => (step.outcome !== 'not-called' || step === last) && concerns(step));
  const what = newest && failsAgain(newest);
  return newest && (what === 'channel' || (what === 'paid' && isPaid(channel))) ? newest : null;
};

/** The channels over which a call may get through to a person, quiet ones first. */
export const openChannels = (person: Pick<BoardPerson, 'steps'>): readonly Channel[] =>
  (['app', 'sms', 'phone'] as const).filter((channel) => knownToFail(person, channel) === null);
