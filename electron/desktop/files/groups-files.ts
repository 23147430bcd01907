import { type Answer, failed, ok, problem } from '../../contract/advice/problem';
import type { Encoding } from '../../contract/encodings';
import { mostGroupsFileBytes } from '../../contract/limits';
import type { Chat } from '../../contract/model/chat';
import type { Group, ImportedField, ImportPreview } from '../../contract/model/group';
import { type ChatId, type DepartmentId, GroupId, type WorkspaceId } from '../../contract/model/ids';
import type { Locale } from '../../contract/model/settings';
import { writeGroupsCsv } from '../../core/directory/groups-file/groups-csv';
import type { FileGroup } from '../../core/directory/groups-file/groups-file';
import { groupsJson } from '../../core/directory/groups-file/groups-json';
import { newlyFollowed, newlyLinked, planImport, takeBackImport } from '../../core/directory/groups-file/plan-import';
import { readGroupsFile } from '../../core/directory/groups-file/read-groups-file';
import type { Store } from '../../core/ports/store';
import { fileErrorCodeOf } from '../../core/text/error-code';
import { writePrivate } from '../../storage/private/private-files';
import { words } from '../words/words';
import type { OpenedFile, OpenFile, SaveAs } from './file-dialogs';

/** Largest number of wrong lines shown; a file with more of them is not a list of groups. */
const mostWrong = 500;
/** Most columns named that were not used: an address book has dozens. */
const mostIgnored = 20;
/** Endings of files that can be chosen; any file can be dropped, and is told by its content. */
const endings = ['csv', 'xlsx', 'vcf', 'json', 'txt', 'tsv', 'xlsm'];

interface GroupsFilesDeps {
  store: Pick<Store, 'groups' | 'saveGroups' | 'settings'>;
  currentWorkspaceId: () => WorkspaceId;
  locale: () => Locale;
  newId: () => string;
  saveAs: SaveAs;
  openFile: OpenFile;
  /** The chats that the workspace's bot is in. */
  chats: (workspaceId: WorkspaceId) => Promise<Answer<readonly Chat[]>>;
  /** The departments of the workspace's contacts, by the names that Feishu has for them. */
  departments: (workspaceId: WorkspaceId) => Promise<ReadonlyMap<DepartmentId, string>>;
  /** Called with groups that came from a file: their people without an id have to be found. */
  onImported: (workspaceId: WorkspaceId, groups: readonly Group[]) => void;
}

/** The file on the screen: read, and not yet imported. */
interface ReadFile {
  id: string;
  workspaceId: WorkspaceId;
  file: OpenedFile;
  groups: readonly FileGroup[];
  chatNames: ReadonlyMap<ChatId, string>;
  departmentNames: ReadonlyMap<DepartmentId, string>;
}

/** The newest import, which can still be taken back. */
interface Import {
  id: string;
  workspaceId: WorkspaceId;
  before: readonly Group[];
  after: readonly Group[];
}

/** Change of a group that a person has ticked. */
interface Ticked {
  group: string;
  field: ImportedField;
}

/** Reads, imports, takes back and exports files of groups for the windows. */
export const createGroupsFiles = (deps: GroupsFilesDeps) => {
  const { store, currentWorkspaceId, locale, newId, saveAs, openFile, chats, departments, onImported } = deps;
  let waiting: ReadFile | null = null;
  let done: Import | null = null;

  const plan = (
    { workspaceId, groups, chatNames, departmentNames }: Omit<ReadFile, 'id' | 'file'>,
    ticked: readonly Ticked[],
  ) => {
    const chosen = new Set(ticked.map(({ group, field }) => `${field} ${group}`));
    return planImport(groups, {
      workspaceId,
      there: store.groups(workspaceId),
      settings: store.settings(),
      chatNames,
      departmentNames,
      newId: () => GroupId.parse(`grp_${newId()}`),
      isTicked: (group, field) => chosen.has(`${field} ${group}`),
    });
  };

  /** The chats by Feishu's names, if the file links a group to one. */
  const namesOfChats = async (
    workspaceId: WorkspaceId,
    groups: readonly FileGroup[],
  ): Promise<ReadonlyMap<ChatId, string>> => {
    if (newlyLinked(groups, store.groups(workspaceId)).length === 0) return new Map();
    const list = await chats(workspaceId);
    return new Map(list.ok ? list.value.map(({ chatId, name }) => [chatId, name]) : []);
  };

  const preview = async (file: OpenedFile, chosen: Encoding | null): Promise<Answer<ImportPreview>> => {
    const { file: read, encoding } = await readGroupsFile({ ...file, encoding: chosen });
    const open = encoding !== null && (chosen !== null || !encoding.certain);
    if (!read.ok && !open) return read;
    const workspaceId = currentWorkspaceId();
    const groups = read.ok ? read.value.groups : [];
    const chatNames = await namesOfChats(workspaceId, groups);
    const isFollowing = newlyFollowed(groups, store.groups(workspaceId)).length > 0;
    const departmentNames = isFollowing ? await departments(workspaceId) : new Map<DepartmentId, string>();
    const planned = plan({ workspaceId, groups, chatNames, departmentNames }, []);
    if (!planned.ok) return planned;
    waiting = { id: newId(), workspaceId, file, groups, chatNames, departmentNames };
    return ok({
      id: waiting.id,
      file: file.name,
      encoding: open ? { used: encoding.used, sample: encoding.sample } : null,
      problem: read.ok ? null : read.problem,
      groups: planned.value.merged,
      wrong: [...(read.ok ? read.value.wrong : []), ...planned.value.wrong].slice(0, mostWrong),
      ignored: (read.ok ? read.value.ignored : []).slice(0, mostIgnored).map(({ name }) => name),
    });
  };

  return {
    read: async (dropped: OpenedFile | null): Promise<Answer<ImportPreview | null>> => {
      if (dropped) return preview(dropped, null);
      const kind = { name: words[locale()].groupsFile, extensions: endings };
      const opened = await openFile(kind, mostGroupsFileBytes);
      if (!opened.ok) return opened;
      return opened.value ? preview(opened.value, null) : ok(null);
    },

    readAs: async (id: string, encoding: Encoding): Promise<Answer<ImportPreview>> =>
      waiting?.id === id ? preview(waiting.file, encoding) : failed(problem('import-gone')),

    importGroups: (id: string, ticked: readonly Ticked[]): Answer<void> => {
      if (waiting?.id !== id) return failed(problem('import-gone'));
      const { workspaceId } = waiting;
      const before = store.groups(workspaceId);
      const result = plan(waiting, ticked);
      if (!result.ok) return result;
      const after = result.value.groups;
      const kept = store.saveGroups(workspaceId, after);
      if (!kept.ok) return kept;
      waiting = null;
      done = { id, workspaceId, before, after };
      const old = new Set(before);
      onImported(
        workspaceId,
        after.filter((group) => !old.has(group)),
      );
      return kept;
    },

    takeBack: (id: string): Answer<void> => {
      if (done?.id !== id) return failed(problem('import-over'));
      const { workspaceId, before, after } = done;
      const kept = store.saveGroups(workspaceId, takeBackImport(store.groups(workspaceId), before, after));
      if (kept.ok) done = null;
      return kept;
    },

    export: async (groupId: GroupId | null, format: 'csv' | 'json'): Promise<Answer<number | null>> => {
      const all = store.groups(currentWorkspaceId());
      const groups = groupId === null ? all : all.filter((group) => group.id === groupId);
      const [only] = groups;
      if (!only) return failed(problem('group-gone'));
      const name = groupId === null ? words[locale()].groupsFile : only.name.replace(/[\\/:*?"<>|]/g, '-');
      const path = await saveAs(`${name}.${format}`, { name: format.toUpperCase(), extension: format });
      if (path === null) return ok(null);
      try {
        await writePrivate(path, exportedGroups(groups, format));
        return ok(groups.length);
      } catch (error) {
        return failed(problem('storage-failed', { reason: fileErrorCodeOf(error) }));
      }
    },
  };
};

/** The text of a groups file. A CSV begins with the mark by which Excel knows that it is UTF-8. */
export const exportedGroups = (groups: readonly Group[], format: 'csv' | 'json'): string =>
  format === 'csv' ? `\uFEFF${writeGroupsCsv(groups)}` : `${JSON.stringify(groupsJson(groups), null, 2)}\n`;
