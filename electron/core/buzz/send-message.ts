import type { Outcome } from '../../contract/outcome';
import { type Problem, problem } from '../../contract/problem';
import { backOff } from './back-off';
import { outcomeOf } from './outcome-of';
import type { RecordMessage } from './record';
import { expiryMs, type Run, uuidLifeMs, waited } from './run';

/**
 * Sends one message, with the same `uuid` every time, until it is there, refused, stopped or no longer worth sending.
 * Promises at most one message per hour (feishu-api 3.2). True when it was sent; otherwise the people it was for have
 * their outcome.
 */
export const sendMessage = async (run: Run, message: RecordMessage, people: readonly string[]): Promise<boolean> => {
  const { clock } = run;
  // An attempt that got no answer may have arrived, whatever becomes of the later ones.
  let mayBeThere = message.status === 'unknown' || message.status === 'sending';
  const fail = async (reason: Problem, final: Outcome | null) => {
    await run.report({
      kind: 'send-failed',
      at: clock.now(),
      step: run.step,
      channel: run.channel,
      message: message.ref,
      people: [...people],
      problem: reason,
      final,
    });
    return false;
  };

  for (let attempt = 1; ; attempt += 1) {
    if (message.firstSendingAt !== null && clock.now() - message.firstSendingAt > uuidLifeMs) {
      return fail(problem('expired'), mayBeThere ? 'unknown' : 'not-called');
    }
    const gate: { withheld: Problem | null } = { withheld: null };
    const result = await run.feishu.send(
      { to: message.to, post: run.post, uuid: message.uuid },
      {
        signal: run.stop,
        gate: async () => {
          if (run.stop.aborted) gate.withheld = problem('stopped-before-call');
          else if (clock.now() - run.dueAt > expiryMs.message) gate.withheld = problem('expired');
          else gate.withheld = await run.announce({ kind: 'sending', at: clock.now(), message: message.ref });
          return gate.withheld === null;
        },
      },
    );
    if (result.ok) {
      await run.report({ kind: 'sent', at: clock.now(), message: message.ref, ...result.value });
      return true;
    }
    const { failure } = result;
    mayBeThere ||= failure.stage === 'lost' || failure.stage === 'faulty';
    const giveUp = (reason: Problem) => fail(reason, mayBeThere ? 'unknown' : 'not-called');
    if (gate.withheld) return giveUp(gate.withheld);
    if (run.stop.aborted) return giveUp(mayBeThere ? failure.problem : problem('stopped-before-call'));
    if (!failure.passing) return fail(failure.problem, outcomeOf(failure));
    const wait = backOff(failure, attempt + 1, run.random);
    if (clock.now() + wait - run.dueAt > expiryMs.message) return giveUp(failure.problem);
    await fail(failure.problem, null);
    if (!(await waited(run, wait))) return giveUp(mayBeThere ? failure.problem : problem('stopped-before-call'));
  }
};
