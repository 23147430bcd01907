import { type Answer, ok, type Problem } from '../contract/advice/problem';
import { emptyDraft } from '../contract/model/draft';
import type { WorkspaceId } from '../contract/model/ids';
import type { Settings } from '../contract/model/settings';
import { practiceId } from '../contract/model/workspace';
import type { Store } from '../core/ports/store';
import { createTopic } from '../core/topic';
import { draftsShape, groupsShape, recentShape, roomsShape, settingsShape } from './file-shapes';
import { openStoredFile, type StoreClass } from './stored-file';

export interface OpenedStore {
  store: Store;
  /** True if groups were never saved here: sample groups are made then. */
  firstRun: boolean;
  /** True if there was no file of settings and workspaces. */
  settingsMissing: boolean;
  /** What was wrong with the files as they were found. */
  problems: readonly Problem[];
  /** Retries writes that failed: quitting must not lose what a person typed. */
  settle(): Answer<void>;
}

/** The first of several writes that failed, or ok. */
const all = (answers: readonly Answer<void>[]): Answer<void> => answers.find((answer) => !answer.ok) ?? ok(undefined);

/** Opens the stored files: settings and workspaces, groups, drafts, rooms, recent recipients. */
export const openSettingsStore = (deps: { folder: string; Store: StoreClass; now: () => number }): OpenedStore => {
  const settings = openStoredFile(settingsShape, deps);
  const groups = openStoredFile(groupsShape, deps);
  const drafts = openStoredFile(draftsShape, deps);
  const rooms = openStoredFile(roomsShape, deps);
  const recent = openStoredFile(recentShape, deps);
  const files = [settings, groups, drafts, rooms, recent];
  const settingsChanges = createTopic<Partial<Settings>>();
  const groupChanges = createTopic<WorkspaceId>();

  const store: Store = {
    settings: () => settings.value().settings,
    changeSettings: (change) => {
      const { currentWorkspaceId: current } = change;
      const real = current && current !== practiceId ? { lastRealWorkspaceId: current } : {};
      const next = { ...settings.value().settings, ...change, ...real };
      const written = settings.set({ ...settings.value(), settings: next });
      if (!written.ok) return written;
      settingsChanges.tell({ ...change, ...real });
      return ok(next);
    },
    onSettings: settingsChanges.subscribe,

    workspaces: () => settings.value().workspaces,
    saveWorkspace: (workspace) => {
      const { workspaces } = settings.value();
      const exists = workspaces.some(({ id }) => id === workspace.id);
      return settings.set({
        ...settings.value(),
        workspaces: exists
          ? workspaces.map((other) => (other.id === workspace.id ? workspace : other))
          : [...workspaces, workspace],
      });
    },
    removeWorkspace: (id) => {
      const { settings: before, workspaces } = settings.value();
      const left = workspaces.filter((workspace) => workspace.id !== id);
      // The last one that is removed stays named: it tells that there was a real workspace.
      const lastReal = before.lastRealWorkspaceId === id ? (left.at(-1)?.id ?? id) : before.lastRealWorkspaceId;
      const current = before.currentWorkspaceId === id ? practiceId : before.currentWorkspaceId;
      return all([
        settings.set({
          settings: { ...before, currentWorkspaceId: current, lastRealWorkspaceId: lastReal },
          workspaces: left,
        }),
        groups.set(groups.value().filter(({ workspaceId }) => workspaceId !== id)),
        drafts.set(drafts.value().filter(({ workspaceId }) => workspaceId !== id)),
        rooms.set(rooms.value().filter(({ workspaceId }) => workspaceId !== id)),
        recent.set(recent.value().filter(({ workspaceId }) => workspaceId !== id)),
      ]);
    },

    groups: (workspaceId) => groups.value().filter((group) => group.workspaceId === workspaceId),
    saveGroups: (workspaceId, list) => {
      const written = groups.set([...groups.value().filter((group) => group.workspaceId !== workspaceId), ...list]);
      if (written.ok) groupChanges.tell(workspaceId);
      return written;
    },
    onGroups: groupChanges.subscribe,

    draft: (workspaceId) =>
      drafts.value().find((draft) => draft.workspaceId === workspaceId) ?? emptyDraft(workspaceId),
    keepDraft: (draft) =>
      drafts.set([...drafts.value().filter(({ workspaceId }) => workspaceId !== draft.workspaceId), draft]),

    rooms: (workspaceId) => rooms.value().filter((room) => room.workspaceId === workspaceId),
    saveRoom: (room) => {
      const others = rooms
        .value()
        .filter(({ workspaceId, key }) => workspaceId !== room.workspaceId || key !== room.key);
      return rooms.set([...others, room]);
    },
    forgetRooms: (id) => rooms.set(rooms.value().filter(({ workspaceId }) => workspaceId !== id)),

    recent: (id) => recent.value().find(({ workspaceId }) => workspaceId === id)?.recent ?? [],
    saveRecent: (id, list) =>
      recent.set([
        ...recent.value().filter(({ workspaceId }) => workspaceId !== id),
        { workspaceId: id, recent: [...list] },
      ]),
  };

  return {
    store,
    firstRun: groups.fresh,
    settingsMissing: settings.fresh,
    problems: files.flatMap((file) => file.problem ?? []),
    settle: () => all(files.map((file) => file.settle())),
  };
};
