import { after, before, type Column, columnNames, unusedParts } from './column-words';

export type { Column } from './column-words';

/** A table's columns: which hold what, those of a kind in the order in which they count, and those that are not known. */
export interface Columns {
  of: ReadonlyMap<Column, readonly number[]>;
  /** For each column of a telephone number, the column that says of which kind it is, as Google has them. */
  kindOf: ReadonlyMap<number, number>;
  unknown: readonly { index: number; name: string /** True for a column of an address book. */; unused: boolean }[];
}

/** A column's name as it is compared: width, case, spaces, punctuation and invisible characters make no difference. */
const keyOf = (cell: string): string =>
  cell
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]/gu, '');

const withoutBrackets = (cell: string) => cell.replace(/[(（[【][^()（）[\]【】]*[)）\]】]/g, '');

/** The name without the words around it, if something is left of it. */
const bare = (key: string): string => {
  const start = before.find((word) => key.startsWith(word) && key.length > word.length);
  const rest = start ? key.slice(start.length) : key;
  const end = after.find((word) => rest.endsWith(word) && rest.length > word.length);
  return end ? rest.slice(0, -end.length) : rest;
};

/** `E-mail 2 - Value`, `E-mail 2 Address`, `Phone 1 - Value`: the kind and the number. */
const numbered = /^(email|phone)(\d{1,2})(?:value|address)$/;
const phoneKind = /^phone(\d{1,2})(?:label|type)$/;
/** Rank of a numbered column: after all that have a name of their own. */
const afterNames = 100;

const known = (cell: string): { column: Column; rank: number } | undefined => {
  const [whole, plain] = [keyOf(cell), keyOf(withoutBrackets(cell))];
  for (const key of [whole, plain, bare(whole), bare(plain)]) {
    const found = columnNames.get(key);
    if (found) return found;
    const [, column, number] = numbered.exec(key) ?? [];
    if (column) return { column: column as 'email' | 'phone', rank: afterNames + Number(number) };
  }
  return undefined;
};

const isUnused = (cell: string): boolean => {
  const key = keyOf(cell);
  return unusedParts.some((part) => key.includes(part));
};

/** What tells who a row is about. */
const people: readonly Column[] = [
  'name',
  'given',
  'family',
  'open_id',
  'union_id',
  'user_id',
  'email',
  'mobile',
  'phone',
];

/** Columns of a table that are looked at: more hold no list of people. */
export const mostColumns = 300;

/** Reads the names of a table's columns. null: rows of such columns name no person. */
export const readColumns = (cells: readonly string[]): Columns | null => {
  const found: { index: number; column: Column; rank: number }[] = [];
  const unknown: { index: number; name: string; unused: boolean }[] = [];
  const numbers = new Map<string, number>();
  const kinds = new Map<string, number>();
  for (const [index, cell] of cells.slice(0, mostColumns).entries()) {
    const meaning = known(cell);
    const key = keyOf(cell);
    const kind = phoneKind.exec(key)?.[1];
    if (meaning) found.push({ index, ...meaning });
    else if (kind !== undefined) kinds.set(kind, index);
    else if (key !== '') unknown.push({ index, name: cell.trim(), unused: isUnused(cell) });
    const number = numbered.exec(key);
    if (number?.[1] === 'phone' && number[2] !== undefined) numbers.set(number[2], index);
  }
  // A table with a column of its own for the family name means the given one by 名字.
  const family = found.some(({ column }) => column === 'family');
  const given = found.some(({ column }) => column === 'given');
  const of = new Map<Column, number[]>();
  for (const { index, column } of found.toSorted((a, b) => a.rank - b.rank)) {
    const means = family && !given && column === 'name' && keyOf(cells[index] ?? '') === '名字' ? 'given' : column;
    of.set(means, [...(of.get(means) ?? []), index]);
  }
  if (!people.some((column) => of.has(column))) return null;
  const kindOf = new Map(
    [...numbers].flatMap(([number, index]) => {
      const kind = kinds.get(number);
      return kind === undefined ? [] : [[index, kind] as const];
    }),
  );
  return { of, kindOf, unknown };
};

/** How sure it is that a row holds the names of columns: the number of kinds that it names. */
export const columnsNamed = (columns: Columns | null): number => columns?.of.size ?? 0;

/** True for a row with the same names of columns. */
export const namesSame = (cells: readonly string[], names: readonly string[]): boolean =>
  cells.length === names.length && cells.every((cell, index) => keyOf(cell) === keyOf(names[index] ?? ''));
