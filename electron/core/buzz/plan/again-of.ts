import { type Problem, problem } from '../../../contract/advice/problem';
import type { Channel } from '../../../contract/model/channel';
import type { Draft } from '../../../contract/model/draft';
import { pictureOf } from '../pictures/picture-record';
import { type BuzzRecord, lastStep, mayBeThere, type RecordPerson } from '../record/buzz-record';
import { isLate, uuidLifeMs } from '../record/deadlines';
import { type DraftRoom, roomCalls } from './draft-room';
import type { ResolvedDraft, ResolvedPerson } from './resolved-draft';

/** The reason for which a person on a board cannot be buzzed again; null: they can. */
const hindrance = (record: BuzzRecord, person: RecordPerson, now: number): Problem | null => {
  if (person.preflight) return person.preflight.problem;
  if (lastStep(person).outcome === 'pending') return problem('still-running');
  const message = person.message === null ? undefined : record.messages.get(person.message);
  if (!message || message.status === 'recalled') return problem('message-not-sent');
  if (message.messageId !== null || !mayBeThere(message) || message.firstSendingAt === null) return null;
  // While Feishu remembers the `uuid`, a message that may already be there is not sent twice.
  return isLate(now, message.firstSendingAt, uuidLifeMs) ? problem('message-not-sent') : null;
};

/** The room of a buzz, to which people who could not be added are added once more. */
const roomAgain = ({ room }: BuzzRecord, people: readonly ResolvedPerson[]): DraftRoom | null => {
  if (!room) return null;
  const missing = people.filter((person) => person.preflight === null && !room.members.has(person.key));
  const { key, name, chatId, instead } = room;
  return { key, name, chatId, instead, toAdd: missing.length, calls: roomCalls(missing, chatId === null) };
};

/** A board's people as a draft to plan again: same messages, another buzz. */
export const againOf = (record: BuzzRecord, channel: Channel, keys: readonly string[], now: number): ResolvedDraft => {
  const { confirmed } = record;
  const draft: Draft = {
    workspaceId: confirmed.workspaceId,
    to: [],
    text: confirmed.text,
    channel,
    delivery: { mode: 'auto' },
    ladder: null,
    ask: false,
    climbs: null,
    // Those that no message of it could go with so far; the others have their keys.
    pictures: [...record.pictures.values()].flatMap((picture) =>
      picture.uploaded || picture.over ? [] : [pictureOf(picture)],
    ),
    about: confirmed.about ?? null,
    origin: null,
  };
  const people = [...new Set(keys)].flatMap((key): ResolvedPerson[] => {
    const person = record.people.get(key);
    if (!person) return [];
    const reason = hindrance(record, person, now);
    const { name, department = null, idType, id } = person;
    return [
      { key, name, department, idType, id, preflight: reason ? { outcome: 'not-called', problem: reason } : null },
    ];
  });
  const unsent = people.flatMap(({ key, preflight }) => {
    const message = record.messages.get(record.people.get(key)?.message ?? '');
    return preflight === null && message?.messageId === null ? [message.ref] : [];
  });
  return {
    draft,
    practice: confirmed.practice,
    workspaceName: confirmed.workspaceName,
    title: confirmed.title,
    asker: confirmed.asker,
    weight: 0,
    people,
    backups: [],
    resend: new Set(unsent).size,
    mode: confirmed.mode,
    chat: confirmed.chat,
    room: roomAgain(record, people),
    problem: null,
  };
};
