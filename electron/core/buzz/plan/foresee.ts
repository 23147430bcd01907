import type { Answer } from '../../../contract/advice/problem';
import type { Zone } from '../../../contract/local-time';
import type { Draft } from '../../../contract/model/draft';
import type { Group } from '../../../contract/model/group';
import type { WorkspaceId } from '../../../contract/model/ids';
import type { Person } from '../../../contract/model/person';
import type { PlannedPerson } from '../../../contract/model/plan';
import type { Ceilings } from '../../../contract/model/settings';
import { isPaid } from '../../../contract/rules/consent';
import { callableId } from '../../../contract/rules/person-key';
import type { Directory } from '../../directory/directory';
import { onceEach } from '../../directory/who/once-each';
import type { Clock } from '../../ports/clock';
import type { Ledger } from '../record/ledger';
import { usageOf, usageSince } from '../record/paid-usage';
import { setbackLifeMs } from '../record/setback';
import { knownPeople } from './known-people';
import { withLimits } from './plan-of';

export interface ForeseeDeps {
  ledger: Pick<Ledger, 'setbacks' | 'paidCalls'>;
  directory: (id: WorkspaceId) => Answer<Directory>;
  groups: (id: WorkspaceId) => readonly Group[];
  ceilings: () => Ceilings;
  zone: () => Zone;
  clock: Pick<Clock, 'now'>;
}

/** Tells whether a person has to be looked up first: by e-mail or mobile alone it is not known who they are. */
const isOpen = (person: Person) => !callableId(person) && (person.email !== undefined || person.mobile !== undefined);

/**
 * Says of the people in a draft's To what is known at once, while the plan is worked out. Without asking Feishu, so it leaves
 * out what only Feishu knows: members of a chat, owners of an e-mail. The plan says the same and more, and alone speaks of
 * backups: those are not in To, but whom a rung calls instead.
 */
export const createForesee =
  ({ ledger, directory, groups, ceilings, zone, clock }: ForeseeDeps) =>
  (draft: Draft): readonly PlannedPerson[] => {
    const { workspaceId } = draft;
    const open = directory(workspaceId);
    if (!open.ok) return [];
    const saved = groups(workspaceId);
    const people = draft.to.flatMap((recipient): readonly Person[] => {
      if (recipient.kind === 'person') return [recipient.person];
      if (recipient.kind === 'department') {
        const people = open.value.departmentNow(recipient.departmentId, recipient.name);
        return people.ok ? people.value : [];
      }
      return recipient.kind === 'group' ? (saved.find(({ id }) => id === recipient.groupId)?.members ?? []) : [];
    });
    const now = clock.now();
    const calls = ledger.paidCalls(usageSince(now)).filter((call) => call.workspaceId === workspaceId);
    const usage = usageOf(calls, ceilings(), { now, zone });
    const setbacks = ledger.setbacks(workspaceId, now - setbackLifeMs);
    const told = onceEach(people).filter((person) => !isOpen(person));
    return knownPeople(told, null, { directory: open.value, setbacks }).map((person) =>
      withLimits(person, isPaid(draft.channel), usage, ceilings(), now),
    );
  };
