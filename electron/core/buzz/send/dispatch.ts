import { problem } from '../../../contract/advice/problem';
import type { UserIdType } from '../../../contract/model/person';
import { isPaid } from '../../../contract/rules/consent';
import type { Post } from '../../feishu/feishu';
import { isDirect, isInReach, pendingIn, type RecordMessage, type RecordPerson } from '../record/buzz-record';
import { callAgain, callPeople } from './call-people';
import type { CallList } from './make-call';
import { withoutMentions } from './post-of';
import { prepareRoom } from './prepare-room';
import type { Run } from './run';
import { sendMessage } from './send-message';
import { showBubbles } from './show-bubbles';

/** Largest number of ids in one buzz call (feishu-api 2.1). */
export const listLimit = 200;

const chunks = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));

/** Groups people into calls: in-app lists of up to 200 of one id type, SMS and phone one person per call. */
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
 * Carries out one step: sends every message that is not there yet, and buzzes its people as soon as it is. Resolves when
 * every person of the step has an outcome.
 *
 * @param post the content of messages that are not there yet
 */
export const dispatch = async (run: Run, post: Post): Promise<void> => {
  const byMessage = new Map<string | null, RecordPerson[]>();
  for (const person of pendingIn(run.record, run.step)) {
    byMessage.set(person.message, [...(byMessage.get(person.message) ?? []), person]);
  }
  await Promise.all(
    [...byMessage].map(([ref, people]) =>
      reach(run, post, ref === null ? undefined : run.record.messages.get(ref), people),
    ),
  );
};

const keysOf = (people: readonly RecordPerson[]): string[] => people.map((person) => person.key);

const reach = async (
  run: Run,
  post: Post,
  message: RecordMessage | undefined,
  people: readonly RecordPerson[],
): Promise<void> => {
  if (!message || message.status === 'recalled') {
    return run.passOver(keysOf(people), 'not-called', problem('message-not-sent'));
  }
  if (!isDirect(message) && !(await prepareRoom(run, message, people))) return;
  const outside = [...run.record.people.values()].filter((person) => !isInReach(run.record, person));
  // A direct message names no one, also where the buzz itself is in a chat.
  const unnamed = isDirect(message) ? [...run.record.people.values()] : outside;
  const readable = withoutMentions(
    post,
    unnamed.flatMap((person) => person.id ?? []),
  );
  const inside = people.filter((person) => !outside.includes(person));
  if (!(await sendMessage(run, readable, message, inside))) return;
  const bubbles = await showBubbles(run, message);
  if (isPaid(run.channel)) await waitForUndo(run, people);
  const waiting = people.flatMap((person) => {
    const step = person.steps.get(run.step);
    return step?.outcome === 'pending' ? [{ person, step }] : [];
  });
  // After a restart some may have been called already without an answer: receipts are asked for first.
  const fresh = waiting.filter(({ step }) => !step.lost).map(({ person }) => person);
  const lost = waiting.filter(({ step }) => step.lost);
  await Promise.all([
    ...listsOf(run, message, fresh).map((list) => callPeople(run, list)),
    ...listsOf(
      run,
      message,
      lost.map(({ person }) => person),
    ).map((list) => callAgain(run, list, lost[0]?.step.problem ?? problem('lost-answer'))),
    bubbles.over,
  ]);
};

/**
 * Lets paid calls wait for a change of mind, if this step offers one; their message is there. People whose calls are
 * taken back meanwhile become `not-called`; the others are called next, if that is not too late by then.
 */
const waitForUndo = async (run: Run, people: readonly RecordPerson[]): Promise<void> => {
  const { record, step } = run;
  const until = record.undo.get(step);
  if (until !== undefined) {
    // Never longer than was offered, even if the wall clock was set back.
    const most = until - (record.stepAt[step] ?? until);
    const wait = Math.min(until - run.now(), most);
    if (wait > 0) await run.sleepUnlessTakenBack(wait);
  }
  const back = record.undone.has(step) ? people.filter((person) => person.steps.get(step)?.outcome === 'pending') : [];
  await run.passOver(keysOf(back), 'not-called', problem('undone'));
};
