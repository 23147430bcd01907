import { longestTitle, mostRecipients } from '../../../contract/limits';
import { type Draft, emptyDraft, type Recipient } from '../../../contract/model/draft';
import type { Group } from '../../../contract/model/group';
import { callableId } from '../../../contract/rules/person-key';
import { personOfId } from '../../../contract/rules/person-of-id';
import type { Confirmed, WrittenDraft } from '../record/entry';

/** A draft's recipients, delivery and ladder for the ledger, without a mobile or an e-mail that has become an id. */
export const writtenDraftOf = ({ to, delivery, ladder, ask, climbs }: Draft): WrittenDraft => ({
  to: to.map((recipient): Recipient => {
    if (recipient.kind !== 'person' || !callableId(recipient.person)) return recipient;
    const { name, openId, unionId, userId } = recipient.person;
    return { kind: 'person', person: { name, openId, unionId, userId } };
  }),
  delivery,
  ladder,
  ask,
  climbs,
});

/**
 * The draft that would make a buzz again. Its groups stand for the people who are in them now; if a group is gone, or the
 * ledger does not know the recipients of then, the draft names the people of then one by one.
 */
export const repeatOf = (confirmed: Confirmed, groups: readonly Group[]): Draft => {
  const { asked, workspaceId, title, text, channel, about, mode, chat, people } = confirmed;
  const known = new Set(groups.map((group) => group.id));
  const whole = asked?.to.every((recipient) => recipient.kind !== 'group' || known.has(recipient.groupId)) === true;
  const named = people.map((person): Recipient => ({ kind: 'person', person: personOfId(person) }));
  const delivery: Draft['delivery'] =
    asked?.delivery ?? (mode === 'chat' && chat ? { mode, ...chat } : mode === 'room' ? { mode } : { mode: 'direct' });
  return {
    ...emptyDraft(workspaceId),
    to: whole && asked ? asked.to : named.slice(0, mostRecipients),
    // A message that is buzzed as it is has no text of its own: the ledger keeps its first line.
    text: about?.kind === 'message' ? '' : text,
    channel,
    delivery,
    ladder: asked?.ladder ?? null,
    ask: asked?.ask ?? null,
    climbs: asked?.climbs ?? null,
    pictures: confirmed.pictures ?? [],
    about: about ?? null,
    origin: { from: 'repeat', title: title.slice(0, longestTitle) },
  };
};
