import { problem } from '../../../contract/advice/problem';
import type { ChatId } from '../../../contract/model/ids';
import type { UserIdType } from '../../../contract/model/person';
import { unaddableCodes } from '../../feishu/codes';
import { addLimit } from '../../feishu/endpoints/chats';
import type { Failure } from '../../feishu/failure';
import type { RecordPerson } from '../record/buzz-record';
import { concernsOnePerson } from './outcome-of';
import { makeRoomCall } from './room-call';
import type { Run } from './run';

interface Addable {
  key: string;
  id: string;
}

const concernsSome = (failure: Failure): boolean =>
  concernsOnePerson(failure) || (failure.stage === 'rejected' && unaddableCodes.has(failure.problem.code));

/** Adds people to a room, fifty of one id type at a time, one call after the other. People who cannot join are passed over. */
export const addPeople = async (run: Run, chatId: ChatId, people: readonly RecordPerson[]): Promise<void> => {
  const byType = new Map<UserIdType, Addable[]>();
  for (const { key, id, idType } of people) {
    if (id !== null && idType !== null) byType.set(idType, [...(byType.get(idType) ?? []), { key, id }]);
  }
  for (const [idType, all] of byType) {
    for (let from = 0; from < all.length; from += addLimit) {
      await addList(run, chatId, idType, all.slice(from, from + addLimit));
    }
  }
};

const keysOf = (people: readonly Addable[]): string[] => people.map(({ key }) => key);

const addList = async (run: Run, chatId: ChatId, idType: UserIdType, list: readonly Addable[]): Promise<void> => {
  const added = await makeRoomCall(
    run,
    { kind: 'room-adding', people: keysOf(list) },
    (guard) => run.feishu.addMembers({ chatId, idType, ids: list.map(({ id }) => id) }, guard),
    (reason) => run.passOver(keysOf(list), 'pending', reason),
  );
  if (added.ok) {
    const unusable = list.filter(({ id }) => added.value.unusable.includes(id));
    const pending = list.filter((each) => added.value.pending.includes(each.id) && !unusable.includes(each));
    const joined = list.filter((each) => !unusable.includes(each) && !pending.includes(each));
    await run.passOver(keysOf(unusable), 'unreachable', problem('room-unaddable'));
    await run.passOver(keysOf(pending), 'not-in-chat', problem('room-pending'));
    if (joined.length > 0) await run.report({ kind: 'room-joined', people: keysOf(joined) });
    return;
  }

  const { failure } = added;
  const named = list.filter(({ id }) => failure?.namedIds.includes(id));
  if (named.length > 0) {
    await run.passOver(keysOf(named), 'unreachable', added.problem);
    const others = list.filter((each) => !named.includes(each));
    if (others.length > 0) await addList(run, chatId, idType, others);
    return;
  }
  if (failure === null || !concernsSome(failure)) return run.passOver(keysOf(list), added.outcome, added.problem);
  if (list.length === 1) return run.passOver(keysOf(list), 'unreachable', added.problem);
  const half = Math.ceil(list.length / 2);
  await addList(run, chatId, idType, list.slice(0, half));
  await addList(run, chatId, idType, list.slice(half));
};
