import type { Board } from '../../../../contract/model/board';
import type { ExitCode } from '../../protocol/reply';

/** What a buzz's exit code says of its calls. Reading plays no part in it. */
export const exitOf = (people: Board['people']): ExitCode => {
  const outcomes = people.map((person) => person.outcome);
  if (outcomes.some((outcome) => outcome === 'unknown' || outcome === 'pending')) return 4;
  const accepted = outcomes.filter((outcome) => outcome === 'accepted').length;
  if (accepted === 0) return 1;
  return accepted === outcomes.length ? 0 : 3;
};
