import type { Group } from '../../contract/model/group';
import type { WorkspaceId } from '../../contract/model/ids';
import { practiceId } from '../../contract/model/workspace';
import { groupsJson } from '../../core/directory/groups-file/groups-json';
import type { Store } from '../../core/ports/store';

/**
 * Everything a person made here, as one readable object: settings with ladders and templates, workspaces with their
 * groups. No secret is among it (the store has none), and no buzz: Activity has an export of its own. Each workspace's
 * `groups` are what a groups file holds.
 */
export const exportOf = (store: Pick<Store, 'settings' | 'workspaces' | 'groups'>, at: number) => {
  const groupsOf = (id: WorkspaceId): readonly unknown[] => groupsJson(store.groups(id) as Group[]).groups;
  return {
    version: 1 as const,
    exportedAt: new Date(at).toISOString(),
    settings: store.settings(),
    workspaces: [
      { id: practiceId, practice: true, groups: groupsOf(practiceId) },
      ...store.workspaces().map((workspace) => ({ ...workspace, practice: false, groups: groupsOf(workspace.id) })),
    ],
  };
};
