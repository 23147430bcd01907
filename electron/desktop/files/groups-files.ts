import { writeFile } from 'node:fs/promises';
import { type Answer, failed, ok, problem } from '../../contract/advice/problem';
import { mostGroupsFileBytes, mostMembers } from '../../contract/limits';
import type { Group, ImportPreview } from '../../contract/model/group';
import { GroupId, type WorkspaceId } from '../../contract/model/ids';
import type { Locale } from '../../contract/model/settings';
import { writeGroupsCsv } from '../../core/directory/groups-file/groups-csv';
import type { FileGroup } from '../../core/directory/groups-file/groups-file';
import { groupsJson } from '../../core/directory/groups-file/groups-json';
import { knownDefaults, mergeGroups, takeBackImport } from '../../core/directory/groups-file/merge-groups';
import { readGroupsFile } from '../../core/directory/groups-file/read-groups-file';
import type { Store } from '../../core/ports/store';
import { fileErrorCodeOf } from '../../core/text/error-code';
import { words } from '../words/words';
import type { OpenedFile, OpenFile, SaveAs } from './file-dialogs';

/** Largest number of wrong lines shown; a file with more of them is not a list of groups. */
const mostWrong = 500;

interface GroupsFilesDeps {
  store: Pick<Store, 'groups' | 'saveGroups' | 'settings'>;
  currentWorkspaceId: () => WorkspaceId;
  locale: () => Locale;
  newId: () => string;
  saveAs: SaveAs;
  openFile: OpenFile;
  /** Called with groups that came from a file: their people without an id have to be found. */
  onImported: (workspaceId: WorkspaceId, groups: readonly Group[]) => void;
}

/** The file on the screen: read, and not yet imported. */
interface ReadFile {
  id: string;
  workspaceId: WorkspaceId;
  groups: readonly FileGroup[];
}

/** The newest import, which can still be taken back. */
interface Import {
  id: string;
  workspaceId: WorkspaceId;
  before: readonly Group[];
  after: readonly Group[];
}

/** Reads, imports, takes back and exports files of groups for the windows. */
export const createGroupsFiles = (deps: GroupsFilesDeps) => {
  const { store, currentWorkspaceId, locale, newId, saveAs, openFile, onImported } = deps;
  let waiting: ReadFile | null = null;
  let done: Import | null = null;

  const merge = (workspaceId: WorkspaceId, file: readonly FileGroup[]): Answer<ReturnType<typeof mergeGroups>> => {
    const make = { workspaceId, newId: () => GroupId.parse(`grp_${newId()}`) };
    const result = mergeGroups(store.groups(workspaceId), file, make);
    const full = result.groups.find((group) => group.members.length > mostMembers);
    return full ? failed(problem('group-full', { name: full.name })) : ok(result);
  };

  const preview = (file: OpenedFile): Answer<ImportPreview> => {
    const read = readGroupsFile(file);
    if (!read.ok) return read;
    const { ignored } = read.value;
    const workspaceId = currentWorkspaceId();
    const { groups, wrong } = knownDefaults(read.value.groups, store.groups(workspaceId), store.settings());
    const result = merge(workspaceId, groups);
    if (!result.ok) return result;
    waiting = { id: newId(), workspaceId, groups };
    return ok({
      id: waiting.id,
      file: file.name,
      groups: result.value.merged,
      wrong: [...read.value.wrong, ...wrong].slice(0, mostWrong),
      ignored,
    });
  };

  return {
    read: async (dropped: OpenedFile | null): Promise<Answer<ImportPreview | null>> => {
      if (dropped) return preview(dropped);
      const kind = { name: words[locale()].groupsFile, extensions: ['csv', 'json', 'txt'] };
      const opened = await openFile(kind, mostGroupsFileBytes);
      if (!opened.ok) return opened;
      return opened.value ? preview(opened.value) : ok(null);
    },

    importGroups: (id: string): Answer<void> => {
      if (waiting?.id !== id) return failed(problem('import-gone'));
      const { workspaceId, groups } = waiting;
      const before = store.groups(workspaceId);
      const result = merge(workspaceId, groups);
      if (!result.ok) return result;
      const after = result.value.groups;
      const kept = store.saveGroups(workspaceId, after);
      if (!kept.ok) return kept;
      waiting = null;
      done = { id, workspaceId, before, after };
      const touched = after.filter((group) => !before.includes(group));
      onImported(workspaceId, touched);
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
        // The file holds people's names and addresses: only its owner may read it.
        await writeFile(path, exportedGroups(groups, format), { mode: 0o600 });
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
