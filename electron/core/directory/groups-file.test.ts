import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Group } from '../../contract/group';
import { ChatId, GroupId, OpenId, UnionId, UserId, WorkspaceId } from '../../contract/ids';
import type { Person } from '../../contract/person';
import { readCsv, writeCsv } from './csv';
import { groupsCsvHeader, readGroupsCsv, writeGroupsCsv } from './groups-csv';
import { groupsJson, readGroupsJson } from './groups-json';
import { mergeGroups } from './merge-groups';

const workspaceId = WorkspaceId.parse('ws_company');
const awkward = fc.string({
  unit: fc.constantFrom('a', '雨', '"', ',', '\n', '\r', ' ', '=', '+', '@', "'", ';', '\t'),
  maxLength: 20,
});
const named = awkward.map((text) => `x${text}x`);
const id = fc.stringMatching(/^[a-z0-9]{1,20}$/);

const person: fc.Arbitrary<Person> = fc.record(
  {
    name: named,
    openId: id.map((tail) => OpenId.parse(`ou_${tail}`)),
    unionId: id.map((tail) => UnionId.parse(`on_${tail}`)),
    userId: id.map((tail) => UserId.parse(tail)),
    email: id.map((local) => `${local}@company.test`),
    mobile: fc.constantFrom('+8613800138000', '13900139000'),
  },
  { requiredKeys: ['name'] },
);

const group: fc.Arbitrary<Group> = fc.record({
  id: fc.constant(GroupId.parse('grp_0')),
  workspaceId: fc.constant(workspaceId),
  name: named,
  icon: fc.constant('users' as const),
  pinned: fc.boolean(),
  members: fc.array(person, { maxLength: 6 }),
  linkedChat: fc.option(fc.record({ chatId: id.map((tail) => ChatId.parse(`oc_${tail}`)), name: named })),
  defaults: fc.record({
    channel: fc.constantFrom('app' as const, 'sms' as const, null),
    delivery: fc.constantFrom('direct' as const, null),
    ladder: fc.constant(null),
  }),
});
/** As the store holds them: no two of one name, no two of one id. */
const groups = fc
  .uniqueArray(group, { maxLength: 5, minLength: 1, selector: (each) => each.name })
  .map((all) => all.map((each, index): Group => ({ ...each, id: GroupId.parse(`grp_${index}`) })));

describe('CSV', () => {
  it('comes back as it was written, whatever the cells hold', () => {
    const rows = fc.array(fc.array(awkward, { minLength: 2, maxLength: 4 }), { maxLength: 6 });
    fc.assert(
      fc.property(rows, (written) => {
        const read = readCsv(writeCsv(written));
        expect(read.ok && read.rows.map((row) => row.cells)).toEqual(written);
      }),
    );
  });

  it('is read with a byte order mark, any line ends, and without a last one', () => {
    const read = readCsv('\uFEFFa,b\r\n"1\r\n2",3\r\r\n"x""y",\n\nlast,z');
    expect(read).toEqual({
      ok: true,
      rows: [
        { line: 1, cells: ['a', 'b'] },
        { line: 2, cells: ['1\r\n2', '3'] },
        { line: 5, cells: ['x"y', ''] },
        { line: 7, cells: ['last', 'z'] },
      ],
    });
  });

  it('names the line of a quote without its partner', () => {
    expect(readCsv('a\nb\n"c,d')).toEqual({ ok: false, line: 3 });
  });

  it('keeps what looks like a formula as it is: it is data', () => {
    expect(writeCsv([['=1+1', '+8613800138000', '@home', '-']])).toBe('=1+1,+8613800138000,@home,-\n');
  });
});

describe('groups as a file', () => {
  it('come back from CSV with everybody and everything CSV holds', () => {
    fc.assert(
      fc.property(groups, (written) => {
        const read = readGroupsCsv(writeGroupsCsv(written));
        const expected = written.map(({ name, members }) => ({ name, members }));
        expect(read).toEqual({ ok: true, groups: expected });
      }),
    );
  });

  it('come back from JSON whole', () => {
    fc.assert(
      fc.property(groups, (written) => {
        const read = readGroupsJson(JSON.stringify(groupsJson(written)));
        const expected = written.map(({ name, pinned, linkedChat, defaults, members }) => ({
          name,
          pinned,
          linkedChat,
          defaults,
          members,
        }));
        expect(read).toEqual({ ok: true, groups: expected });
      }),
    );
  });

  it('have the header of the design', () => {
    expect(groupsCsvHeader).toBe('group,name,open_id,union_id,user_id,email,mobile');
    expect(writeGroupsCsv([])).toBe(`${groupsCsvHeader}\n`);
  });

  const csv = (...lines: string[]) => readGroupsCsv([groupsCsvHeader, ...lines].join('\n'));
  it.each([
    [readGroupsCsv('name,group\n'), { kind: 'header' }],
    [readGroupsCsv(''), { kind: 'header' }],
    [csv(), { kind: 'empty' }],
    [csv('g,a,,,,'), { kind: 'row', line: 2, what: 'width', count: 6 }],
    [csv('g,a,,,,,', 'g,b,oc_chat,,,,'), { kind: 'row', line: 3, what: 'id', value: 'oc_chat' }],
    [csv(',a,,,,,'), { kind: 'row', line: 2, what: 'group' }],
    [csv(`g,${'长'.repeat(201)},,,,,`), { kind: 'row', line: 2, what: 'long' }],
    [readGroupsJson('{'), { kind: 'json' }],
    [readGroupsJson('{"version":2,"groups":[]}'), { kind: 'version' }],
    [readGroupsJson('{"version":1,"groups":[]}'), { kind: 'empty' }],
    [readGroupsJson('{"version":1,"groups":[{"name":"g"}]}'), { kind: 'shape', where: 'groups.0.members' }],
  ])('with a mistake is refused whole, with its place: %#', (read, problem) => {
    expect(read).toEqual({ ok: false, problem });
  });

  it('name somebody without a name by what is known of them', () => {
    expect(csv('g,,ou_a,,,,', 'g,,,,,b@company.test,')).toMatchObject({
      groups: [{ members: [{ name: 'ou_a' }, { name: 'b@company.test' }] }],
    });
  });
});

describe('an import', () => {
  let made = 0;
  const make = { workspaceId, newId: () => GroupId.parse(`grp_new${++made}`) };

  it('twice is the same as once, and takes nobody away', () => {
    fc.assert(
      fc.property(groups, groups, (there, file) => {
        const once = mergeGroups(there, file, make).groups;
        const twice = mergeGroups(once, file, make);
        expect(twice.groups).toEqual(once);
        expect(twice.merged.every((each) => each.added === 0)).toBe(true);
        for (const before of there) expect(once.find((each) => each.id === before.id)?.name).toBe(before.name);
      }),
    );
  });

  it('adds members to the group of that name, and leaves what the file does not say', () => {
    const [a, b] = [
      { name: 'a', openId: OpenId.parse('ou_a') },
      { name: 'b', openId: OpenId.parse('ou_b') },
    ];
    const before: Group = {
      id: GroupId.parse('grp_1'),
      workspaceId,
      name: '值班组',
      icon: 'bolt',
      pinned: true,
      members: [a],
      linkedChat: null,
      defaults: { channel: 'sms', delivery: null, ladder: null },
    };
    const { groups: after, merged } = mergeGroups([before], [{ name: '值班组', members: [a, b] }], make);
    expect(after).toEqual([{ ...before, members: [a, b] }]);
    expect(merged).toEqual([{ name: '值班组', added: 1, known: 1 }]);
  });
});
