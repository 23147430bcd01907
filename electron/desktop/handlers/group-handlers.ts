import { failed, ok, problem } from '../../contract/advice/problem';
import type { Group } from '../../contract/model/group';
import { type DepartmentId, GroupId, type WorkspaceId } from '../../contract/model/ids';
import type { Locale } from '../../contract/model/settings';
import { addToChat } from '../../core/directory/who/add-to-chat';
import type { OpenWorkspaces } from '../../core/open-workspaces';
import type { Store } from '../../core/ports/store';
import type { OpenFile, SaveAs } from '../files/file-dialogs';
import type { Handlers } from '../ipc/ipc-host';
import { linkedChatHandlers } from './chat-handlers';

/** Time that an import which follows departments waits for the first reading of the contacts (ms). */
const departmentsWaitMs = 5_000;

export interface GroupHandlersDeps {
  store: Pick<Store, 'groups' | 'saveGroups' | 'settings'>;
  open: Pick<OpenWorkspaces, 'directory' | 'feishu'>;
  currentWorkspaceId: () => WorkspaceId;
  locale: () => Locale;
  newId: () => string;
  saveAs: SaveAs;
  openFile: OpenFile;
}

/** Finds, in the background, the people in groups who have an e-mail, a mobile or a name alone. Loaded with the first use. */
const createFindPeople =
  ({ open, store }: Pick<GroupHandlersDeps, 'open' | 'store'>) =>
  async (workspaceId: WorkspaceId, ids: readonly GroupId[]): Promise<void> => {
    const directory = open.directory(workspaceId);
    if (!directory.ok) return;
    const { findImported } = await import('../../core/directory/who/find-imported');
    await findImported(ids, {
      directory: directory.value,
      groups: () => store.groups(workspaceId),
      keep: (groups) => void store.saveGroups(workspaceId, groups),
    });
  };

type FindPeople = ReturnType<typeof createFindPeople>;

/** Files of groups. The code that reads and writes them is loaded with the first one. */
const groupsFileHandlers = (
  deps: GroupHandlersDeps,
  findPeople: FindPeople,
): Pick<Handlers, 'exportGroups' | 'readGroupsFile' | 'readGroupsFileAs' | 'importGroups' | 'takeBackImport'> => {
  const load = async () => {
    const { createGroupsFiles } = await import('../files/groups-files');
    const onImported = (workspaceId: WorkspaceId, groups: readonly Group[]) =>
      void findPeople(
        workspaceId,
        groups.map(({ id }) => id),
      );
    const chats = async (workspaceId: WorkspaceId) => {
      const directory = deps.open.directory(workspaceId);
      return directory.ok ? directory.value.listChats() : directory;
    };
    const departments = async (workspaceId: WorkspaceId) => {
      const directory = deps.open.directory(workspaceId);
      if (!directory.ok) return new Map<DepartmentId, string>();
      await directory.value.listPeople(departmentsWaitMs);
      return new Map(directory.value.knownDepartments().map(({ id, name }) => [id, name]));
    };
    return createGroupsFiles({ ...deps, chats, departments, onImported });
  };
  let loading: ReturnType<typeof load> | null = null;
  const files = () => {
    loading ??= load();
    return loading;
  };

  return {
    exportGroups: async ({ groupId, format }) => (await files()).export(groupId, format),
    readGroupsFile: async ({ file }) => (await files()).read(file),
    readGroupsFileAs: async ({ id, encoding }) => (await files()).readAs(id, encoding),
    importGroups: async ({ id, ticked }) => (await files()).importGroups(id, ticked),
    takeBackImport: async ({ id }) => (await files()).takeBack(id),
  };
};

type GroupHandlers = Pick<
  Handlers,
  | 'saveGroup'
  | 'deleteGroup'
  | 'reorderGroups'
  | 'listChats'
  | 'listMembers'
  | 'addToChat'
  | keyof ReturnType<typeof groupsFileHandlers>
  | keyof ReturnType<typeof linkedChatHandlers>
>;

/** Saved groups of the current workspace, and the chats whose members may be put into them. */
export const groupHandlers = (deps: GroupHandlersDeps): GroupHandlers => {
  const { store, open, newId, currentWorkspaceId } = deps;
  const findPeople = createFindPeople(deps);

  return {
    ...groupsFileHandlers(deps, findPeople),
    ...linkedChatHandlers(deps),

    saveGroup: ({ id, ...rest }) => {
      const group: Group = { ...rest, id: id ?? GroupId.parse(`grp_${newId()}`) };
      const groups = store.groups(group.workspaceId);
      const known = groups.some((other) => other.id === group.id);
      const next = known ? groups.map((other) => (other.id === group.id ? group : other)) : [...groups, group];
      const saved = store.saveGroups(group.workspaceId, next);
      if (!saved.ok) return saved;
      const directory = open.directory(group.workspaceId);
      // During the first reading of the contacts a name cannot be told yet: it is looked up once the reading has ended.
      if (directory.ok && directory.value.firstReading()) void findPeople(group.workspaceId, [group.id]);
      return ok(group);
    },

    deleteGroup: ({ id }) => {
      const workspaceId = currentWorkspaceId();
      const groups = store.groups(workspaceId);
      const group = groups.find((other) => other.id === id);
      if (!group) return failed(problem('group-gone'));
      const saved = store.saveGroups(
        workspaceId,
        groups.filter((other) => other.id !== id),
      );
      return saved.ok ? ok(group) : saved;
    },

    reorderGroups: ({ ids }) => {
      const workspaceId = currentWorkspaceId();
      const place = new Map(ids.map((id, index) => [id, index]));
      const last = ids.length;
      const groups = [...store.groups(workspaceId)];
      // A group the window did not know of yet keeps its place at the end.
      groups.sort((a, b) => (place.get(a.id) ?? last) - (place.get(b.id) ?? last));
      return store.saveGroups(workspaceId, groups);
    },

    listChats: async ({ fresh, workspaceId }) => {
      const directory = open.directory(workspaceId ?? currentWorkspaceId());
      return directory.ok ? directory.value.listChats(fresh) : directory;
    },

    listMembers: async (of) => {
      const directory = open.directory(currentWorkspaceId());
      if (!directory.ok) return directory;
      return 'chatId' in of
        ? directory.value.listMembers(of.chatId)
        : directory.value.listDepartment(of.departmentId, of.name);
    },

    addToChat: async ({ chatId, people }) => {
      const id = currentWorkspaceId();
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
