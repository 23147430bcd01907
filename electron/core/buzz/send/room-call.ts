import { type Problem, problem } from '../../../contract/advice/problem';
import type { Outcome } from '../../../contract/model/channel';
import type { Failure, Result } from '../../feishu/failure';
import type { Guard } from '../../feishu/feishu';
import type { NewEntry } from '../record/entry';
import { ledgerGuard } from './ledger-guard';
import { outcomeOf } from './outcome-of';
import type { Run } from './run';

/** The end of a call for a room. `failure` is null when this program did not go on. */
type RoomCallResult<T> =
  | { ok: true; value: T }
  | { ok: false; failure: Failure | null; outcome: Outcome; problem: Problem };

/**
 * Makes a call that prepares a room and may be repeated without harm (creating it with its `uuid`, adding members) until
 * it is answered, refused, stopped or too late for the message it prepares. Announced in the ledger each time it leaves.
 * No message has left when it fails, so no person's outcome is `unknown` because of it.
 *
 * @param announcement the entry that is on disk before the request leaves
 * @param onWait called with the reason before the wait for another attempt
 */
export const makeRoomCall = async <T>(
  run: Run,
  announcement: NewEntry,
  call: (guard: Guard) => Promise<Result<T>>,
  onWait: (reason: Problem) => Promise<void>,
): Promise<RoomCallResult<T>> => {
  const end = (reason: Problem): RoomCallResult<T> => ({
    ok: false,
    failure: null,
    outcome: 'not-called',
    problem: reason,
  });

  for (let attempt = 1; ; attempt += 1) {
    const guard = ledgerGuard(run, announcement, () => run.hindrance('message'));
    const result = await call(guard);
    if (result.ok) return { ok: true, value: result.value };
    if (guard.withheld) return end(guard.withheld);

    const { failure } = result;
    if (!failure.passing) {
      const outcome = failure.stage === 'rejected' ? outcomeOf(failure) : 'not-called';
      return { ok: false, failure, outcome, problem: failure.problem };
    }
    const wait = run.backOff(failure, attempt + 1);
    if (run.stop.aborted) return end(problem('stopped-before-call'));
    if (run.isLate('message', wait)) return end(failure.problem);
    await onWait(failure.problem);
    if (!(await run.waited(wait))) return end(problem('stopped-before-call'));
  }
};
