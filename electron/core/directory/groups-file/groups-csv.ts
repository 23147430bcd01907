import { failed, ok, problem } from '../../../contract/advice/problem';
import { mostRows } from '../../../contract/limits';
import type { Group } from '../../../contract/model/group';
import { csvSeparator, readCsv, type Separator, separators, writeCsv } from '../../text/csv';
import type { GroupsFile } from './groups-file';
import { columnsNamed } from './table/columns';
import { groupsOfTables } from './table/groups-of-tables';
import { findColumns, mostAbove, readTable } from './table/read-table';

/** Columns of every CSV file of groups that the app writes. */
const columns = ['group', 'name', 'open_id', 'union_id', 'user_id', 'email', 'mobile'] as const;
/** First line of every CSV file of groups that the app writes. */
export const groupsCsvHeader = columns.join(',');

/**
 * Writes groups as CSV, a row per member; a group without members has a row with its name only. Pins, linked chats and
 * defaults are left out: JSON keeps those.
 */
export const writeGroupsCsv = (groups: readonly Pick<Group, 'name' | 'members'>[]): string =>
  writeCsv([
    columns,
    ...groups.flatMap(({ name, members }) =>
      members.length === 0
        ? [[name, '', '', '', '', '', '']]
        : members.map((person) => [
            name,
            person.name,
            person.openId ?? '',
            person.unionId ?? '',
            person.userId ?? '',
            person.email ?? '',
            person.mobile ?? '',
          ]),
    ),
  ]);

/** Finds the separator by which the first rows name most columns: a title above them says nothing about it. */
const findSeparator = (text: string, likeliest: Separator): Separator => {
  const named = (separator: Separator) => {
    const read = readCsv(text, separator, mostAbove);
    return read.ok ? columnsNamed(findColumns(read.rows)?.columns ?? null) : 0;
  };
  return separators.reduce((best, each) => (named(each) > named(best) ? each : best), likeliest);
};

/**
 * Reads groups from CSV as `writeGroupsCsv`, a spreadsheet or an address book writes it, separated by commas, semicolons or
 * tabs. `called` names the group of people whom the table puts into none.
 */
export const readGroupsCsv = (text: string, called: string): GroupsFile => {
  const { separator, said, rest } = csvSeparator(text);
  const read = readCsv(rest, said ? separator : findSeparator(rest, separator), mostRows + 1);
  if (!read.ok) return failed(problem('file-quote', { line: String(read.line) }));
  if (read.rows.length > mostRows) return failed(problem('file-long', { most: String(mostRows) }));
  const lines = said ? read.rows.map(({ line, cells }) => ({ line: line + 1, cells })) : read.rows;
  const table = readTable(lines, called);
  if (!table) return failed(problem('file-header', { header: groupsCsvHeader }));
  if (table.groups.size === 0) return failed(problem('file-empty', { header: groupsCsvHeader }));
  return ok(groupsOfTables([{ table, sheet: null }]));
};
