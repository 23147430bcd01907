import type { World, WorldDepartment, WorldPerson } from './world';

const groupBy = <T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
};

/** Departments and their people, in the ways that endpoints look for them. */
export const departmentsOf = (
  departments: readonly WorldDepartment[],
  people: readonly WorldPerson[],
): Pick<World, 'departments' | 'departmentById' | 'byDepartment' | 'departmentsBelow'> => ({
  departments,
  departmentById: new Map(departments.map((one) => [one.openDepartmentId, one])),
  byDepartment: groupBy(people, (person) => person.departmentId),
  departmentsBelow: groupBy(departments, (one) => one.parentId),
});

/** Finds a department by name or id; `0` is the company itself. */
export const findDepartment = (world: World, which: unknown): string | undefined =>
  which === '0'
    ? '0'
    : world.departments.find(
        (one) => one.name === which || one.openDepartmentId === which || one.departmentId === which,
      )?.openDepartmentId;
