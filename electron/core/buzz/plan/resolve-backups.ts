import { problem } from '../../../contract/advice/problem';
import type { Group } from '../../../contract/model/group';
import type { GroupId } from '../../../contract/model/ids';
import type { Ladder } from '../../../contract/model/ladder';
import { callableId } from '../../../contract/rules/person-key';
import type { Directory } from '../../directory/directory';
import { onceEach } from '../../directory/who/once-each';
import { knownPeople, type PeopleDeps } from './known-people';
import type { ResolvedBackup, ResolvedDraft, ResolvedPerson } from './resolved-draft';

type Place = Pick<ResolvedDraft, 'draft' | 'people' | 'mode' | 'chat'>;

/** Ids of the members of the buzz's chat, of these kinds; none where they cannot be read, or the buzz has no chat yet. */
const membersOf = async ({ mode, chat }: Place, people: readonly ResolvedPerson[], directory: Directory) => {
  const inside = new Set<string>();
  if (mode !== 'chat' || !chat) return inside;
  for (const idType of new Set(people.flatMap((person) => person.idType ?? []))) {
    const list = await directory.listMembers(chat.chatId, idType);
    if (list.ok) for (const member of list.value) inside.add(callableId(member)?.id ?? '');
  }
  return inside;
};

const backupOf = async (
  groupId: GroupId,
  group: Group | undefined,
  place: Place,
  deps: PeopleDeps,
): Promise<ResolvedBackup> => {
  if (!group) return { groupId, name: '', people: [], problem: problem('backup-gone') };
  const resolved = await deps.directory.resolve(group.members);
  const found = knownPeople(onceEach(resolved.people), resolved, deps);
  const own = new Map(place.people.map((person) => [person.key, person]));
  const inside = await membersOf(place, found, deps.directory);
  const people = found.map((person): ResolvedBackup['people'][number] => {
    // One of the buzz's own people is called by what is known of them there.
    const known = own.get(person.key);
    if (known) return { ...known, apart: false };
    const apart = place.mode !== 'direct' && !inside.has(person.id ?? '');
    if (!apart || person.preflight || place.draft.about?.kind !== 'message') return { ...person, apart };
    // A message of a chat is not told to people outside of it.
    return { ...person, apart, preflight: { outcome: 'not-in-chat', problem: problem('person-not-in-chat') } };
  });
  const reachable = people.some(({ preflight }) => preflight === null);
  const { name } = group;
  return { groupId, name, people, problem: reachable ? null : problem('backup-unreachable', { name }) };
};

/**
 * The groups that a policy calls instead, as the plan of a buzz freezes them. People who are not in its chat get its text in a
 * direct message (`apart`).
 *
 * @param groups those of the workspace
 */
export const resolveBackups = (
  policy: Ladder | null,
  place: Place,
  groups: readonly Group[],
  deps: PeopleDeps,
): Promise<readonly ResolvedBackup[]> => {
  const ids = new Set(policy?.steps.flatMap(({ backup }) => backup ?? []));
  return Promise.all(
    [...ids].map((id) =>
      backupOf(
        id,
        groups.find((group) => group.id === id),
        place,
        deps,
      ),
    ),
  );
};
