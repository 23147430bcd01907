import type { Draft, Recipient } from '../../../../electron/contract/model/draft';
import type { Group } from '../../../../electron/contract/model/group';
import { recipientKey } from '../../../../electron/contract/rules/person-key';

/** All marks by which a recipient is recognized: a person has up to three IDs and an e-mail. */
const marksOf = (recipient: Recipient): string[] => {
  const key = recipientKey(recipient);
  if (recipient.kind !== 'person') return [key];
  const { openId, unionId, userId, email } = recipient.person;
  return [key, openId, unionId, userId && `user:${userId}`, email?.toLowerCase()].flatMap((mark) => mark ?? []);
};

/** Adds recipients at the end, each only once. A person added again under another ID keeps the name and gains the ID. */
export const addRecipients = (to: readonly Recipient[], more: readonly Recipient[]): Recipient[] => {
  const all: Recipient[] = [];
  const places = new Map<string, number>();
  for (const each of [...to, ...more]) {
    const marks = marksOf(each);
    const at = marks.map((mark) => places.get(mark)).find((place) => place !== undefined) ?? all.length;
    const known = all[at];
    all[at] =
      known?.kind === 'person' && each.kind === 'person'
        ? { kind: 'person', person: { ...each.person, ...known.person } }
        : (known ?? each);
    for (const mark of marks) places.set(mark, at);
  }
  return all;
};

/** The draft with the defaults of a group for channel, ladder, delivery and the wish for an answer, where it has them. */
export const withGroupDefaults = (draft: Draft, group: Group): Draft => {
  const channel = group.defaults.channel ?? draft.channel;
  const ladder = group.defaults.ladder === 'off' ? null : (group.defaults.ladder ?? draft.ladder);
  const ask = group.defaults.ask ?? draft.ask;
  // A choice was about the ladder that was there.
  const climbs = ladder === draft.ladder ? draft.climbs : null;
  const called = { ...draft, channel, ladder, climbs, ask };
  switch (group.defaults.delivery) {
    case null:
      return called;
    case 'chat':
      return group.linkedChat ? { ...called, delivery: { mode: 'chat', ...group.linkedChat } } : called;
    case 'auto':
    case 'direct':
    case 'room':
      return { ...called, delivery: { mode: group.defaults.delivery } };
  }
};

/** The group that quick buzz offers: the one buzzed last; if there is none, the first pinned one, else the first. */
export const offeredGroup = (groups: readonly Group[], last: Group['id'] | null): Group | null =>
  groups.find((group) => group.id === last) ?? groups.find((group) => group.pinned) ?? groups[0] ?? null;
