import type { Recipient } from '../../../../electron/contract/model/draft';
import { recipientKey } from '../../../../electron/contract/rules/recipient-key';

/** A draft holds no more (contract/model/draft.ts). */
export const mostRecipients = 1000;

/** Everything that makes a recipient the same as another: somebody has up to three ids and an e-mail. */
const marksOf = (recipient: Recipient): string[] => {
  const key = recipientKey(recipient);
  if (recipient.kind !== 'person') return [key];
  const { openId, unionId, userId, email } = recipient.person;
  return [key, openId, unionId, userId && `user:${userId}`, email?.toLowerCase()].flatMap((mark) => mark ?? []);
};

/** Adds recipients at the end, each only once; somebody met again under another id keeps the name they had, and gains the id. */
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
