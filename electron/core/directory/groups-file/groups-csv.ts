import { failed, ok, problem } from '../../../contract/advice/problem';
import { longestGroupName } from '../../../contract/limits';
import type { Group } from '../../../contract/model/group';
import type { Person } from '../../../contract/model/person';
import { csvSeparator, readCsv, writeCsv } from '../../text/csv';
import { type Column, groupsCsvColumns, readHeader } from './csv-columns';
import type { GroupsFile, WrongLine } from './groups-file';
import { readMember } from './read-member';

/** First line of every CSV file of groups that the app writes. */
export const groupsCsvHeader = groupsCsvColumns.join(',');

/**
 * Writes groups as CSV, a row per member; a group without members has a row with its name only. Pins, linked chats and
 * defaults are left out: JSON keeps those.
 */
export const writeGroupsCsv = (groups: readonly Pick<Group, 'name' | 'members'>[]): string =>
  writeCsv([
    groupsCsvColumns,
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

/**
 * Reads groups from CSV as `writeGroupsCsv` or a spreadsheet writes it: columns in any order, some missing, named in Chinese
 * or English, separated by commas, semicolons or tabs. Rows of one group need not be together. A row without a group
 * belongs to the group above, as merged cells leave it. `called` names the group of a file without that column; null: the
 * column is required.
 */
export const readGroupsCsv = (text: string, called: string | null = null): GroupsFile => {
  const { separator, rest } = csvSeparator(text);
  const read = readCsv(rest, separator);
  if (!read.ok) return failed(problem('file-quote', { line: String(read.line) }));
  const [header, ...rows] = read.rows;
  const columns = readHeader(header?.cells ?? []);
  if (!columns || (called === null && !columns.at.has('group')))
    return failed(problem('file-header', { header: groupsCsvHeader }));

  const groups = new Map<string, Person[]>();
  const wrong: WrongLine[] = [];
  let above = called?.trim().slice(0, longestGroupName).trim() || null;
  for (const { line, cells } of rows) {
    // A spreadsheet writes an empty line as `,,,`.
    if (cells.every((each) => each.trim() === '')) continue;
    const found = (advice: WrongLine['problem']) => wrong.push({ line, problem: advice });
    const cell = (column: Column) => cells[columns.at.get(column) ?? cells.length]?.trim() ?? '';
    const more = cells.slice(header?.cells.length).filter((each) => each.trim() !== '');
    if (more.length > 0) found(problem('line-wide', { value: more.join(' · ').slice(0, 80) }));

    const written = cell('group');
    const name = written.slice(0, longestGroupName).trim() || above;
    if (written.length > longestGroupName) found(problem('line-group-long'));
    else if (name === null) found(problem('line-group-none'));
    else if (written === '' && columns.at.has('group')) found(problem('line-group-missing', { name }));
    const { person, problems } = readMember(cell);
    problems.forEach(found);
    // Without a group the row is only reported.
    if (name === null) continue;
    above = name;
    const members = groups.get(name) ?? [];
    groups.set(name, members);
    if (person) members.push(person);
  }
  if (groups.size === 0) return failed(problem('file-empty', { header: groupsCsvHeader }));
  return ok({
    groups: [...groups].map(([name, members]) => ({ name, members })),
    wrong,
    ignored: columns.ignored,
  });
};
