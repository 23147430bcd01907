import { type Problem, problem } from '../../../contract/advice/problem';
import type { Outcome } from '../../../contract/model/channel';
import { isPaid } from '../../../contract/rules/consent';
import { readAmong } from '../receipts/ask-readers';
import { type CallList, doneOf, makeCall } from './make-call';
import { afterLost, concernsOnePerson, isAllInvalid, outcomeInVain, outcomeOf } from './outcome-of';
import type { Run } from './run';

/**
 * Buzzes one list until every person on it has an outcome. In-app: at least once, tried once more after a lost answer.
 * SMS and phone: at most once; without proof that a call did not happen, it ends as `unknown`.
 *
 * @param lost whether an earlier call for these people, in this step, got no answer
 */
export const callPeople = async (run: Run, list: CallList, lost = false): Promise<void> => {
  const { channel, step } = run;
  const all = list.people.map((person) => person.key);
  const keyOf = new Map(list.people.map((person) => [person.id, person.key]));

  for (let attempt = 1; ; attempt += 1) {
    const done = doneOf(run, list.people);
    if (done.length > 0) {
      for (const { person, reason } of done) await run.passOver([person.key], afterLost(lost, 'not-called'), reason);
      const people = list.people.filter((person) => !done.some((each) => each.person === person));
      return people.length > 0 ? callPeople(run, { ...list, people }, lost) : undefined;
    }
    const { call, announced, withheld, result } = await makeCall(run, list);
    if (result.ok) {
      const invalid = result.value.invalid.flatMap((id) => keyOf.get(id) ?? []);
      await run.report({ kind: 'called', call, invalid, logId: result.logId });
      return;
    }

    const { failure } = result;
    const answer = (keys: readonly string[], final: Outcome | null, reason: Problem, lostNow = false) =>
      announced
        ? run.report({
            kind: 'call-failed',
            step,
            channel,
            people: [...keys],
            problem: reason,
            call,
            final,
            lost: lostNow,
          })
        : run.passOver(keys, final ?? 'pending', reason);
    const end = (outcome: Outcome, reason: Problem) => answer(all, afterLost(lost, outcome), reason);

    if (withheld && doneOf(run, list.people).length > 0) {
      // Some are done since; the call of the others is still to be made.
      if (announced) await answer(all, null, withheld);
      continue;
    }
    if (withheld) return end('not-called', withheld);

    const wait = run.backOff(failure, attempt + 1);
    const inTime = !run.isLate(channel, wait);

    if (failure.stage === 'lost' || failure.stage === 'faulty') {
      const once = !isPaid(channel) && !lost && inTime && !run.stop.aborted;
      const reason = failure.problem;
      await answer(all, once ? null : 'unknown', reason, true);
      if (!once) return;
      if (await run.waited(wait)) return callAgain(run, list, reason);
      return run.passOver(all, 'unknown', reason);
    }

    if (isAllInvalid(failure)) return end('not-in-chat', failure.problem);

    const named = failure.namedIds.flatMap((id) => keyOf.get(id) ?? []);
    if (named.length > 0) {
      await answer(named, 'unreachable', failure.problem);
      const people = list.people.filter((person) => !named.includes(person.key));
      return people.length > 0 ? callPeople(run, { ...list, people }, lost) : undefined;
    }
    if (concernsOnePerson(failure) && all.length > 1) {
      await answer(all, null, failure.problem);
      const half = Math.ceil(list.people.length / 2);
      const halves = [list.people.slice(0, half), list.people.slice(half)];
      await Promise.all(halves.map((people) => callPeople(run, { ...list, people }, lost)));
      return;
    }

    if (!failure.passing) return end(outcomeOf(failure), failure.problem);
    if (run.stop.aborted) return end('not-called', problem('stopped-before-call'));
    if (!inTime) return end(outcomeInVain(failure), failure.problem);
    await answer(all, null, failure.problem);
    if (!(await run.waited(wait))) {
      return run.passOver(all, afterLost(lost, 'not-called'), problem('stopped-before-call'));
    }
  }
};

/**
 * After a lost in-app answer: people who have read the message meanwhile are left in peace, the others are tried once more.
 */
export const callAgain = async (run: Run, list: CallList, reason: Problem): Promise<void> => {
  const readers = await run.feishu.readReceipts({ messageId: list.message.messageId, idType: list.idType });
  const read = readAmong(list.people, readers.ok ? readers.value : []);
  const keys = read.map(({ key }) => key);
  if (read.length > 0) {
    await run.report({ kind: 'receipts', read, problem: null });
    await run.passOver(keys, 'unknown', reason);
  }
  const people = list.people.filter(({ key }) => !keys.includes(key));
  if (people.length > 0) await callPeople(run, { ...list, people }, true);
};
