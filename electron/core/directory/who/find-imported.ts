import type { Group } from '../../../contract/model/group';
import type { GroupId } from '../../../contract/model/ids';
import { type Finder, findMembers, isNameOnly } from './find-members';

export interface FindImportedDeps {
  directory: Finder & { completed(): Promise<boolean> };
  groups: () => readonly Group[];
  keep: (groups: readonly Group[]) => void;
}

/**
 * Finds the people of groups that came from a file, or were saved before everybody was known: those with an e-mail or mobile at once, those with nothing but a name
 * when the contacts have been read to the end. Whoever is found takes the place of what the file said, unless the group
 * was changed just then or is gone; whoever is not stays a name.
 */
export const findImported = async (ids: readonly GroupId[], deps: FindImportedDeps): Promise<void> => {
  const { directory, groups, keep } = deps;
  const theirs = () => groups().filter(({ id }) => ids.includes(id));
  const find = async () => {
    for (const { id, members } of theirs()) {
      const found = await findMembers(members, directory);
      const now = groups();
      if (found === members || now.every((group) => group.id !== id || group.members !== members)) continue;
      keep(now.map((group) => (group.id === id ? { ...group, members: [...found] } : group)));
    }
  };
  await find();
  const open = theirs().some(({ members }) => members.some(isNameOnly));
  if (open && (await directory.completed())) await find();
};
