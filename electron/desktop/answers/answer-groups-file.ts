import type { Group } from '../../contract/group';
import type { WorkspaceId } from '../../contract/ids';
import type { Answer } from '../../contract/problem';
import { findMembers } from '../../core/directory/find-members';
import type { Handlers } from '../ipc-host';
import type { OpenFile } from '../open-file';
import type { SaveAs } from '../save-as';
import type { Program } from './program';

export interface GroupsFileParts {
  saveAs: SaveAs;
  openFile: OpenFile;
}

type GroupsFile = Pick<Handlers, 'exportGroups' | 'readGroupsFile' | 'importGroups' | 'takeBackImport'>;

/** Files of groups. What reads and writes them is loaded with the first one. */
export const answerGroupsFile = (
  program: Program,
  { saveAs, openFile }: GroupsFileParts,
  keep: (workspaceId: WorkspaceId, groups: readonly Group[]) => Answer<void>,
): GroupsFile => {
  const { store, open } = program;

  /** In the background, once: whoever is found takes the place of what the file said, unless that is gone meanwhile. */
  const findPeople = async (workspaceId: WorkspaceId, imported: readonly Group[]) => {
    const directory = open.directory(workspaceId);
    if (!directory.ok) return;
    for (const { id, members } of imported) {
      const found = await findMembers(members, directory.value);
      const now = store.groups(workspaceId);
      if (found === members || now.every((group) => group.id !== id || group.members !== members)) continue;
      keep(
        workspaceId,
        now.map((group) => (group.id === id ? { ...group, members: [...found] } : group)),
      );
    }
  };

  const load = async () => {
    const { createGroupsFiles } = await import('../groups-file/groups-files');
    const onImported = (workspaceId: WorkspaceId, groups: readonly Group[]) => void findPeople(workspaceId, groups);
    return createGroupsFiles({ program, saveAs, openFile, keep, onImported });
  };
  let loading: ReturnType<typeof load> | null = null;
  const files = () => {
    loading ??= load();
    return loading;
  };

  return {
    exportGroups: async ({ groupId, format }) => (await files()).export(groupId, format),
    readGroupsFile: async ({ file }) => (await files()).read(file),
    importGroups: async ({ id }) => (await files()).importGroups(id),
    takeBackImport: async ({ id }) => (await files()).takeBack(id),
  };
};
