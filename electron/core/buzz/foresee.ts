import { isPaid } from '../../contract/channel';
import type { Draft } from '../../contract/draft';
import type { Group } from '../../contract/group';
import type { WorkspaceId } from '../../contract/ids';
import { callableId, type Person } from '../../contract/person';
import type { PlannedPerson } from '../../contract/plan';
import type { Answer } from '../../contract/problem';
import type { Ceilings } from '../../contract/settings';
import type { Clock } from '../clock';
import type { Directory } from '../directory/directory';
import { onceEach } from '../directory/once-each';
import { knownPeople } from './known-people';
import type { Ledger } from './ledger';
import { withLimits } from './plan-of';
import { setbackLifeMs } from './setback';
import { usageOf, usageSince } from './usage';

export interface ForeseeDeps {
  ledger: Pick<Ledger, 'setbacks' | 'paidCalls'>;
  directory: (id: WorkspaceId) => Answer<Directory>;
  groups: (id: WorkspaceId) => readonly Group[];
  ceilings: () => Ceilings;
  clock: Pick<Clock, 'now'>;
}

/** An e-mail or a mobile may be anybody's until it has been looked up. */
const isOpen = (person: Person) => !callableId(person) && (person.email !== undefined || person.mobile !== undefined);

/**
 * What can be said of a draft's people at once, while its plan is worked out: nobody is asked, so nothing that only
 * Feishu knows (who is in a chat, whose an e-mail is) is among it. The plan says the same and more.
 */
export const createForesee =
  ({ ledger, directory, groups, ceilings, clock }: ForeseeDeps) =>
  (draft: Draft): readonly PlannedPerson[] => {
    const { workspaceId } = draft;
    const open = directory(workspaceId);
    if (!open.ok) return [];
    const saved = groups(workspaceId);
    const people = draft.to.flatMap((recipient): readonly Person[] => {
      if (recipient.kind === 'person') return [recipient.person];
      return recipient.kind === 'group' ? (saved.find(({ id }) => id === recipient.groupId)?.members ?? []) : [];
    });
    const now = clock.now();
    const calls = ledger.paidCalls(usageSince(now)).filter((call) => call.workspaceId === workspaceId);
    const usage = usageOf(calls, ceilings(), now);
    const setbacks = ledger.setbacks(workspaceId, now - setbackLifeMs);
    const told = onceEach(people).filter((person) => !isOpen(person));
    return knownPeople(told, null, { directory: open.value, setbacks }).map((person) =>
      withLimits(person, isPaid(draft.channel), usage, ceilings(), now),
    );
  };
