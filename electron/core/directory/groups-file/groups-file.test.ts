import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Group, GroupIcon } from '../../../contract/model/group';
import {
  ChatId,
  DepartmentId,
  GroupId,
  OpenId,
  TemplateId,
  UnionId,
  UserId,
  WorkspaceId,
} from '../../../contract/model/ids';
import type { Person } from '../../../contract/model/person';
import { readCsv, writeCsv } from '../../text/csv';
import { groupsCsvHeader, readGroupsCsv, writeGroupsCsv } from './groups-csv';
import { groupsJson, readGroupsJson } from './groups-json';

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
    mobile: fc.constantFrom('+85291234567', '13900139000'),
  },
  { requiredKeys: ['name'] },
);

const group: fc.Arbitrary<Group> = fc.record({
  id: fc.constant(GroupId.parse('grp_0')),
  workspaceId: fc.constant(workspaceId),
  name: named,
  icon: fc.constantFrom(...GroupIcon.options),
  pinned: fc.boolean(),
  members: fc.array(person, { maxLength: 6 }),
  linkedChat: fc.option(fc.record({ chatId: id.map((tail) => ChatId.parse(`oc_${tail}`)), name: named })),
  follows: fc.array(
    fc.record({
      departmentId: id.map((tail) => DepartmentId.parse(`od-${tail}`)),
      name: named,
      people: fc.array(
        id.map((tail) => OpenId.parse(`ou_${tail}`)),
        { maxLength: 3 },
      ),
      without: fc.array(
        id.map((tail) => OpenId.parse(`ou_${tail}`)),
        { maxLength: 3 },
      ),
    }),
    { maxLength: 3 },
  ),
  defaults: fc.record(
    {
      channel: fc.constantFrom('app' as const, 'sms' as const, null),
      delivery: fc.constantFrom('direct' as const, null),
      ladder: fc.constant(null),
      ask: fc.boolean(),
      template: fc.constantFrom(TemplateId.parse('tpl_a'), null),
    },
    { requiredKeys: ['channel', 'delivery', 'ladder', 'template'] },
  ),
});
/** Groups as the store holds them: names and ids are unique. */
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

  it('keeps a text that looks like a formula: it is data', () => {
    expect(writeCsv([['=1+1', '+8613800138000', '@home', '-']])).toBe('=1+1,+8613800138000,@home,-\n');
  });
});

describe('groups as a file', () => {
  it('come back from CSV with all people and fields that CSV holds', () => {
    fc.assert(
      fc.property(groups, (written) => {
        const read = readGroupsCsv(writeGroupsCsv(written), 'file');
        const expected = written.map(({ name, members }) => ({ name, members }));
        expect(read).toEqual({ ok: true, value: { groups: expected, wrong: [], ignored: [], grouped: true } });
      }),
    );
  });

  it('come back from JSON whole', () => {
    fc.assert(
      fc.property(groups, (written) => {
        const read = readGroupsJson(JSON.stringify(groupsJson(written)));
        const expected = written.map(({ name, icon, pinned, linkedChat, follows = [], defaults, members }) => ({
          name,
          icon,
          pinned,
          linkedChat,
          ...(follows.length > 0 && { follows }),
          defaults,
          members,
        }));
        expect(read).toEqual({ ok: true, value: { groups: expected, wrong: [], ignored: [], grouped: true } });
      }),
    );
  });

  it('have the documented header', () => {
    expect(groupsCsvHeader).toBe('group,name,open_id,union_id,user_id,email,mobile');
    expect(writeGroupsCsv([])).toBe(`${groupsCsvHeader}\n`);
  });

  const followed = (change: object = {}) => ({
    departmentId: 'od-a',
    name: '研发',
    people: [],
    without: [],
    ...change,
  });
  const following = (...follows: unknown[]) =>
    readGroupsJson(JSON.stringify({ version: 1, groups: [{ name: 'g', follows: follows.flat(), members: [] }] }));
  const csv = (...lines: string[]) => readGroupsCsv([groupsCsvHeader, ...lines].join('\n'), 'file');
  it.each([
    [readGroupsCsv('部门主管,工号\n', 'file'), { advice: 'file-header' }],
    [readGroupsCsv('', 'file'), { advice: 'file-header' }],
    [csv(), { advice: 'file-empty', params: { header: groupsCsvHeader } }],
    [csv('g,"a,,,,,'), { advice: 'file-quote', params: { line: '2' } }],
    [readGroupsJson('{'), { advice: 'file-json' }],
    [readGroupsJson('{"version":2,"groups":[]}'), { advice: 'file-newer' }],
    [readGroupsJson('{"version":1,"groups":[]}'), { advice: 'file-none' }],
    [readGroupsJson('{"version":1,"groups":[{"name":"g"}]}'), { params: { where: 'groups.0.members' } }],
    [following(followed({ departmentId: '0' })), { params: { where: 'groups.0.follows.0.departmentId' } }],
    [following(followed({ people: ['on_union'] })), { params: { where: 'groups.0.follows.0.people.0' } }],
    [following(followed({ without: 7 })), { params: { where: 'groups.0.follows.0.without' } }],
    [following(Array.from({ length: 21 }, () => followed())), { params: { where: 'groups.0.follows' } }],
    [
      following(followed({ people: Array.from({ length: 5001 }, (_, at) => `ou_${at}`) })),
      { params: { where: 'groups.0.follows.0.people' } },
    ],
  ])('that are none are refused with the reason: %#', (read, problem) => {
    expect(read).toMatchObject({ ok: false, problem });
  });

  const id = OpenId.parse('ou_a');
  it.each([
    ['g,a,ou_a,,,,,,多的', { advice: 'line-wide', params: { value: '多的' } }, { name: 'a', openId: id }],
    ['g,a,oc_chat,,,,', { advice: 'person-invalid-id', params: { name: 'oc_chat' } }, { name: 'a' }],
    ['g,,oc_chat,,,,', { advice: 'person-invalid-id', params: { name: 'oc_chat' } }, { name: 'oc_chat' }],
    ['g,a,,,,,1.38E+10', { advice: 'line-rounded', params: { value: '1.38E+10' } }, { name: 'a' }],
    [`g,${'长'.repeat(201)},,,,,`, { advice: 'line-long' }, { name: '长'.repeat(200) }],
    [',a,ou_a,,,,', { advice: 'line-group-missing', params: { name: 'g' } }, { name: 'a', openId: id }],
  ])('keep the person of a wrong line, and say which line and why: %s', (line, problem, member) => {
    const read = csv('g,first,,,,,', line);
    expect(read).toMatchObject({ ok: true, value: { wrong: [{ line: 3, problem }] } });
    expect(read.ok && read.value.groups).toEqual([{ name: 'g', members: [{ name: 'first' }, member] }]);
  });

  it('cannot keep a line before the first group, and say so', () => {
    expect(csv(',a,,,,,', 'g,b,,,,,')).toMatchObject({
      value: {
        groups: [{ name: 'g', members: [{ name: 'b' }] }],
        wrong: [{ line: 2, problem: { advice: 'line-group-none' } }],
      },
    });
  });

  it('keep a member of a JSON that is not as it should be, and say where', () => {
    const read = readGroupsJson('{"version":1,"groups":[{"name":"g","members":[{"name":"李雷","openId":"x"},7]}]}');
    expect(read).toMatchObject({
      ok: true,
      value: {
        groups: [{ members: [{ name: '李雷' }, { name: '7' }] }],
        wrong: [{ problem: { params: { where: 'groups.0.members.0.openId' } } }, { line: null }],
      },
    });
  });

  it('keep the valid fields of a JSON member with a wrong one', () => {
    const members = [
      { name: '李雷', openId: 'ou_a', unionId: 'x', email: 'a@company.test', mobile: '1'.repeat(33) },
      { name: ' ', openId: 'nobody', userId: 'u1' },
      { name: '长'.repeat(201), openId: 'ou_b' },
    ];
    const read = readGroupsJson(JSON.stringify({ version: 1, groups: [{ name: 'g', members }] }));
    expect(read).toMatchObject({ ok: true });
    const { groups: all, wrong } = read.ok ? read.value : expect.fail();
    expect(all[0]?.members).toEqual([
      { name: '李雷', openId: 'ou_a', email: 'a@company.test' },
      { name: 'u1', userId: 'u1' },
      { name: '长'.repeat(200), openId: 'ou_b' },
    ]);
    const at = (where: string) => `groups.0.members.${where}`;
    expect(wrong.map(({ problem: { params } }) => params.where).sort()).toEqual(
      ['0.mobile', '0.unionId', '1.name', '1.openId', '2.name'].map(at),
    );
  });

  it('name a person without a name by another field', () => {
    expect(csv('g,,ou_a,,,,', 'g,,,,,b@company.test,')).toMatchObject({
      value: { groups: [{ members: [{ name: 'ou_a' }, { name: 'b@company.test' }] }] },
    });
  });
});
