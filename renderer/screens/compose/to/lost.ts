import type { Recipient } from '../../../../electron/contract/model/draft';
import type { PlannedPerson } from '../../../../electron/contract/model/plan';
import { callableId, personKey } from '../../../../electron/contract/rules/person-key';
import { recipientKey } from '../../../../electron/contract/rules/recipient-key';

/** People by their key, as the plan knows them. */
export type Planned = ReadonlyMap<string, PlannedPerson>;

/** Somebody who cannot be told by name yet: everybody is only being read. */
export const isWaiting = (recipient: Recipient, planned: Planned): boolean =>
  planned.get(recipientKey(recipient))?.preflight?.problem.advice === 'contacts-being-read';

/** Somebody whom nothing that was written leads to: a name nobody or several have, an address that is unknown. */
export const isLost = (recipient: Recipient, planned: Planned): boolean => {
  if (recipient.kind !== 'person' || callableId(recipient.person)) return false;
  const { email, mobile } = recipient.person;
  const known = planned.get(personKey(recipient.person));
  return known ? known.preflight !== null : !email && !mobile;
};
