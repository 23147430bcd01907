import { type Answer, failed, ok, problem } from '../../contract/advice/problem';
import type { Group } from '../../contract/model/group';
import { GroupId, type WorkspaceId } from '../../contract/model/ids';
import { addToChat } from '../../core/directory/who/add-to-chat';
import type { OpenFile, SaveAs } from '../files/file-dialogs';
import { createFindPeople } from '../ipc/find-people';
import type { Handlers } from '../ipc/ipc-host';
import type { Program } from '../program';
import { answerLinkedChats } from './chats';

export interface GroupsFileParts {
  saveAs: SaveAs;
  openFile: OpenFile;
}

type GroupsFile = Pick<Handlers, 'exportGroups' | 'readGroupsFile' | 'importGroups' | 'takeBackImport'>;

/** Files of groups. What reads and writes them is loaded with the first one. */
const answerGroupsFile = (
  program: Program,
  { saveAs, openFile }: GroupsFileParts,
  keep: (workspaceId: WorkspaceId, groups: readonly Group[]) => Answer<void>,
  findPeople: ReturnType<typeof createFindPeople>,
): GroupsFile => {
  const load = async () => {
    const { createGroupsFiles } = await import('../files/groups-files');
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

type Groups = Pick<
  Handlers,
  | 'saveGroup'
  | 'deleteGroup'
  | 'reorderGroups'
  | 'listChats'
  | 'listMembers'
  | 'addToChat'
  | keyof ReturnType<typeof answerGroupsFile>
  | keyof ReturnType<typeof answerLinkedChats>
>;

/** Saved groups of the current workspace, and the chats whose members may go into them. */
export const answerGroups = (program: Program, parts: GroupsFileParts): Groups => {
  const { store, open, broadcast, newId } = program;

  const keep = (workspaceId: WorkspaceId, groups: readonly Group[]): Answer<void> => {
    const kept = store.saveGroups(workspaceId, groups);
    if (kept.ok) broadcast('groupsChanged', store.groups(program.currentWorkspaceId()));
    return kept;
  };
  const findPeople = createFindPeople(program, keep);

  return {
    ...answerGroupsFile(program, parts, keep, findPeople),
    ...answerLinkedChats(program),

    saveGroup: ({ id, ...rest }) => {
      const group: Group = { ...rest, id: id ?? GroupId.parse(`grp_${newId()}`) };
      const groups = store.groups(group.workspaceId);
      const known = groups.some((other) => other.id === group.id);
      const next = known ? groups.map((other) => (other.id === group.id ? group : other)) : [...groups, group];
      const kept = keep(group.workspaceId, next);
      if (!kept.ok) return kept;
      const directory = open.directory(group.workspaceId);
      // Names that could not be told while the contacts were read for the first time.
      if (directory.ok && directory.value.firstReading()) void findPeople(group.workspaceId, [group.id]);
      return ok(group);
    },

    deleteGroup: ({ id }) => {
      const workspaceId = program.currentWorkspaceId();
      const groups = store.groups(workspaceId);
      const group = groups.find((other) => other.id === id);
      if (!group) return failed(problem('group-gone'));
      const kept = keep(
        workspaceId,
        groups.filter((other) => other.id !== id),
      );
      return kept.ok ? ok(group) : kept;
    },

    reorderGroups: ({ ids }) => {
      const workspaceId = program.currentWorkspaceId();
      const place = new Map(ids.map((id, index) => [id, index]));
      const last = ids.length;
      const groups = [...store.groups(workspaceId)];
      // A group the window did not know of yet keeps its place at the end.
      groups.sort((a, b) => (place.get(a.id) ?? last) - (place.get(b.id) ?? last));
      return keep(workspaceId, groups);
    },

    listChats: async ({ fresh }) => {
      const directory = open.directory(program.currentWorkspaceId());
      return directory.ok ? directory.value.chats(fresh) : directory;
    },

    listMembers: async ({ chatId }) => {
      const directory = open.directory(program.currentWorkspaceId());
      return directory.ok ? directory.value.members(chatId) : directory;
    },

    addToChat: async ({ chatId, people }) => {
      const id = program.currentWorkspaceId();
      const feishu = open.feishu(id);
      const directory = open.directory(id);
      if (!feishu.ok) return feishu;
      if (!directory.ok) return directory;
      const added = await addToChat(feishu.value, chatId, people);
      directory.value.forget(chatId);
      return ok(added);
    },
  };
};
