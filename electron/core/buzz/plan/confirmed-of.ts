import type { BuzzId } from '../../../contract/model/ids';
import type { Ladder } from '../../../contract/model/ladder';
import type { Plan, PlannedPerson } from '../../../contract/model/plan';
import type { EntryBackups, EntryMessage, EntryPerson } from '../entries/entry-people';
import { undoUntil } from '../record/deadlines';
import type { Confirmed } from '../record/entry';
import { mentionLimit } from '../send/post-of';
import { writtenDraftOf } from './repeat-of';
import type { ResolvedDraft } from './resolved-draft';

const entryPerson = ({ key, name, department, idType, id, preflight }: PlannedPerson): EntryPerson => ({
  key,
  name,
  ...(department === null ? {} : { department }),
  idType,
  id,
  preflight,
});

/** The backups of a plan: each person once, with the message that is for them. null: there are none. */
const backupsOf = (
  { ladder, mode, people }: Plan,
  messages: readonly EntryMessage[],
  newId: () => string,
): EntryBackups | null => {
  const groups = new Map(
    (ladder?.rungs ?? []).flatMap(({ backupGroup }) => (backupGroup ? [[backupGroup.groupId, backupGroup]] : [])),
  );
  if (groups.size === 0) return null;
  const own = new Set(people.map(({ key }) => key));
  const others = new Map(
    [...groups.values()].flatMap((group) => group.people.map((person) => [person.key, person] as const)),
  );
  const sent: EntryMessage[] = [];
  const added = [...others.values()].flatMap((person): EntryBackups['people'] => {
    const { key, idType, id, preflight, apart } = person;
    if (own.has(key)) return [];
    if (preflight !== null || idType === null || id === null) return [{ ...entryPerson(person), message: null }];
    if (mode !== 'direct' && !apart) return [{ ...entryPerson(person), message: messages[0]?.ref ?? null }];
    const ref = `b${sent.length + 1}`;
    sent.push({ ref, to: { idType, id }, uuid: newId(), people: [key] });
    return [{ ...entryPerson(person), message: ref }];
  });
  return {
    groups: [...groups.values()].map(({ groupId, name, people: all }) => ({
      id: groupId,
      name,
      people: all.map(({ key }) => key),
    })),
    people: added,
    messages: sent,
  };
};

/** The first entry of a buzz: the confirmed plan, its people, and the messages to send, each with its `uuid`. */
export const confirmedOf = (input: {
  id: BuzzId;
  plan: Plan;
  resolved: ResolvedDraft;
  newId: () => string;
  at: number;
  ladder: Ladder | null;
  undoMs: number;
  /** Where one answer is enough: the others are told. */
  tellOthers: boolean;
  answerLine: boolean;
}): Confirmed => {
  const { plan, resolved } = input;
  const callable = plan.people.filter((person) => person.preflight === null);
  const messages: EntryMessage[] =
    plan.mode !== 'direct'
      ? callable.length === 0
        ? []
        : [
            {
              ref: 'm1',
              // A room that is still to be made has no id yet: `room-there` brings it.
              to: { idType: 'chat_id', id: plan.chat?.chatId ?? '' },
              uuid: input.newId(),
              people: callable.map((person) => person.key),
            },
          ]
      : callable.flatMap((person, index) =>
          person.id === null || person.idType === null
            ? []
            : [
                {
                  ref: `m${index + 1}`,
                  to: { idType: person.idType, id: person.id },
                  uuid: input.newId(),
                  people: [person.key],
                },
              ],
        );
  const { room } = resolved;
  const enough = resolved.draft.enough ?? input.ladder?.enough ?? 'everyone';
  const backups = backupsOf(plan, messages, input.newId);
  const { about, text } = resolved.draft;
  return {
    kind: 'confirmed',
    at: input.at,
    id: input.id,
    workspaceId: plan.workspaceId,
    workspaceName: resolved.workspaceName,
    practice: plan.practice,
    title: resolved.title,
    // A message that is buzzed as it is goes by its first line.
    text: about?.kind === 'message' ? about.excerpt : text,
    asker: resolved.asker,
    ...(resolved.locale ? { locale: resolved.locale } : {}),
    channel: plan.channel,
    mode: plan.mode,
    chat: plan.chat,
    mention: plan.mode !== 'direct' && callable.length <= mentionLimit,
    people: plan.people.map(entryPerson),
    messages,
    ...(backups ? { backups } : {}),
    about,
    room: room && { key: room.key, name: room.name, uuid: input.newId(), chatId: room.chatId, instead: room.instead },
    ladder: input.ladder,
    ask: plan.ask && {
      bubbles: [...plan.ask.bubbles],
      quietReply: enough === 'one' && (input.ladder?.tellOthers ?? input.tellOthers),
      ...(input.answerLine ? {} : { line: false }),
      enough,
    },
    undoUntil: undoUntil(plan.channel, input.at, input.undoMs),
    pictures: about?.kind === 'message' ? [] : resolved.draft.pictures,
    asked: writtenDraftOf(resolved.draft),
  };
};
