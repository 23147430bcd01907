import { type Problem, problem } from '../../../contract/advice/problem';
import type { PaidChannel } from '../../../contract/model/channel';
import { isPaid } from '../../../contract/rules/consent';
import { feishuCode } from '../../feishu/codes';
import { dayMs } from '../../ports/clock';
import type { Entry } from './entry';

/** The reason for which Feishu did not reach a person the last time. */
export interface Setback {
  personKey: string;
  at: number;
  problem: Problem;
}

/** Time for which a setback is worth a warning (ms): later, much may have changed. */
export const setbackLifeMs = 30 * dayMs;

/** The people whom this entry says could not be reached, for a reason that may still hold; null: it says none. */
export const setbackIn = (entry: Entry): { people: readonly string[]; problem: Problem } | null => {
  if (entry.kind !== 'call-failed' && entry.kind !== 'send-failed') return null;
  const lasting = entry.final === 'too-many-unread' || entry.final === 'unreachable';
  return lasting && entry.problem.code !== null ? { people: entry.people, problem: entry.problem } : null;
};

/** A paid channel whose quota was used up when Feishu was last asked to call over it. */
export interface UsedUp {
  channel: PaidChannel;
  at: number;
  problem: Problem;
}

/** The paid channel that this entry says is used up (`230024`, feishu-api 2.4); null: it says none. */
export const usedUpIn = (entry: Entry): UsedUp | null =>
  entry.kind === 'call-failed' && isPaid(entry.channel) && entry.problem.code === feishuCode.buzzQuota
    ? { channel: entry.channel, at: entry.at, problem: entry.problem }
    : null;

/** True for a setback that is over once its person reads: Feishu refuses more than 200 unread buzzes (feishu-api 2.4). */
export const endsByReading = ({ code }: Problem): boolean => code === feishuCode.tooManyUnread;

/** The warning before the next try, worded so that the reason may be over by now. */
export const lastTime = ({ problem: { code, advice, logId } }: Setback): Problem => {
  const words = (): Problem['advice'] => {
    switch (advice) {
      case 'too-many-unread':
        return 'last-too-many-unread';
      case 'outside-availability':
        return 'last-outside';
      case 'resigned':
        return 'last-resigned';
      default:
        return 'last-unreachable';
    }
  };
  return { ...problem(words()), code, logId };
};
