import { mostMembers } from '../../../../electron/contract/limits';
import type { FollowedDepartment } from '../../../../electron/contract/model/group';
import type { DepartmentId, OpenId } from '../../../../electron/contract/model/ids';
import type { Person } from '../../../../electron/contract/model/person';

export type Follows = readonly FollowedDepartment[];
/** Changes the followed departments of the form as they are now. */
export type ChangeFollows = (change: (follows: Follows) => Follows) => void;

const idsOf = (people: readonly Person[]): readonly OpenId[] => people.flatMap(({ openId }) => openId ?? []);

const withIds = (to: readonly OpenId[], more: readonly OpenId[]): OpenId[] =>
  [...new Set([...to, ...more])].slice(0, mostMembers);

/**
 * Follows a department. `came`: those of its people whom this adds to the group; members of before stay added by hand. `without`:
 * those who are left out.
 */
export const followed = (
  follows: Follows,
  department: Pick<FollowedDepartment, 'departmentId' | 'name'>,
  came: readonly Person[],
  without: readonly Person[],
): Follows => {
  const before = follows.find(({ departmentId }) => departmentId === department.departmentId);
  const now = {
    departmentId: department.departmentId,
    name: department.name,
    people: withIds(before?.people ?? [], idsOf(came)),
    without: withIds([], idsOf(without)),
  };
  return before ? follows.map((each) => (each === before ? now : each)) : [...follows, now];
};

/** Notes that people came from the departments they are in, and that others, who left, came from none any more. */
export const takenOver = (
  follows: Follows,
  now: ReadonlyMap<DepartmentId, readonly Person[]>,
  { came, left }: { came: readonly Person[]; left: readonly Person[] },
): Follows => {
  const [joined, gone] = [new Set(idsOf(came)), new Set(idsOf(left))];
  return follows.map((each) => {
    const inside = idsOf(now.get(each.departmentId) ?? []).filter((openId) => joined.has(openId));
    return { ...each, people: withIds(each.people, inside).filter((openId) => !gone.has(openId)) };
  });
};

/** Leaves a person out whom a department has: they are not said to have come again. */
export const leftOut = (follows: Follows, now: ReadonlyMap<DepartmentId, readonly Person[]>, person: Person): Follows =>
  follows.map((each) =>
    now.get(each.departmentId)?.some(({ openId }) => openId === person.openId)
      ? { ...each, without: withIds(each.without, idsOf([person])) }
      : each,
  );

/** What was noted of each department before, for those that are still followed. */
export const notedBefore = (follows: Follows, before: Follows): Follows =>
  follows.map((each) => before.find(({ departmentId }) => departmentId === each.departmentId) ?? each);

/** Names of the followed departments that members came from, by open id. */
export const departmentsOfMembers = (follows: Follows): ReadonlyMap<string, readonly string[]> => {
  const names = new Map<string, string[]>();
  for (const { name, people } of follows)
    for (const openId of people) names.set(openId, [...(names.get(openId) ?? []), name]);
  return names;
};
