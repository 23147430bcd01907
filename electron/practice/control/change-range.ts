import { isRecord } from '../gateway/json';
import type { World } from '../world/world';
import { findPerson } from './find-person';

/** Whom the app may see in the contacts: `all`, or `{departments?: [name or id], people?: [who]}`; empty lists are nobody. */
export const changeRange = (world: World, value: unknown): string | null => {
  if (value === 'all') {
    world.settings.contactRange = 'all';
    return null;
  }
  if (!isRecord(value)) return 'contactRange is all, or departments and people';
  const { departments = [], people = [], ...rest } = value;
  if (!Array.isArray(departments) || !Array.isArray(people) || Object.keys(rest).length > 0) {
    return 'contactRange has lists of departments and people';
  }
  const ids = new Set<string>();
  for (const which of departments) {
    const found = world.departments.find(
      (one) => one.name === which || one.openDepartmentId === which || one.departmentId === which,
    );
    if (!found) return `there is no department ${String(which)}`;
    ids.add(found.openDepartmentId);
  }
  const openIds = new Set<string>();
  for (const who of people) {
    const person = typeof who === 'string' ? findPerson(world, who) : undefined;
    if (!person) return `nobody, or more than one, answers to ${String(who)}`;
    openIds.add(person.openId);
  }
  world.settings.contactRange = { departments: ids, people: openIds };
  return null;
};
