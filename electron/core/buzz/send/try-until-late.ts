import { type Problem, problem } from '../../../contract/advice/problem';
import type { Outcome } from '../../../contract/model/channel';
import type { Failure, Result } from '../../feishu/failure';
import type { Guard } from '../../feishu/feishu';
import { expiryMs, isLate } from '../record/deadlines';
import type { LaterEntry } from '../record/entry';
import { outcomeOf } from './outcome-of';
import { type Run, waited } from './run';

/** What an effect that may be repeated came to: `failure` when Feishu said no, null when we did not go on. */
type Tried<T> = { ok: true; value: T } | { ok: false; failure: Failure | null; outcome: Outcome; problem: Problem };

/**
 * Makes a call that may be repeated without harm (a chat with its `uuid`, adding members) until it is answered,
 * refused, stopped or too late for the message it prepares. Announced in the ledger each time it leaves. No message
 * has left when it fails: nobody's outcome is `unknown` because of it.
 *
 * @param entry what is written before it leaves
 * @param onWait told why it is tried again, before waiting
 */
export const tryUntilLate = async <T>(
  run: Run,
  entry: (at: number) => LaterEntry,
  call: (guard: Guard) => Promise<Result<T>>,
  onWait: (reason: Problem) => Promise<void>,
): Promise<Tried<T>> => {
  const { clock } = run;
  const end = (reason: Problem): Tried<T> => ({ ok: false, failure: null, outcome: 'not-called', problem: reason });
  const hindrance = (): Problem | null => {
    if (run.stop.aborted) return problem('stopped-before-call');
    return isLate(clock.now(), run.dueAt, expiryMs.message) ? problem('expired') : null;
  };

  for (let attempt = 1; ; attempt += 1) {
    const gate: { withheld: Problem | null } = { withheld: null };
    const result = await call({
      signal: run.stop,
      gate: async () => {
        // Asked again after the disk was waited for, as with every call.
        gate.withheld = hindrance() ?? (await run.announce(entry(clock.now()))) ?? hindrance();
        return gate.withheld === null;
      },
    });
    if (result.ok) return { ok: true, value: result.value };
    if (gate.withheld) return end(gate.withheld);

    const { failure } = result;
    if (!failure.passing) {
      const { stage, problem: reason } = failure;
      const outcome = stage === 'rejected' ? outcomeOf(failure) : 'not-called';
      return { ok: false, failure, outcome, problem: reason };
    }
    const wait = backOff(failure, attempt + 1, run.random);
    if (run.stop.aborted) return end(problem('stopped-before-call'));
    if (isLate(clock.now() + wait, run.dueAt, expiryMs.message)) return end(failure.problem);
    await onWait(failure.problem);
    if (!(await waited(run, wait))) return end(problem('stopped-before-call'));
  }
};

const baseMs = 1_000;
const capMs = 30_000;

/** How long to wait before attempt `next` (2, 3 …): what Feishu asked for, else full jitter up to 30 s, in ms. */
export const backOff = (failure: Failure, next: number, random: () => number): number =>
  failure.retryAfterMs ?? Math.round(random() * Math.min(capMs, baseMs * 2 ** (next - 1)));
