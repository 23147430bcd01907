import { mostMembers } from '../../limits';
import type { FollowDifference, FollowedDepartment } from '../../model/group';
import type { DepartmentId, OpenId } from '../../model/ids';
import type { Person } from '../../model/person';

/** All by which a person of a department is recognized among members, who may have been saved by another id or an e-mail. */
const marksOf = ({ openId, unionId, userId, email }: Person): string[] => [
  ...(openId ? [openId] : []),
  ...(unionId ? [unionId] : []),
  ...(userId ? [`user:${userId}`] : []),
  ...(email ? [`email:${email.toLowerCase()}`] : []),
];

/**
 * Compares the members of a group with the departments that it follows. `now`: the people of each department; one that is not
 * among them could not be read, so it takes no member away. Nothing is changed: a person decides.
 */
export const followDifference = (
  members: readonly Person[],
  follows: readonly FollowedDepartment[],
  now: ReadonlyMap<DepartmentId, readonly Person[]>,
): FollowDifference => {
  const there = new Set(members.flatMap(marksOf));
  const leftOut = new Set<OpenId>(follows.flatMap(({ without }) => without));
  const inOne = new Set<OpenId>();
  const came = new Map<OpenId, Person>();
  for (const { departmentId, people } of follows) {
    for (const person of now.get(departmentId) ?? []) {
      const { openId } = person;
      if (!openId) continue;
      inOne.add(openId);
      if (!leftOut.has(openId) && marksOf(person).every((mark) => !there.has(mark))) came.set(openId, person);
    }
    if (!now.has(departmentId)) for (const openId of people) inOne.add(openId);
  }
  const marked = new Set<OpenId>(follows.flatMap(({ people }) => people));
  const left = members.filter(({ openId }) => openId && marked.has(openId) && !inOne.has(openId));
  return { came: [...came.values()], left };
};

/**
 * What is noted of followed departments once the members are as a person wants them: of those who came from a department and
 * are no members any more, that they are left out; of those who are members again, nothing.
 */
export const settledFollows = (
  follows: readonly FollowedDepartment[],
  members: readonly Person[],
): readonly FollowedDepartment[] => {
  const there = new Set<OpenId>(members.flatMap(({ openId }) => openId ?? []));
  return follows.map((each) => ({
    ...each,
    people: each.people.filter((openId) => there.has(openId)),
    without: [...new Set([...each.without, ...each.people])].filter((openId) => !there.has(openId)).slice(-mostMembers),
  }));
};
