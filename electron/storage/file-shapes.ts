import { z } from 'zod';
import { Draft } from '../contract/model/draft';
import { Group } from '../contract/model/group';
import { ChatId, WorkspaceId } from '../contract/model/ids';
import { defaultSettings, Settings } from '../contract/model/settings';
import { practiceId, Workspace } from '../contract/model/workspace';
import type { RecentRecipient, Room as StoredRoom } from '../core/ports/store';
import type { FileShape } from './stored-file';

export interface SettingsData {
  settings: Settings;
  workspaces: readonly Workspace[];
}

const Container = z.record(z.string(), z.unknown());
const List = z.array(z.unknown());

/** The valid entries of a list, once per id, and the number of others. */
const validEntries = <T>(schema: z.ZodType<T>, list: readonly unknown[], idOf: (entry: T) => string) => {
  const kept = new Map<string, T>();
  for (const raw of list) {
    const entry = schema.safeParse(raw);
    if (entry.success && !kept.has(idOf(entry.data))) kept.set(idOf(entry.data), entry.data);
  }
  return { value: [...kept.values()], lost: list.length - kept.size };
};

/** Reads settings field by field. Missing or damaged ones get their default; missing ones may be new and are no loss. */
const readSettings = (raw: Record<string, unknown>) => {
  let value: Settings = defaultSettings;
  let lost = 0;
  for (const key of Object.keys(raw)) {
    const next = Settings.safeParse({ ...value, [key]: raw[key] });
    if (next.success) value = next.data;
    else lost += 1;
  }
  return { value, lost };
};

/** Settings and workspaces, without secrets. */
export const settingsShape: FileShape<SettingsData> = {
  name: 'settings',
  version: 1,
  steps: {},
  sentences: { newer: 'data-newer' },
  defaults: () => ({ settings: defaultSettings, workspaces: [] }),
  read: (data) => {
    const file = z.object({ settings: Container, workspaces: List }).safeParse(data);
    if (!file.success) return null;
    const settings = readSettings(file.data.settings);
    const workspaces = validEntries(Workspace, file.data.workspaces, ({ id }) => id);
    const { currentWorkspaceId } = settings.value;
    const exists = currentWorkspaceId === practiceId || workspaces.value.some(({ id }) => id === currentWorkspaceId);
    return {
      value: {
        settings: exists ? settings.value : { ...settings.value, currentWorkspaceId: practiceId },
        workspaces: workspaces.value,
      },
      // The workspace in use is not to be found: it was lost, as removing it would have changed this as well.
      lost: settings.lost + workspaces.lost + (exists || workspaces.lost > 0 ? 0 : 1),
    };
  },
};

/** Groups of all workspaces, in the person's order. */
export const groupsShape: FileShape<readonly Group[]> = {
  name: 'groups',
  version: 1,
  steps: {},
  sentences: { damaged: 'groups-damaged', newer: 'data-newer' },
  defaults: () => [],
  read: (data) => {
    const list = List.safeParse(data);
    return list.success ? validEntries(Group, list.data, ({ id }) => id) : null;
  },
};

/** One draft per workspace. A file of its own, because it is written at every pause in typing. */
export const draftsShape: FileShape<readonly Draft[]> = {
  name: 'drafts',
  version: 1,
  steps: {},
  sentences: { damaged: 'drafts-damaged', newer: 'data-newer' },
  defaults: () => [],
  read: (data) => {
    const list = List.safeParse(data);
    return list.success ? validEntries(Draft, list.data, ({ workspaceId }) => workspaceId) : null;
  },
};

const Room = z.strictObject({ workspaceId: WorkspaceId, key: z.string(), chatId: ChatId, name: z.string() });

/** The bot's own rooms of all workspaces. */
export const roomsShape: FileShape<readonly StoredRoom[]> = {
  name: 'rooms',
  version: 1,
  steps: {},
  sentences: { damaged: 'rooms-damaged', newer: 'data-newer' },
  defaults: () => [],
  read: (data) => {
    const list = List.safeParse(data);
    return list.success ? validEntries(Room, list.data, ({ workspaceId, key }) => `${workspaceId} ${key}`) : null;
  },
};

const RecentOf = z.strictObject({
  workspaceId: WorkspaceId,
  recent: z.array(z.strictObject({ key: z.string(), at: z.number() })),
});

/** Recent recipients, by workspace. */
export const recentShape: FileShape<readonly { workspaceId: WorkspaceId; recent: readonly RecentRecipient[] }[]> = {
  name: 'recent',
  version: 1,
  steps: {},
  sentences: { damaged: 'recent-damaged', newer: 'data-newer' },
  defaults: () => [],
  read: (data) => {
    const list = List.safeParse(data);
    return list.success ? validEntries(RecentOf, list.data, ({ workspaceId }) => workspaceId) : null;
  },
};
