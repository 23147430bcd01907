import { problem } from '../../../contract/advice/problem';
import type { Group, ImportedGroup } from '../../../contract/model/group';
import type { GroupId, WorkspaceId } from '../../../contract/model/ids';
import type { Settings } from '../../../contract/model/settings';
import { onceEach } from '../who/once-each';
import type { FileGroup, WrongLine } from './groups-file';

/**
 * Merges the groups of a file into the saved ones, by name. Members are added, none is removed or listed twice. Icon, pin,
 * linked chat and defaults are taken from the file if it has them. Groups keep their order, new ones come last.
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
 * Undoes an import: groups that it made are removed, groups that it changed are as before. Everything else stays as it is
 * now: other groups, the order, and groups deleted since.
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

/**
 * Removes ladders and templates that this computer does not have from the groups of a file. A file names them by ids of the
 * computer that wrote it, and a group with an unknown ladder could not be buzzed. Defaults that the saved group has
 * already stay, so that importing a file where it was written changes nothing.
 */
export const knownDefaults = (
  file: readonly FileGroup[],
  there: readonly Group[],
  { ladders, templates }: Pick<Settings, 'ladders' | 'templates'>,
): { groups: readonly FileGroup[]; wrong: readonly WrongLine[] } => {
  const wrong: WrongLine[] = [];
  const groups = file.map((group) => {
    const { name, defaults } = group;
    if (!defaults) return group;
    const own = there.find((each) => each.name === name)?.defaults;
    const hasLadder = defaults.ladder === own?.ladder || ladders.some(({ id }) => id === defaults.ladder);
    const hasTemplate = defaults.template === own?.template || templates.some(({ id }) => id === defaults.template);
    const ladder = hasLadder ? defaults.ladder : null;
    const template = hasTemplate ? defaults.template : null;
    if (ladder !== defaults.ladder) wrong.push({ line: null, problem: problem('import-no-ladder', { name }) });
    if (template !== defaults.template) wrong.push({ line: null, problem: problem('import-no-template', { name }) });
    return { ...group, defaults: { ...defaults, ladder, template } };
  });
  return { groups, wrong };
};
