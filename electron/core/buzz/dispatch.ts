import { isPaid } from '../../contract/channel';
import type { UserIdType } from '../../contract/person';
import { problem } from '../../contract/problem';
import { type CallList, callPeople } from './call-people';
import type { RecordMessage, RecordPerson } from './record';
import type { Run } from './run';
import { sendMessage } from './send-message';

/** The most ids one buzz call takes (feishu-api 2.1). */
export const listLimit = 200;

const chunks = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));

/** Who is called together: in-app lists of up to 200 of one id type, SMS and phone one person per call. */
const listsOf = (run: Run, message: RecordMessage, people: readonly RecordPerson[]): CallList[] => {
  const { messageId } = message;
  if (messageId === null) return [];
  const byType = new Map<UserIdType, { key: string; id: string }[]>();
  for (const { key, id, idType } of people) {
    if (id === null || idType === null) continue;
    byType.set(idType, [...(byType.get(idType) ?? []), { key, id }]);
  }
  const size = isPaid(run.channel) ? 1 : listLimit;
  return [...byType].flatMap(([idType, all]) =>
    chunks(all, size).map((list) => ({ message: { ref: message.ref, messageId }, idType, people: list })),
  );
};

/**
 * Carries out one step: every message that is not there yet is sent, and its people are buzzed as soon as it is.
 * Resolves when everybody of the step has an outcome.
 */
export const dispatch = async (run: Run): Promise<void> => {
  const waiting = [...run.record.people.values()].filter((person) => person.steps.get(run.step)?.outcome === 'pending');
  const byMessage = new Map<string, RecordPerson[]>();
  for (const person of waiting) {
    if (person.message === null) continue;
    const people = byMessage.get(person.message);
    if (people) people.push(person);
    else byMessage.set(person.message, [person]);
  }
  await Promise.all(
    [...byMessage].map(async ([ref, people]) => {
      const message = run.record.messages.get(ref);
      if (!message) return;
      const keys = people.map((person) => person.key);
      if (message.status === 'recalled') {
        await run.report({
          kind: 'passed-over',
          at: run.clock.now(),
          step: run.step,
          channel: run.channel,
          people: keys,
          outcome: 'not-called',
          problem: problem('message-not-sent'),
        });
        return;
      }
      if (message.status !== 'sent' && !(await sendMessage(run, message, keys))) return;
      await Promise.all(listsOf(run, message, people).map((list) => callPeople(run, list)));
    }),
  );
};
