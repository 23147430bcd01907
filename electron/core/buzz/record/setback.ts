import { type Problem, problem } from '../../../contract/advice/problem';
import { dayMs } from '../../ports/clock';
import type { Entry } from './entry';

/** What Feishu said against reaching somebody, the last time they were to be reached. */
export interface Setback {
  personKey: string;
  at: number;
  problem: Problem;
}

/** So long it is worth saying, ms; afterwards much may have changed. */
export const setbackLifeMs = 30 * dayMs;

/** Who could not be reached by what this entry tells, for a reason that may still hold. */
export const setbackIn = (entry: Entry): { people: readonly string[]; problem: Problem } | null => {
  if (entry.kind !== 'call-failed' && entry.kind !== 'send-failed') return null;
  const lasting = entry.final === 'too-many-unread' || entry.final === 'unreachable';
  return lasting && entry.problem.code !== null ? { people: entry.people, problem: entry.problem } : null;
};

/** The same, as it is said before the next try: it may be over by now. */
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
