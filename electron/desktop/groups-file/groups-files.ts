import { writeFile } from 'node:fs/promises';
import type { Group } from '../../contract/group';
import { type ImportPreview, mostGroupsFileBytes } from '../../contract/groups-file';
import { GroupId, type WorkspaceId } from '../../contract/ids';
import { type Answer, failed, ok, problem } from '../../contract/problem';
import type { FileGroup } from '../../core/directory/groups-file';
import { mergeGroups, mostMembers } from '../../core/directory/merge-groups';
import { readGroupsFile } from '../../core/directory/read-groups-file';
import { takeBackImport } from '../../core/directory/take-back-import';
import type { Program } from '../answers/program';
import type { OpenedFile, OpenFile } from '../open-file';
import type { SaveAs } from '../save-as';
import { words } from '../words';
import { exportedGroups } from './exported-groups';

/** The most wrong lines that are shown; a file with more of them is not a list of groups. */
const mostWrong = 500;

interface Parts {
  program: Pick<Program, 'store' | 'currentWorkspaceId' | 'locale' | 'newId'>;
  saveAs: SaveAs;
  openFile: OpenFile;
  /** Saves groups and tells every window. */
  keep: (workspaceId: WorkspaceId, groups: readonly Group[]) => Answer<void>;
  /** Groups have come from a file: whoever in them has no id yet is looked for. */
  onImported: (workspaceId: WorkspaceId, groups: readonly Group[]) => void;
}

/** A file that was read and waits for a yes, or was imported and may be taken back. */
interface Import {
  id: string;
  workspaceId: WorkspaceId;
  groups: readonly FileGroup[];
  done: { before: readonly Group[]; after: readonly Group[] } | null;
}

/** Files of groups in and out of the windows. One import at a time is remembered: the one that is looked at. */
export const createGroupsFiles = ({ program, saveAs, openFile, keep, onImported }: Parts) => {
  const { store, currentWorkspaceId, locale, newId } = program;
  let current: Import | null = null;

  const merged = (workspaceId: WorkspaceId, groups: readonly FileGroup[]) =>
    mergeGroups(store.groups(workspaceId), groups, { workspaceId, newId: () => GroupId.parse(`grp_${newId()}`) });
  const remembered = (id: string) => (current?.id === id ? current : null);

  const preview = (file: OpenedFile): Answer<ImportPreview> => {
    const read = readGroupsFile(file);
    if (!read.ok) return read;
    const { groups, wrong, ignored } = read.value;
    const workspaceId = currentWorkspaceId();
    const result = merged(workspaceId, groups);
    const full = result.groups.find((group) => group.members.length > mostMembers);
    if (full) return failed(problem('group-full', { name: full.name }));
    current = { id: newId(), workspaceId, groups, done: null };
    return ok({ id: current.id, file: file.name, groups: result.merged, wrong: wrong.slice(0, mostWrong), ignored });
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
      const found = remembered(id);
      if (!found || found.done) return failed(problem('import-gone'));
      const before = store.groups(found.workspaceId);
      const { groups } = merged(found.workspaceId, found.groups);
      const kept = keep(found.workspaceId, groups);
      if (!kept.ok) return kept;
      current = { ...found, done: { before, after: groups } };
      onImported(
        found.workspaceId,
        groups.filter((group) => !before.includes(group)),
      );
      return kept;
    },

    takeBack: (id: string): Answer<void> => {
      const found = remembered(id);
      if (!found?.done) return failed(problem('import-gone'));
      const { before, after } = found.done;
      const kept = keep(found.workspaceId, takeBackImport(store.groups(found.workspaceId), before, after));
      if (kept.ok) current = null;
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
        // It holds people's names and addresses: for its owner only.
        await writeFile(path, exportedGroups(groups, format), { mode: 0o600 });
        return ok(groups.length);
      } catch (error) {
        const reason = error instanceof Error && 'code' in error ? String(error.code) : 'EIO';
        return failed(problem('storage-failed', { reason }));
      }
    },
  };
};
