import { createHash } from 'node:crypto';
import { departmentsOf, findDepartment } from '../world/departments';
import { isRecord } from '../world/json';
import type { World, WorldDepartment, WorldPerson } from '../world/world';

const none = (which: unknown) => `there is no department ${String(which)}`;

const arrange = (world: World, departments: readonly WorldDepartment[]): void => {
  Object.assign(world, departmentsOf(departments, world.people));
};

/** Moves a person into another department, named by name or id; `0`: into none. */
export const movePerson = (world: World, person: WorldPerson, which: unknown): string | null => {
  const department = findDepartment(world, which);
  if (department === undefined) return none(which);
  person.departmentId = department;
  arrange(world, world.departments);
  return null;
};

/** True when a department is the other one or somewhere below it. */
const isWithin = (world: World, id: string, other: string): boolean => {
  for (let at: string | undefined = id; at !== undefined && at !== '0'; at = world.departmentById.get(at)?.parentId)
    if (at === other) return true;
  return false;
};

/**
 * Changes one department: `{department, name?, under?, close?}`, or opens one: `{open: name, under?}`. The people and departments of one that
 * is closed go to the one above it.
 */
export const changeDepartment = (world: World, given: unknown): string | null => {
  if (!isRecord(given)) return 'a department is an object';
  const { department: which, open, name, under, close, ...rest } = given;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) return `a department has no ${unknown}`;
  const parentId = under === undefined ? undefined : findDepartment(world, under);
  if (under !== undefined && parentId === undefined) return none(under);
  if (open !== undefined) {
    if (typeof open !== 'string' || open === '') return 'open is the name of a new department';
    if (findDepartment(world, open) !== undefined) return `there is a department ${open} already`;
    const hash = createHash('sha256').update(`${world.tenantKey} ${open}`).digest('hex').slice(0, 32);
    const made = { openDepartmentId: `od-${hash}`, departmentId: hash.slice(0, 12), name: open, enName: open };
    arrange(world, [...world.departments, { ...made, parentId: parentId ?? '0' }]);
    return null;
  }
  const id = findDepartment(world, which);
  const known = id === undefined ? undefined : world.departmentById.get(id);
  if (!known) return none(which);
  if (name !== undefined && (typeof name !== 'string' || name === '')) return 'name is a string';
  if (close !== undefined && close !== true) return 'close is true';
  if (close) {
    for (const person of world.byDepartment.get(known.openDepartmentId) ?? []) person.departmentId = known.parentId;
    const left = world.departments.filter((one) => one !== known);
    const freed = ({ parentId: above, ...one }: WorldDepartment) =>
      above === known.openDepartmentId ? { ...one, parentId: known.parentId } : { ...one, parentId: above };
    arrange(world, left.map(freed));
    return null;
  }
  if (parentId !== undefined && isWithin(world, parentId, known.openDepartmentId))
    return `${known.name} cannot be below itself`;
  const changed = {
    ...known,
    ...(name === undefined ? {} : { name }),
    ...(parentId === undefined ? {} : { parentId }),
  };
  arrange(
    world,
    world.departments.map((one) => (one === known ? changed : one)),
  );
  return null;
};
