import type { Group } from '../../contract/group';
import { OpenId, UnionId, UserId } from '../../contract/ids';
import { Person } from '../../contract/person';
import { type CsvRow, readCsv, writeCsv } from './csv';
import type { FileGroup, GroupsFile, GroupsFileProblem } from './groups-file';

const columns = ['group', 'name', 'open_id', 'union_id', 'user_id', 'email', 'mobile'] as const;

/** The first line of every file of groups. */
export const groupsCsvHeader = columns.join(',');

/**
 * Groups as CSV (design F15): one row per member; a group without members has one row that names only itself. Pins,
 * linked chats and defaults are not part of it: JSON keeps those.
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

type ReadRow = { ok: true; group: string; person: Person | null } | { ok: false; problem: GroupsFileProblem };

const readRow = ({ line, cells }: CsvRow): ReadRow => {
  const wrong = (problem: GroupsFileProblem): ReadRow => ({ ok: false, problem });
  if (cells.length !== columns.length) return wrong({ kind: 'row', line, what: 'width', count: cells.length });
  const [group = '', name = '', openId = '', unionId = '', userId = '', email = '', mobile = ''] = cells.map((each) =>
    each.trim(),
  );
  if (group === '' || group.length > 60) return wrong({ kind: 'row', line, what: 'group' });
  const ids = [
    [OpenId, openId],
    [UnionId, unionId],
    [UserId, userId],
  ] as const;
  for (const [schema, value] of ids) {
    if (value !== '' && !schema.safeParse(value).success) return wrong({ kind: 'row', line, what: 'id', value });
  }
  // Somebody without a name is called by what is known of them.
  const called = name || email || mobile || openId || unionId || userId;
  if (called === '') return { ok: true, group, person: null };
  const person = Person.safeParse({
    name: called,
    ...(openId && { openId }),
    ...(unionId && { unionId }),
    ...(userId && { userId }),
    ...(email && { email }),
    ...(mobile && { mobile }),
  });
  return person.success ? { ok: true, group, person: person.data } : wrong({ kind: 'row', line, what: 'long' });
};

/** Reads what `writeGroupsCsv` writes, or the first thing that is wrong with it. Rows of one group need not be together. */
export const readGroupsCsv = (text: string): GroupsFile => {
  const read = readCsv(text);
  if (!read.ok) return { ok: false, problem: { kind: 'quote', line: read.line } };
  const [header, ...rows] = read.rows;
  const named = header?.cells.map((each) => each.trim().toLowerCase()).join(',') === groupsCsvHeader;
  if (!named) return { ok: false, problem: { kind: 'header' } };
  const groups = new Map<string, Person[]>();
  for (const row of rows) {
    const member = readRow(row);
    if (!member.ok) return member;
    const members = groups.get(member.group) ?? [];
    groups.set(member.group, member.person ? [...members, member.person] : members);
  }
  if (groups.size === 0) return { ok: false, problem: { kind: 'empty' } };
  return { ok: true, groups: [...groups].map(([name, members]): FileGroup => ({ name, members })) };
};
