import type { BuzzId } from '../../../contract/model/ids';
import type { Ladder } from '../../../contract/model/ladder';
import type { Plan } from '../../../contract/model/plan';
import { undoUntil } from '../record/deadlines';
import type { Confirmed, EntryMessage } from '../record/entry';
import { mentionLimit } from '../send/post-of';
import { writtenDraftOf } from './repeat-of';
import type { ResolvedDraft } from './resolved-draft';

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
    people: plan.people.map(({ key, name, department, idType, id, preflight }) => ({
      key,
      name,
      ...(department === null ? {} : { department }),
      idType,
      id,
      preflight,
    })),
    messages,
    about,
    room: room && { key: room.key, name: room.name, uuid: input.newId(), chatId: room.chatId, instead: room.instead },
    ladder: input.ladder,
    ask: plan.ask && {
      bubbles: [...plan.ask.bubbles],
      tellOthers: input.tellOthers,
      ...(input.answerLine ? {} : { line: false }),
      enough: resolved.draft.enough ?? input.ladder?.enough ?? 'everyone',
    },
    undoUntil: undoUntil(plan.channel, input.at, input.undoMs),
    pictures: about?.kind === 'message' ? [] : resolved.draft.pictures,
    asked: writtenDraftOf(resolved.draft),
  };
};
