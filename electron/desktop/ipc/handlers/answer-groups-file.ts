import type { Answer } from '../../../contract/advice/problem';
import type { Group } from '../../../contract/model/group';
import type { WorkspaceId } from '../../../contract/model/ids';
import type { OpenFile } from '../../files/open-file';
import type { SaveAs } from '../../files/save-as';
import type { Program } from '../../program';
import type { createFindPeople } from '../find-people';
import type { Handlers } from '../ipc-host';

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
  findPeople: ReturnType<typeof createFindPeople>,
): GroupsFile => {
  const load = async () => {
    const { createGroupsFiles } = await import('../../files/groups-files');
    const onImported = (workspaceId: WorkspaceId, groups: readonly Group[]) =>
      void findPeople(
        workspaceId,
        groups.map(({ id }) => id),
      );
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
