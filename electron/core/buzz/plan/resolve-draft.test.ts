import { expect, it } from 'vitest';
import {
  asRecipients,
  buzzDesk,
  chatId,
  chatOf,
  draft,
  inChat,
  outcomes,
} from '../../../../test/support/desk/buzz-desk';
import { crowd, failure, someone } from '../../../../test/support/feishu/scripted-feishu';
import { aGroup, aPerson } from '../../../../test/support/samples';
import { ok, problem } from '../../../contract/advice/problem';
import { DepartmentId, GroupId, OpenId, UnionId } from '../../../contract/model/ids';
import type { Plan } from '../../../contract/model/plan';

const preflights = (plan: Plan) => plan.people.map(({ preflight }) => preflight?.problem.advice ?? null);

it('keeps a recipient that no person answers to, says so, and buzzes the others', async () => {
  const desk = buzzDesk();
  const people = [someone(1), { name: 'x@example.com', email: 'x@example.com' }, { name: '谁？' }];
  const plan = await desk.engine.plan(draft(people));
  expect(preflights(plan)).toEqual([null, 'person-unresolved', 'person-unresolved']);
  expect(plan.people[1]?.preflight?.outcome).toBe('unreachable');
  expect(outcomes(await desk.buzz(draft(people)))).toEqual(['accepted', 'unreachable', 'unreachable']);
  expect(desk.feishu.messages()).toHaveLength(1);
});

it.each([
  ['bm_7f2a', 'batch-message'],
  ['bm-7f2a', 'batch-message'],
  ['om_7f2a', 'person-invalid-id'],
])('refuses %s with the reason', async (name, advice) => {
  const desk = buzzDesk();
  const plan = await desk.engine.plan(draft([{ name }, someone(1)]));
  expect(preflights(plan)).toEqual([advice, null]);
});

it('lets no name turn around what is shown beside it, in the plan, on the board and in Activity', async () => {
  const desk = buzzDesk();
  const board = await desk.buzz(draft([{ ...someone(1), name: '同事\u202e21' }]));
  expect([board.title, board.people[0]?.name]).toEqual(['同事21', '同事21']);
  expect(desk.engine.list({ before: null, limit: 1 })[0]?.title).toBe('同事21');
});

it('turns e-mails and mobiles into people before it plans, and two spellings of one person into one', async () => {
  const desk = buzzDesk();
  desk.feishu.directory.set('mei@example.com', OpenId.parse('ou_mei'));
  desk.feishu.directory.set('13800138000', OpenId.parse('ou_mei'));
  const people = [
    { name: '韩梅梅', email: 'mei@example.com' },
    { name: '13800138000', mobile: '13800138000' },
    aPerson('小韩', 'ou_mei'),
  ];
  const plan = await desk.engine.plan(draft(people, { channel: 'phone' }));
  expect(plan.people.map(({ name, id }) => [name, id])).toEqual([['韩梅梅', 'ou_mei']]);
  expect(plan.counts.buzzes).toBe(1);
});

it('warns beforehand of people found by e-mail or mobile whose account is suspended or was never activated', async () => {
  const desk = buzzDesk();
  const [frozen, unjoined] = [OpenId.parse('ou_frozen'), OpenId.parse('ou_unjoined')];
  desk.feishu.directory.set('frozen@example.com', frozen);
  desk.feishu.directory.set('13800138000', unjoined);
  desk.feishu.standings.set(frozen, 'frozen');
  desk.feishu.standings.set(unjoined, 'unjoined');
  const people = [{ name: '冻', email: 'frozen@example.com' }, { name: '新', mobile: '13800138000' }, someone(1)];
  const plan = await desk.engine.plan(draft(people));
  expect(plan.people.map(({ warning }) => warning?.advice ?? null)).toEqual(['person-frozen', 'person-unjoined', null]);
});

it('knows one person by any id they share, and calls them once', async () => {
  const desk = buzzDesk();
  const both = aPerson('韩梅梅', 'ou_mei', { unionId: UnionId.parse('on_mei') });
  const people = [{ name: '梅', unionId: UnionId.parse('on_mei') }, someone(2), both];
  const plan = await desk.engine.plan(draft(people, { channel: 'sms' }));
  expect(plan.people.map(({ name, id }) => [name, id])).toEqual([
    ['梅', 'ou_mei'],
    ['同事2', 'ou_p2'],
  ]);
});

it('buzzes the people it knows when e-mails cannot be looked up, and says why of the others', async () => {
  const desk = buzzDesk();
  desk.feishu.lookUpFails = failure({ code: 99991672 });
  const plan = await desk.engine.plan(draft([someone(1), { name: 'x@example.com', email: 'x@example.com' }]));
  expect(plan.problem).toBeNull();
  expect(plan.people[1]?.preflight).toMatchObject({ outcome: 'unreachable', problem: { code: 99991672 } });
});

it('tells before sending who is not in the chat, and sends without them', async () => {
  const desk = buzzDesk();
  desk.feishu.chatList.push(chatOf(crowd(2)));
  const wanted = draft(crowd(3), { delivery: inChat });
  const plan = await desk.engine.plan(wanted);
  expect(preflights(plan)).toEqual([null, null, 'person-not-in-chat']);
  expect(plan.people[2]?.preflight?.outcome).toBe('not-in-chat');
  const board = await desk.buzz(wanted);
  expect(outcomes(board)).toEqual(['accepted', 'accepted', 'not-in-chat']);
  expect(JSON.stringify(desk.feishu.messages()[0]?.post)).not.toContain('ou_p3');
});

it('leaves it to Feishu when the members may not be listed', async () => {
  const desk = buzzDesk();
  desk.feishu.chatList.push(chatOf(crowd(2)));
  desk.feishu.membersFail = failure({ code: 99991672 });
  desk.feishu.detailFails = failure({ code: 99991672 });
  expect(preflights(await desk.engine.plan(draft(crowd(3), { delivery: inChat })))).toEqual([null, null, null]);
});

it.each([
  ['where only owners may buzz', { canBuzz: false, urgentSetting: 'only_owner' as const }, 230052, 'buzz-restricted'],
  ['that is external', { canBuzz: false, external: true }, 230027, 'external-chat'],
])('refuses a chat %s with the code Feishu would give, and sends nothing into it', async (_, change, code, advice) => {
  const desk = buzzDesk();
  desk.feishu.chatList.push(chatOf(crowd(2), change));
  const plan = await desk.engine.plan(draft(crowd(2), { delivery: inChat }));
  expect(plan.problem).toMatchObject({ code, advice });
  expect(plan.people.map((person) => person.preflight?.outcome)).toEqual(['refused', 'refused']);
  expect((await desk.confirm(plan)).ok).toBe(false);
  expect(desk.feishu.seen).toEqual([]);
});

it('refuses a chat the bot is not in, or that is gone', async () => {
  for (const code of [230002, 232006, 232009, 232011]) {
    const desk = buzzDesk();
    desk.feishu.detailFails = failure({ code });
    expect((await desk.engine.plan(draft(crowd(1), { delivery: inChat }))).problem).toMatchObject({ code });
  }
});

it('says that a group was deleted or is empty, rather than buzzing fewer people than meant', async () => {
  const desk = buzzDesk({ groups: [aGroup([])] });
  const of = (id: string) => [{ kind: 'group' as const, groupId: GroupId.parse(id) }, ...asRecipients(crowd(1))];
  expect((await desk.engine.plan(draft([], { to: of('grp_oncall') }))).problem).toMatchObject({
    advice: 'group-empty',
    params: { name: '值班组' },
  });
  expect((await desk.engine.plan(draft([], { to: of('grp_deleted') }))).problem?.advice).toBe('group-gone');
});

it('names a chat as Feishu does, whatever a group, file or draft calls it', async () => {
  const desk = buzzDesk();
  desk.feishu.chatList.push(chatOf(crowd(2), { name: '全员群' }));
  const plan = await desk.engine.plan(draft(crowd(2), { delivery: inChat }));
  expect(plan.chat?.name).toBe('全员群');
});

it('stops when the members of a chat it is for cannot be had', async () => {
  const desk = buzzDesk();
  desk.feishu.chatList.push(chatOf(crowd(2)));
  desk.feishu.membersFail = failure({ code: 99991672 });
  const to = [{ kind: 'chat' as const, chatId, name: '数据库告警' }];
  expect((await desk.engine.plan(draft([], { to }))).problem).toMatchObject({ code: 99991672 });
});

it('buzzes the people of a whole department, once each with those who are recipients besides', async () => {
  const desk = buzzDesk();
  desk.directory.listDepartment = async () => ok(crowd(3));
  const to = [{ kind: 'department' as const, departmentId: DepartmentId.parse('od-platform'), name: '平台部' }];
  const board = await desk.buzz(draft([], { to: [...to, ...asRecipients(crowd(4))] }));
  expect([board.title, board.people.length]).toEqual(['平台部、同事1 +3', 4]);
  expect(outcomes(board)).toEqual(['accepted', 'accepted', 'accepted', 'accepted']);
});

it('stops when the people of a department are not known', async () => {
  const desk = buzzDesk();
  const to = [{ kind: 'department' as const, departmentId: DepartmentId.parse('od-gone'), name: '平台部' }];
  expect((await desk.engine.plan(draft([], { to }))).problem).toEqual(problem('department-gone', { name: '平台部' }));
});

it('names a buzz after its recipients', async () => {
  const desk = buzzDesk({ groups: [aGroup(crowd(3))] });
  const group = { kind: 'group' as const, groupId: GroupId.parse('grp_oncall') };
  const title = async (people: number, groups: boolean) => {
    const to = [...(groups ? [group] : []), ...asRecipients(crowd(people))];
    return (await desk.buzz(draft([], { to, text: `给 ${people} ${groups}` }))).title;
  };
  expect(await title(0, true)).toBe('值班组');
  expect(await title(2, false)).toBe('同事1、同事2');
  expect(await title(4, true)).toBe('值班组、同事1 +3');
});
