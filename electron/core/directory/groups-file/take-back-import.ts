import type { Group } from '../../../contract/model/group';

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
