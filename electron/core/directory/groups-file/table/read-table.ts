import { type Problem, problem } from '../../../../contract/advice/problem';
import { longestGroupName } from '../../../../contract/limits';
import type { Person } from '../../../../contract/model/person';
import { type Column, type Columns, columnsNamed, namesSame, readColumns } from './columns';
import { readMember } from './read-member';

/** A row of a table, and the line or row it begins on in its file (1 is the first). */
export interface TableRow {
  line: number;
  cells: readonly string[];
}

/** The groups of a table, by name. */
export interface ReadTable {
  groups: ReadonlyMap<string, readonly Person[]>;
  wrong: readonly { line: number; problem: Problem }[];
  /** Columns that hold something and were not used. `unused`: known from address books. */
  ignored: readonly { name: string; unused: boolean }[];
  /** True if the table says which groups its people are in. */
  grouped: boolean;
}

/** Rows among which the names of the columns are looked for: a title or a note may stand above them. */
export const mostAbove = 20;

const isEmpty = (cell: string) => cell.trim() === '';
/** True for a row that may name the columns below a title: a word like "phone" alone among others is data. */
const namesMost = (columns: Columns, cells: readonly string[]): boolean => {
  const named = [...columns.of.values()].reduce((sum, indexes) => sum + indexes.length, 0);
  return named > 1 || named === cells.filter((cell) => !isEmpty(cell)).length;
};

/** The row that names the columns: of the first rows, the one that names most. */
export const findColumns = (rows: readonly TableRow[]): { at: number; columns: Columns } | null => {
  let best: { at: number; columns: Columns } | null = null;
  const first = rows.findIndex(({ cells }) => !cells.every(isEmpty));
  for (const [at, { cells }] of rows.slice(0, mostAbove).entries()) {
    const columns = readColumns(cells);
    if (!columns || (at > first && !namesMost(columns, cells))) continue;
    if (columnsNamed(columns) > columnsNamed(best?.columns ?? null)) best = { at, columns };
  }
  return best;
};

/** The beginning of what stands in a row, to recognize it by. */
const excerpt = (cells: readonly string[]) => {
  const text = cells.filter((cell) => !isEmpty(cell)).join(' · ');
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
};

/** The groups of an address book that a person made: Google marks its own with a star. */
const labelsOf = (cell: string): readonly string[] =>
  cell
    .split(':::')
    .map((label) => label.trim())
    .filter((label) => label !== '' && !label.startsWith('*'));

const mobileKind = /^\*?\s*(?:mobile|cell|手机|手機|移动|行動)/i;

/** Reads a cell of a kind: the first column of that kind that is not empty. */
const cellReader = ({ of, kindOf }: Columns, cells: readonly string[]) => {
  const at = (index: number | undefined) => (index === undefined ? '' : (cells[index]?.trim() ?? ''));
  const first = (column: Column) => at(of.get(column)?.find((each) => at(each) !== ''));
  /** A number is a mobile by its column's name, or by what Google says about it; otherwise any telephone may be one. */
  const mobile = () => {
    const said = of.get('phone')?.find((each) => at(each) !== '' && mobileKind.test(at(kindOf.get(each))));
    return first('mobile') || at(said) || first('phone');
  };
  return (column: Column): string => {
    if (column === 'labels') return first(column);
    // Google writes all addresses of one kind into one cell.
    return (column === 'mobile' ? mobile() : first(column)).split(' ::: ')[0]?.trim() ?? '';
  };
};

/**
 * Reads groups from the rows of a table: columns in any order, some missing, named in Chinese or English, below a title if
 * there is one. Rows of one group need not be together. A row without a group belongs to the group above, as merged cells
 * leave it. `called` names the group of people whom the table puts into none. null: its columns are not those of people.
 */
export const readTable = (rows: readonly TableRow[], called: string): ReadTable | null => {
  const header = findColumns(rows);
  if (!header) return null;
  const { at, columns } = header;
  const names = rows[at]?.cells ?? [];
  const grouped = columns.of.has('group') || columns.of.has('labels');
  const own = called.trim().slice(0, longestGroupName).trim() || null;

  const groups = new Map<string, Person[]>();
  const wrong: { line: number; problem: Problem }[] = [];
  const filled = new Set<number>();
  let above = columns.of.has('group') ? null : own;
  for (const { line, cells } of rows.slice(0, at))
    if (!cells.every(isEmpty)) wrong.push({ line, problem: problem('line-above', { value: excerpt(cells) }) });
  for (const { line, cells } of rows.slice(at + 1)) {
    // A spreadsheet writes an empty line as `,,,`; files that were put together have their first line twice.
    if (cells.every(isEmpty) || namesSame(cells, names)) continue;
    const found = (advice: Problem) => wrong.push({ line, problem: advice });
    const cell = cellReader(columns, cells);
    for (const { index } of columns.unknown) if (!isEmpty(cells[index] ?? '')) filled.add(index);
    const more = cells.slice(names.length).filter((each) => !isEmpty(each));
    if (more.length > 0) found(problem('line-wide', { value: excerpt(more) }));

    const { person, problems } = readMember(cell);
    problems.forEach(found);
    const put = (name: string) => {
      const members = groups.get(name) ?? [];
      groups.set(name, members);
      if (person) members.push(person);
    };
    const labels = labelsOf(cell('labels'));
    const written = cell('group');
    const isGroupAlone = written !== '' && cells.filter((each) => !isEmpty(each)).length === 1;
    if (!person && problems.length === 0 && !isGroupAlone) found(problem('line-no-person', { value: excerpt(cells) }));
    if (labels.length > 0 && written === '') {
      for (const label of labels) put(label.slice(0, longestGroupName).trim());
      continue;
    }
    const name = written.slice(0, longestGroupName).trim() || above;
    if (written.length > longestGroupName) found(problem('line-group-long'));
    else if (name === null) found(problem('line-group-none'));
    else if (written === '' && person && columns.of.has('group')) found(problem('line-group-missing', { name }));
    // Without a group the row is only reported.
    if (name === null) continue;
    above = name;
    if (person || isGroupAlone) put(name);
  }
  const ignored = columns.unknown.flatMap(({ index, name, unused }) => (filled.has(index) ? [{ name, unused }] : []));
  return { groups, wrong, ignored, grouped };
};
