import { isPaid } from '../../contract/channel';
import type { MessageId } from '../../contract/ids';
import type { Outcome } from '../../contract/outcome';
import type { UserIdType } from '../../contract/person';
import { type Problem, problem } from '../../contract/problem';
import type { Failure } from '../feishu/failure';
import { backOff } from './back-off';
import { concernsOnePerson, isAllInvalid, outcomeOf } from './outcome-of';
import { expiryMs, type Run, waited } from './run';

/** People of one id type, called together: up to 200 in-app, exactly one by SMS or phone. */
export interface CallList {
  message: { ref: string; messageId: MessageId };
  idType: UserIdType;
  people: readonly { key: string; id: string }[];
}

/**
 * Buzzes one list until everybody on it has an outcome. In-app: at least once, tried once more after a lost answer.
 * SMS and phone: at most once; anything short of proof that a call did not happen ends as `unknown`.
 */
export const callPeople = async (run: Run, list: CallList, lostBefore = 0): Promise<void> => {
  const { clock, channel, step } = run;
  const keys = list.people.map((person) => person.key);
  const keyOf = new Map(list.people.map((person) => [person.id, person.key]));
  const settle = (people: readonly string[], reason: Problem, outcome: Outcome) =>
    run.report({ kind: 'passed-over', at: clock.now(), step, channel, people: [...people], outcome, problem: reason });

  for (let attempt = 1; ; attempt += 1) {
    const call = run.newCallId();
    const gate: { withheld: Problem | null; left: boolean } = { withheld: null, left: false };
    const result = await run.feishu.buzz(
      { messageId: list.message.messageId, channel, idType: list.idType, ids: list.people.map((person) => person.id) },
      {
        signal: run.stop,
        gate: async () => {
          if (run.stop.aborted) gate.withheld = problem('stopped-before-call');
          else if (clock.now() - run.dueAt > expiryMs[channel]) gate.withheld = problem('expired');
          // A token that died under way lets the request leave a second time: one announcement covers both.
          else if (!gate.left) {
            gate.withheld = await run.announce({
              kind: 'calling',
              at: clock.now(),
              call,
              step,
              channel,
              message: list.message.ref,
              idType: list.idType,
              people: keys,
            });
          }
          gate.left ||= gate.withheld === null;
          return gate.withheld === null;
        },
      },
    );

    if (result.ok) {
      const invalid = result.value.invalid.flatMap((id) => keyOf.get(id) ?? []);
      await run.report({ kind: 'called', at: clock.now(), call, invalid, logId: result.logId });
      return;
    }
    const { failure } = result;
    const answer = (people: readonly string[], final: Outcome | null, reason = failure.problem) =>
      gate.left
        ? run.report({
            kind: 'call-failed',
            at: clock.now(),
            call,
            step,
            channel,
            people: [...people],
            problem: reason,
            final,
          })
        : run.report({
            kind: 'passed-over',
            at: clock.now(),
            step,
            channel,
            people: [...people],
            problem: reason,
            outcome: final ?? 'pending',
          });

    if (gate.withheld) {
      await answer(keys, 'not-called', gate.withheld);
      return;
    }
    if (run.stop.aborted && (failure.stage === 'not-sent' || failure.stage === 'rejected')) {
      await answer(keys, 'not-called', problem('stopped-before-call'));
      return;
    }
    if (failure.stage === 'lost' || failure.stage === 'faulty') {
      if (isPaid(channel) || lostBefore > 0 || run.stop.aborted) {
        await answer(
          keys,
          'unknown',
          isPaid(channel) && failure.stage === 'lost' ? { ...failure.problem, advice: 'lost-paid' } : failure.problem,
        );
        return;
      }
      await answer(keys, null);
      if (!(await waited(run, backOff(failure, 2, run.random)))) {
        await settle(keys, failure.problem, 'unknown');
        return;
      }
      await callAgain(run, list, failure);
      return;
    }
    if (isAllInvalid(failure)) {
      await answer(keys, 'not-in-chat', { ...failure.problem, advice: 'person-not-in-chat' });
      return;
    }
    const named = failure.namedIds.flatMap((id) => keyOf.get(id) ?? []);
    if (named.length > 0 && named.length < keys.length) {
      await answer(named, 'unreachable');
      const rest = list.people.filter((person) => !named.includes(person.key));
      return callPeople(run, { ...list, people: rest }, lostBefore);
    }
    if (concernsOnePerson(failure) && keys.length > 1) {
      await answer(keys, null);
      const half = Math.ceil(list.people.length / 2);
      const halves = [list.people.slice(0, half), list.people.slice(half)];
      await Promise.all(halves.map((people) => callPeople(run, { ...list, people }, lostBefore)));
      return;
    }
    const nextAt = clock.now() + backOff(failure, attempt + 1, run.random);
    if (!failure.passing || nextAt - run.dueAt > expiryMs[channel]) {
      await answer(keys, failure.stage === 'not-sent' ? 'not-called' : outcomeOf(failure));
      return;
    }
    await answer(keys, null);
    if (!(await waited(run, nextAt - clock.now()))) {
      await settle(keys, problem('stopped-before-call'), 'not-called');
      return;
    }
  }
};

/** After a lost in-app answer: whoever has read the message meanwhile is left in peace, the others are tried once more. */
const callAgain = async (run: Run, list: CallList, failure: Failure): Promise<void> => {
  const readers = await run.feishu.readers({ messageId: list.message.messageId, idType: list.idType });
  const readAt = new Map(readers.ok ? readers.value.map((reader) => [reader.id, reader.readAt]) : []);
  const read = list.people.flatMap((person) => {
    const at = readAt.get(person.id);
    return at === undefined ? [] : [{ key: person.key, at }];
  });
  if (read.length > 0) {
    const at = run.clock.now();
    await run.report({ kind: 'receipts', at, read, problem: null });
    await run.report({
      kind: 'passed-over',
      at,
      step: run.step,
      channel: run.channel,
      people: read.map((reader) => reader.key),
      outcome: 'unknown',
      problem: failure.problem,
    });
  }
  const rest = list.people.filter((person) => !readAt.has(person.id));
  if (rest.length > 0) await callPeople(run, { ...list, people: rest }, 1);
};
