import { DepartmentId } from '../../../contract/model/ids';
import type { Department } from '../../feishu/feishu-contacts';
import type { KnownPerson } from './directory-record';

/** A department that a message can go to as a whole. */
export interface KnownDepartment {
  id: DepartmentId;
  name: string;
  /** Names of the departments above it, the outermost first. */
  above: readonly string[];
  /** Number of its people, with those of the departments below it; without people who left the company. */
  people: number;
}

/** Deepest place of a department that is looked at: those of a company are a few levels deep. */
const deepest = 50;

/**
 * The departments of a company as the contacts were last read to the end. A person of a department below belongs to those
 * above it as well, and a person of several to each of them.
 */
export class DepartmentTree {
  readonly #departments: ReadonlyMap<string, Department>;
  readonly #above = new Map<string, readonly string[]>();

  constructor(departments: Iterable<Department>) {
    this.#departments = new Map([...departments].map((department) => [department.id, department]));
  }

  list(): readonly Department[] {
    return [...this.#departments.values()];
  }

  /** The department and those above it, the innermost first; empty if it is not known. */
  #chain(id: string): readonly string[] {
    const known = this.#above.get(id);
    if (known) return known;
    const chain: string[] = [];
    for (let at: string | null = id; at !== null && !chain.includes(at) && chain.length < deepest; ) {
      const department: Department | undefined = this.#departments.get(at);
      if (!department) break;
      chain.push(at);
      at = department.parentId;
    }
    this.#above.set(id, chain);
    return chain;
  }

  #departmentsOf({ departmentIds = [], status }: KnownPerson): ReadonlySet<string> {
    if (status === 'resigned') return new Set();
    return new Set(departmentIds.flatMap((id) => this.#chain(id)));
  }

  /** The departments that have a name and people, in the order in which Feishu lists them. */
  known(people: readonly KnownPerson[]): readonly KnownDepartment[] {
    const counts = new Map<string, number>();
    for (const person of people)
      for (const id of this.#departmentsOf(person)) counts.set(id, (counts.get(id) ?? 0) + 1);
    return [...this.#departments.values()].flatMap(({ id: written, name }) => {
      const id = DepartmentId.safeParse(written);
      const count = counts.get(written);
      if (!id.success || !name || !count) return [];
      const above = this.#chain(written)
        .slice(1)
        .flatMap((each) => this.#departments.get(each)?.name ?? [])
        .toReversed();
      return [{ id: id.data, name, above, people: count }];
    });
  }

  /** People of a department and of those below it; null: there is no such department. */
  peopleOf(id: DepartmentId, people: readonly KnownPerson[]): readonly KnownPerson[] | null {
    return this.#departments.has(id) ? people.filter((person) => this.#departmentsOf(person).has(id)) : null;
  }
}
