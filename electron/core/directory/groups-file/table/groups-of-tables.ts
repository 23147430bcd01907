import type { Person } from '../../../../contract/model/person';
import type { ReadGroups } from '../groups-file';
import type { ReadTable } from './read-table';

/** Puts the tables of a file together. Groups of the same name are one, whichever sheet they are on. */
export const groupsOfTables = (tables: readonly { table: ReadTable; sheet: string | null }[]): ReadGroups => {
  const groups = new Map<string, Person[]>();
  for (const { table } of tables)
    for (const [name, members] of table.groups) {
      const there = groups.get(name);
      if (there) for (const member of members) there.push(member);
      else groups.set(name, [...members]);
    }
  return {
    groups: [...groups].map(([name, members]) => ({ name, members })),
    wrong: tables.flatMap(({ table, sheet }) =>
      table.wrong.map((each) => (sheet === null ? each : { ...each, sheet })),
    ),
    ignored: tables.flatMap(({ table }) => table.ignored),
    grouped: tables.some(({ table }) => table.grouped),
  };
};
