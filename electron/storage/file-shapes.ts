import { z } from 'zod';
import { Draft } from '../contract/model/draft';
import { Group } from '../contract/model/group';
import { ChatId, WorkspaceId } from '../contract/model/ids';
import { defaultSettings, Settings } from '../contract/model/settings';
import { practiceId, Workspace } from '../contract/model/workspace';
import type { Recent, Room as StoredRoom } from '../core/ports/store';
import type { FileShape } from './stored-file';

export interface SettingsData {
  settings: Settings;
  workspaces: readonly Workspace[];
}

const Container = z.record(z.string(), z.unknown());
const List = z.array(z.unknown());

/** The entries that are whole, and how many are not. An entry counts as the one of its id only once. */
const whole = <T>(schema: z.ZodType<T>, list: readonly unknown[], idOf: (entry: T) => string) => {
  const kept = new Map<string, T>();
  for (const raw of list) {
    const entry = schema.safeParse(raw);
    if (entry.success && !kept.has(idOf(entry.data))) kept.set(idOf(entry.data), entry.data);
  }
  return { value: [...kept.values()], lost: list.length - kept.size };
};

/** Field by field: one that is missing or damaged falls back to its default. Missing ones are no loss: they may be new. */
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

export const settingsShape: FileShape<SettingsData> = {
  name: 'settings',
  version: 1,
  steps: {},
  defaults: () => ({ settings: defaultSettings, workspaces: [] }),
  read: (data) => {
    const file = z.object({ settings: Container, workspaces: List }).safeParse(data);
    if (!file.success) return null;
    const settings = readSettings(file.data.settings);
    const workspaces = whole(Workspace, file.data.workspaces, ({ id }) => id);
    const { currentWorkspaceId } = settings.value;
    const exists = currentWorkspaceId === practiceId || workspaces.value.some(({ id }) => id === currentWorkspaceId);
    return {
      value: {
        settings: exists ? settings.value : { ...settings.value, currentWorkspaceId: practiceId },
        workspaces: workspaces.value,
      },
      lost: settings.lost + workspaces.lost,
    };
  },
};

/** Groups of all workspaces, each workspace's in the person's order. */
export const groupsShape: FileShape<readonly Group[]> = {
  name: 'groups',
  version: 1,
  steps: {},
  defaults: () => [],
  read: (data) => {
    const list = List.safeParse(data);
    return list.success ? whole(Group, list.data, ({ id }) => id) : null;
  },
};

/** One draft per workspace. Apart from the others, because it is written with every pause in typing. */
export const draftsShape: FileShape<readonly Draft[]> = {
  name: 'drafts',
  version: 1,
  steps: {},
  defaults: () => [],
  read: (data) => {
    const list = List.safeParse(data);
    return list.success ? whole(Draft, list.data, ({ workspaceId }) => workspaceId) : null;
  },
};

const Room = z.strictObject({ workspaceId: WorkspaceId, key: z.string(), chatId: ChatId, name: z.string() });

/** The bot's own rooms of all workspaces. */
export const roomsShape: FileShape<readonly StoredRoom[]> = {
  name: 'rooms',
  version: 1,
  steps: {},
  defaults: () => [],
  read: (data) => {
    const list = List.safeParse(data);
    return list.success ? whole(Room, list.data, ({ workspaceId, key }) => `${workspaceId} ${key}`) : null;
  },
};

const RecentOf = z.strictObject({
  workspaceId: WorkspaceId,
  recent: z.array(z.strictObject({ key: z.string(), at: z.number() })),
});

/** Who was buzzed last, per workspace. */
export const recentShape: FileShape<readonly { workspaceId: WorkspaceId; recent: readonly Recent[] }[]> = {
  name: 'recent',
  version: 1,
  steps: {},
  defaults: () => [],
  read: (data) => {
    const list = List.safeParse(data);
    return list.success ? whole(RecentOf, list.data, ({ workspaceId }) => workspaceId) : null;
  },
};
