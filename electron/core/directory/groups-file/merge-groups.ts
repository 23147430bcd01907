import type { Group, ImportedGroup } from '../../../contract/model/group';
import type { GroupId, WorkspaceId } from '../../../contract/model/ids';
import { onceEach } from '../who/once-each';
import type { FileGroup } from './groups-file';

/**
 * Adds the groups of a file to those that are there, by name. Members are added, none is removed or listed twice; what
 * the file says of icon, pins, linked chat and defaults counts, what it does not say stays. Groups keep their places,
 * new ones come last.
 */
export const mergeGroups = (
  there: readonly Group[],
  file: readonly FileGroup[],
  make: { workspaceId: WorkspaceId; newId: () => GroupId },
): { groups: readonly Group[]; merged: readonly ImportedGroup[] } => {
  const groups = [...there];
  const merged = file.map(({ name, members, icon, pinned, linkedChat, defaults }): ImportedGroup => {
    const at = groups.findIndex((group) => group.name === name);
    const before = groups[at] ?? {
      id: make.newId(),
      workspaceId: make.workspaceId,
      name,
      icon: 'users' as const,
      pinned: false,
      members: [],
      linkedChat: null,
      defaults: { channel: null, delivery: null, ladder: null, template: null },
    };
    const all = onceEach([...before.members, ...members]);
    const group: Group = {
      ...before,
      icon: icon ?? before.icon,
      pinned: pinned ?? before.pinned,
      linkedChat: linkedChat === undefined ? before.linkedChat : linkedChat,
      defaults: defaults ?? before.defaults,
      members: all,
    };
    const state = at < 0 ? 'new' : JSON.stringify(group) === JSON.stringify(before) ? 'same' : 'changed';
    if (state === 'new') groups.push(group);
    else if (state === 'changed') groups[at] = group;
    const added = Math.max(0, all.length - before.members.length);
    return { name, state, added, known: members.length - added };
  });
  return { groups, merged };
};

/**
 * The groups as they would be had an import not happened: what it made is gone, what it changed is as it was. Everything
 * else stays as it is now: other groups, the order, and that a group has been deleted since.
 */
export const takeBackImport = (
  now: readonly Group[],
  before: readonly Group[],
  after: readonly Group[],
): readonly Group[] => {
  const old = new Map(before.map((group) => [group.id, group]));
  const touched = new Set(after.filter((group) => old.get(group.id) !== group).map((group) => group.id));
  return now.flatMap((group) => (touched.has(group.id) ? (old.get(group.id) ?? []) : [group]));
};
