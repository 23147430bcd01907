import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLinear } from '../../../../test/support/clock/cpu-time';
import { aGroup, aPerson, workspaceId } from '../../../../test/support/samples';
import { type FollowedDepartment, type Group, GroupDefaults, GroupIcon } from '../../../contract/model/group';
import { ChatId, DepartmentId, GroupId, LadderId, OpenId, TemplateId } from '../../../contract/model/ids';
import type { Person } from '../../../contract/model/person';
import { defaultSettings } from '../../../contract/model/settings';
import type { FileGroup } from './groups-file';
import { type ImportInto, planImport, takeBackImport } from './plan-import';

const [standard] = defaultSettings.ladders;
const alerts = ChatId.parse('oc_alerts');
const all = ChatId.parse('oc_everyone');
const research = DepartmentId.parse('od-research');
const gone = { ladder: LadderId.parse('ldr_elsewhere'), template: TemplateId.parse('tpl_elsewhere') };
const defaults = (change: Partial<GroupDefaults> = {}): GroupDefaults => ({
  ...GroupDefaults.parse({ channel: null, delivery: null }),
  ...change,
});
const saved = (change: Partial<Group> = {}): Group => aGroup([], { pinned: false, ...change });
const fileGroup = (change: Partial<FileGroup> = {}): FileGroup => ({ name: '值班组', members: [], ...change });

let made = 0;
const plan = (there: readonly Group[], file: readonly FileGroup[], change: Partial<ImportInto> = {}) => {
  const planned = planImport(file, {
    workspaceId,
    there,
    settings: defaultSettings,
    chatNames: new Map([
      [alerts, '数据库告警'],
      [all, '全员群'],
    ]),
    departmentNames: new Map([[research, '研发中心']]),
    newId: () => GroupId.parse(`grp_new${++made}`),
    isTicked: () => false,
    ...change,
  });
  return planned.ok ? planned.value : expect.fail(planned.problem.advice);
};

const id = fc.stringMatching(/^[a-z0-9]{1,20}$/);
const name = fc.string({ minLength: 1, maxLength: 6 }).map((text) => `x${text}`);
const openId = id.map((tail) => OpenId.parse(`ou_${tail}`));
const person: fc.Arbitrary<Person> = fc.record(
  { name, openId, mobile: fc.constantFrom('13800138000', '13900139000') },
  { requiredKeys: ['name'] },
);
const group = fc.record({
  id: fc.constant(GroupId.parse('grp_0')),
  workspaceId: fc.constant(workspaceId),
  name,
  icon: fc.constantFrom(...GroupIcon.options),
  pinned: fc.boolean(),
  members: fc.array(person, { maxLength: 6 }),
  linkedChat: fc.constantFrom({ chatId: alerts, name: '数据库告警' }, { chatId: all, name: '全员群' }, null),
  follows: fc.array(
    fc.record({
      departmentId: fc.constant(research),
      name: fc.constant('研发中心'),
      people: fc.uniqueArray(openId, { maxLength: 3 }),
      without: fc.uniqueArray(openId, { maxLength: 3 }),
    }),
    { maxLength: 1 },
  ),
  defaults: fc.record(
    {
      channel: fc.constantFrom('app' as const, 'phone' as const, null),
      delivery: fc.constantFrom('direct' as const, null),
      ladder: fc.constantFrom(standard?.id ?? null, null),
      ask: fc.boolean(),
      template: fc.constant(null),
    },
    { requiredKeys: ['channel', 'delivery', 'ladder', 'template'] },
  ),
});
/** Groups as the store holds them: names and ids are unique. */
const groups = fc
  .uniqueArray(group, { maxLength: 5, minLength: 1, selector: (each) => each.name })
  .map((list) => list.map((each, index): Group => ({ ...each, id: GroupId.parse(`grp_${index}`) })));

describe('an import', () => {
  it('changes nothing the second time, and removes no person', () => {
    fc.assert(
      fc.property(groups, groups, (there, file) => {
        const once = plan(there, file, { isTicked: () => true }).groups;
        const twice = plan(once, file);
        expect(twice.groups).toEqual(once);
        expect(twice.merged.every((each) => each.added === 0 && each.state === 'same')).toBe(true);
        for (const before of there) expect(once.find((each) => each.id === before.id)?.name).toBe(before.name);
      }),
    );
  });

  it('adds members to the group of that name, and leaves fields that the file does not have', () => {
    const [a, b] = [aPerson('a', 'ou_a'), aPerson('b', 'ou_b')];
    const before = saved({ pinned: true, members: [a], defaults: defaults({ channel: 'sms' }) });
    const { groups: after, merged } = plan([before], [fileGroup({ members: [a, b] })]);
    expect(after).toEqual([{ ...before, members: [a, b] }]);
    expect(merged).toEqual([{ name: '值班组', state: 'changed', added: 1, known: 1, changes: [] }]);
  });

  it('is taken back without a trace, and without touching later changes', () => {
    fc.assert(
      fc.property(groups, groups, (there, file) => {
        const { groups: after } = plan(there, file);
        expect(takeBackImport(after, there, after)).toEqual(there);
        const [first, ...others] = there;
        const kept = new Set(there);
        const edited = after.map((each) => (kept.has(each) ? { ...each, name: `${each.name}!` } : each));
        const back = takeBackImport(edited, there, after);
        for (const [index, each] of back.entries())
          expect([there[index]?.name, `${there[index]?.name}!`]).toContain(each.name);
        const without = after.filter((each) => each.id !== first?.id);
        expect(takeBackImport(without, there, after)).toEqual(others);
      }),
    );
  });
});

describe('what a file says about how a group is called', () => {
  const before = saved({ linkedChat: { chatId: alerts, name: '数据库告警' }, defaults: defaults({ channel: 'app' }) });
  /** The attack: the group's name and the old chat's name, but another chat, phone calls and a paid ladder. */
  const attack = fileGroup({
    linkedChat: { chatId: all, name: '数据库告警' },
    defaults: defaults({ channel: 'phone', ladder: standard?.id ?? null }),
  });

  it('is listed field by field, and left out until it is ticked', () => {
    const { groups: after, merged } = plan([before], [attack]);
    expect(after).toEqual([before]);
    expect(merged[0]).toMatchObject({ state: 'changed', added: 0 });
    expect(merged[0]?.changes).toEqual([
      { field: 'linkedChat', before: '数据库告警', after: '全员群', asks: true },
      { field: 'channel', before: 'app', after: 'phone', asks: true },
      { field: 'ladder', before: null, after: standard?.name, asks: true },
    ]);
  });

  it('is taken field by field, and a chat has the name that Feishu has for it', () => {
    const { groups: after } = plan([before], [attack], { isTicked: (_, field) => field === 'linkedChat' });
    expect(after).toEqual([{ ...before, linkedChat: { chatId: all, name: '全员群' } }]);
  });

  it('asks for what is paid in a new group too, and takes the rest', () => {
    const { groups: after, merged } = plan([], [{ ...attack, pinned: true, icon: 'moon' }]);
    expect(after).toMatchObject([{ pinned: true, icon: 'moon', linkedChat: { name: '全员群' }, defaults: defaults() }]);
    expect(merged[0]?.changes.filter(({ asks }) => asks).map(({ field }) => field)).toEqual(['channel', 'ladder']);
  });

  it('never makes a group paid, or calls it elsewhere, without a tick', () => {
    fc.assert(
      fc.property(groups, groups, (there, file) => {
        const { groups: after } = plan(there, file);
        for (const each of after) {
          const old = there.find((one) => one.id === each.id);
          if (old) expect([each.linkedChat, each.defaults]).toEqual([old.linkedChat, old.defaults]);
          else expect([each.defaults.channel, each.defaults.ladder]).not.toContain('phone');
          if (!old) expect(each.defaults.ladder).toBeNull();
        }
      }),
    );
  });

  it('leaves out a chat that the bot is not in, and delivery to it', () => {
    const linked = fileGroup({
      linkedChat: { chatId: ChatId.parse('oc_unknown'), name: '告警' },
      defaults: defaults({ delivery: 'chat' }),
    });
    const { groups: after, wrong } = plan([], [linked]);
    expect(after).toMatchObject([{ linkedChat: null, defaults: defaults() }]);
    expect(wrong).toMatchObject([{ problem: { advice: 'import-no-chat', params: { name: '值班组' } } }]);
    // The saved link stays as it is, without asking.
    expect(
      plan([before], [fileGroup({ linkedChat: { chatId: alerts, name: 'x' } })], { chatNames: new Map() }),
    ).toMatchObject({
      groups: [before],
      wrong: [],
      merged: [{ state: 'same' }],
    });
  });

  it('leaves out ladders and templates of another computer, unless the saved group has them already', () => {
    const { groups: after, wrong } = plan([], [fileGroup({ defaults: defaults(gone) })]);
    expect(after).toMatchObject([{ defaults: defaults() }]);
    expect(wrong.map(({ problem }) => [problem.advice, problem.params.name])).toEqual([
      ['import-no-ladder', '值班组'],
      ['import-no-template', '值班组'],
    ]);
    const there = saved({ defaults: defaults(gone) });
    expect(plan([there], [fileGroup({ defaults: defaults(gone) })])).toMatchObject({ groups: [there], wrong: [] });
  });
});

describe('departments that a file follows', () => {
  const [han, xie, qiu] = [aPerson('韩梅梅', 'ou_han'), aPerson('解放', 'ou_xie'), aPerson('仇远', 'ou_qiu')];
  const follows = (change: Partial<FollowedDepartment> = {}): FollowedDepartment => ({
    departmentId: research,
    name: '董事会',
    people: [han.openId, xie.openId],
    without: [qiu.openId],
    ...change,
  });

  it('are followed by a new group under the names that the contacts have, and told', () => {
    const { groups: after, merged } = plan([], [fileGroup({ members: [han, xie], follows: [follows()] })]);
    expect(after).toMatchObject([{ follows: [follows({ name: '研发中心' })] }]);
    expect(merged[0]?.changes).toMatchObject([{ field: 'follows', before: null, after: '研发中心', asks: false }]);
  });

  it('are followed by a saved group only when a person ticks it; whom they added by hand stays so', () => {
    const before = saved({ members: [han, qiu] });
    const file = [fileGroup({ members: [xie], follows: [follows()] })];
    const asked = plan([before], file);
    expect(asked.merged[0]?.changes).toMatchObject([{ field: 'follows', asks: true }]);
    expect(asked.groups[0]?.follows).toBeUndefined();
    const { groups: after } = plan([before], file, { isTicked: () => true });
    expect(after[0]?.members).toEqual([han, qiu, xie]);
    expect(after[0]?.follows).toEqual([follows({ name: '研发中心', people: [xie.openId], without: [] })]);
  });

  it('stay as they are when the file says nothing of them, and end only with a tick', () => {
    const before = saved({ members: [han], follows: [follows({ name: '研发中心', people: [han.openId] })] });
    expect(plan([before], [fileGroup()]).groups).toEqual([before]);
    expect(plan([before], [fileGroup({ follows: [] })]).groups).toEqual([before]);
    const { groups: after } = plan([before], [fileGroup({ follows: [] })], { isTicked: () => true });
    expect(after).toEqual([{ ...before, follows: [] }]);
  });

  it('are left out, once told, if the contacts do not have them; a second mention of one counts for nothing', () => {
    const unknown = ['od-a', 'od-b'].map((each) => follows({ departmentId: DepartmentId.parse(each) }));
    const twice = [follows(), follows({ people: [] })];
    const { groups: after, wrong } = plan([], [fileGroup({ members: [han], follows: [...unknown, ...twice] })]);
    expect(after[0]?.follows?.map(({ departmentId, people }) => [departmentId, people])).toEqual([
      [research, [han.openId]],
    ]);
    expect(wrong.map(({ problem }) => problem.advice)).toEqual(['import-no-department']);
  });
});

describe('a file of very many groups', () => {
  const many = (size: number) =>
    Array.from({ length: size }, (_, index) => fileGroup({ name: `g${index}`, members: [{ name: 'a' }] }));
  const into = {
    workspaceId,
    there: [],
    settings: defaultSettings,
    chatNames: new Map(),
    departmentNames: new Map(),
    newId: () => GroupId.parse(`grp_new${++made}`),
    isTicked: () => false,
  };

  it('is refused: no person picks from them', () => {
    expect(planImport(many(2_001), into)).toMatchObject({
      problem: { advice: 'groups-many', params: { count: '2001' } },
    });
    expect(planImport(many(2_000), into).ok).toBe(true);
  });

  it('takes no longer than its size: 80,000 groups took 52 s', async () => {
    expect(await isLinear(many, (file) => planImport(file, into), 1_500)).toBe(true);
  });
});
