import type { Problem } from '../../../contract/advice/problem';
import type { Outcome } from '../../../contract/model/channel';
import type { ChatId } from '../../../contract/model/ids';
import type { UserIdType } from '../../../contract/model/person';
import { callableId } from '../../../contract/rules/person-key';
import { mayBeThere, type RecordMessage, type RecordPerson } from '../record/buzz-record';
import type { RoomRecord } from '../record/room-record';
import { addPeople } from './add-people';
import { isClosedChat } from './outcome-of';
import { makeRoomCall } from './room-call';
import type { Run } from './run';

/**
 * Gets the room of a message ready: finds or makes it, and adds people who are not in it. True when the message may be
 * sent; people who could not be added have their outcome, and all have when it is false. A person who has left the group
 * stays in the room, neither named nor buzzed: no one asked this program to take people out of a chat.
 */
export const prepareRoom = (run: Run, message: RecordMessage, people: readonly RecordPerson[]): Promise<boolean> => {
  const { room, confirmed } = run.record;
  if (!room) return Promise.resolve(true);
  if (message.messageId !== null && people.every((person) => room.members.has(person.key)))
    return Promise.resolve(true);
  return run.rooms.inTurn(confirmed.workspaceId, room.key, async () => {
    const chatId = await findOrMake(run, room, message, people);
    if (chatId === null) return false;
    const missing = people.filter((person) => !room.members.has(person.key));
    await addPeople(run, chatId, missing);
    if (missing.length > 0) {
      run.rooms.used({ workspaceId: confirmed.workspaceId, key: room.key, chatId, name: room.name });
    }
    return people.some((person) => room.members.has(person.key));
  });
};

/** Finds or makes the chat, and its members as far as they can be read; null: there is none, and all people have their outcome. */
const findOrMake = async (
  run: Run,
  room: RoomRecord,
  message: RecordMessage,
  people: readonly RecordPerson[],
): Promise<ChatId | null> => {
  const remembered = run.rooms.find(run.record.confirmed.workspaceId, room.key);
  // Another buzz may have made it meanwhile. Where the message is, or may be, it stays.
  const fixed = message.messageId !== null || mayBeThere(message);
  const known = fixed || remembered === null || remembered === room.instead ? room.chatId : remembered;
  if (known !== null) {
    const inside = await readMemberKeys(run, known, people);
    if (inside !== 'closed' || fixed) {
      if (known !== room.chatId) await run.report({ kind: 'room-there', chatId: known });
      if (inside !== 'closed' && inside.length > 0) {
        await run.report({ kind: 'room-joined', people: inside });
      }
      return known;
    }
  }

  const tell = (reason: Problem, final: Outcome | null) =>
    run.report({
      kind: 'send-failed',
      step: run.step,
      channel: run.channel,
      message: message.ref,
      people: people.map((person) => person.key),
      problem: reason,
      final,
      mayBeThere: false,
    });
  const made = await makeRoomCall(
    run,
    { kind: 'room-making' },
    (guard) => run.feishu.createChat({ name: room.name, uuid: room.uuid }, guard),
    (reason) => tell(reason, null),
  );
  if (!made.ok) {
    await tell(made.problem, made.outcome);
    return null;
  }
  const { chatId } = made.value;
  // Remembered before it is written: a crash between the two must not lead to a second room for the same people.
  run.rooms.used({ workspaceId: run.record.confirmed.workspaceId, key: room.key, chatId, name: room.name });
  await run.report({ kind: 'room-there', chatId });
  return chatId;
};

/** Keys of the people in the chat; `closed`: the bot is not in it any more, or it is gone. */
const readMemberKeys = async (
  run: Run,
  chatId: ChatId,
  people: readonly RecordPerson[],
): Promise<string[] | 'closed'> => {
  const idTypes = new Set<UserIdType>(people.flatMap((person) => person.idType ?? []));
  const inside = new Set<string>();
  for (const idType of idTypes) {
    const members = await run.feishu.readMembers({ chatId, idType });
    // Without an answer all people are added: that changes nothing for people who are there.
    if (!members.ok && isClosedChat(members.failure.problem)) return 'closed';
    if (members.ok) for (const member of members.value) inside.add(callableId(member)?.id ?? '');
  }
  return people.flatMap((person) => (person.id !== null && inside.has(person.id) ? [person.key] : []));
};
