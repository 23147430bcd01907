import type { BuzzId } from '../../contract/ids';
import type { Plan } from '../../contract/plan';
import type { Confirmed, EntryMessage } from './entry';
import { mentionLimit } from './post-of';
import { askedOf } from './repeat-of';
import type { ResolvedDraft } from './resolved-draft';

/** What the ledger is told first: the confirmed plan, its people, and the messages to send, each with its `uuid`. */
export const confirmedOf = (input: {
  id: BuzzId;
  plan: Plan;
  resolved: ResolvedDraft;
  newId: () => string;
  at: number;
}): Confirmed => {
  const { plan, resolved } = input;
  const callable = plan.people.filter((person) => person.preflight === null);
  const messages: EntryMessage[] =
    plan.mode === 'chat'
      ? plan.chat === null || callable.length === 0
        ? []
        : [
            {
              ref: 'm1',
              to: { idType: 'chat_id', id: plan.chat.chatId },
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
  return {
    kind: 'confirmed',
    at: input.at,
    id: input.id,
    workspaceId: plan.workspaceId,
    workspaceName: resolved.workspaceName,
    practice: plan.practice,
    title: resolved.title,
    text: resolved.draft.text,
    asker: resolved.asker,
    channel: plan.channel,
    mode: plan.mode,
    chat: plan.chat,
    mention: plan.mode === 'chat' && callable.length <= mentionLimit,
    people: plan.people.map(({ key, name, idType, id, preflight }) => ({ key, name, idType, id, preflight })),
    messages,
    about: resolved.draft.about,
    asked: askedOf(resolved.draft),
  };
};
