import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buzzDesk, chatOf, draft, inChat } from '../../../../test/support/desk/buzz-desk';
import { crowd, someone } from '../../../../test/support/feishu/scripted-feishu';
import { aGroup } from '../../../../test/support/samples';
import { UnionId, UserId } from '../../../contract/model/ids';
import type { Person } from '../../../contract/model/person';

const mixed = (open: number, union: number, user: number): Person[] => [
  ...crowd(open),
  ...Array.from({ length: union }, (_, index) => ({ name: `u${index}`, unionId: UnionId.parse(`on_u${index}`) })),
  ...Array.from({ length: user }, (_, index) => ({ name: `w${index}`, userId: UserId.parse(`w${index}`) })),
];

it.each([
  ['direct', 'app', mixed(3, 0, 0), { messages: 3, buzzes: 3, calls: 6 }],
  // A paid buzz asks for an answer by itself: bubbles are a call each.
  ['direct', 'phone', mixed(2, 1, 0), { messages: 3, buzzes: 3, calls: 9 }],
  ['chat', 'app', mixed(3, 0, 0), { messages: 1, buzzes: 3, calls: 2 }],
  ['chat', 'app', mixed(3, 2, 1), { messages: 1, buzzes: 6, calls: 4 }],
  ['chat', 'app', mixed(200, 0, 0), { messages: 1, buzzes: 200, calls: 2 }],
  ['chat', 'app', mixed(201, 0, 0), { messages: 1, buzzes: 201, calls: 3 }],
  ['chat', 'sms', mixed(3, 2, 0), { messages: 1, buzzes: 5, calls: 6 }],
] as const)('counts what will be called: %s, %s', async (mode, channel, people, counts) => {
  const desk = buzzDesk();
  desk.feishu.chatList.push(chatOf(people));
  const delivery = mode === 'chat' ? inChat : { mode };
  const plan = await desk.engine.plan(draft(people, { channel, delivery }));
  expect(plan.problem).toBeNull();
  expect(plan.counts).toEqual(counts);
});

it('plans exactly the calls that are made when nothing goes wrong', async () => {
  const few = fc.integer({ min: 0, max: 230 });
  const some = fc.integer({ min: 0, max: 4 });
  await fc.assert(
    fc.asyncProperty(few, some, some, fc.constantFrom('app', 'sms'), fc.boolean(), async (a, b, c, channel, chat) => {
      fc.pre(a + b + c > 0);
      const desk = buzzDesk({
        ceilings: { callsPerPersonPerHour: 9, callsPerHour: 999, smsPerMonth: 999, phonePerMonth: 9 },
      });
      const people = mixed(a, b, c);
      desk.feishu.chatList.push(chatOf(people));
      const plan = await desk.engine.plan(draft(people, { channel, delivery: chat ? inChat : { mode: 'direct' } }));
      const answer = await desk.confirm(plan);
      if (!answer.ok) throw new Error(answer.problem.advice);
      const board = await desk.finish(answer.value.id);
      expect(board.calls.total).toBe(plan.counts.calls);
      expect(desk.feishu.buzzed()).toHaveLength(plan.counts.buzzes);
      expect(desk.feishu.messages()).toHaveLength(plan.counts.messages);
      for (const call of desk.feishu.of('buzz'))
        expect(call.ids.length).toBeLessThanOrEqual(channel === 'app' ? 200 : 1);
    }),
    { numRuns: 30 },
  );
});

it.each([
  ['nobody', draft([])],
  ['text-empty', draft(crowd(1), { text: '  \n ' })],
  ['text-too-long', draft(crowd(1), { text: '长'.repeat(12_000) })],
] as const)('says %s before anything is sent', async (advice, wanted) => {
  const desk = buzzDesk();
  const plan = await desk.engine.plan(wanted);
  expect(plan.problem?.advice).toBe(advice);
  expect(desk.feishu.seen).toEqual([]);
});

it('weighs a message as Feishu does: in bytes, escapes and mentions included', async () => {
  const desk = buzzDesk();
  const problemOf = async (text: string, people: Person[], delivery = inChat) =>
    (await desk.engine.plan(draft(people, { text, delivery }))).problem?.advice ?? null;
  desk.feishu.chatList.push(chatOf(crowd(60)));
  expect(await problemOf('a'.repeat(30_000), crowd(60))).toBeNull();
  expect(await problemOf('"'.repeat(12_000), crowd(60))).toBe('text-too-long');
  expect(await problemOf('a'.repeat(29_000), crowd(50))).toBe('text-too-long');
});

it('says how heavy a text is', async () => {
  const desk = buzzDesk();
  const plan = await desk.engine.plan(draft(crowd(1), { text: 'a'.repeat(40 * 1024) }));
  expect(plan.problem).toMatchObject({ advice: 'text-too-long', params: { size: expect.stringMatching(/^40\.\d$/) } });
});

it('has the problem of its people when none of them can be buzzed, and no problem while one can', async () => {
  const desk = buzzDesk();
  const nobody = await desk.engine.plan(draft([{ name: '谁？' }, { name: 'bm_123' }]));
  expect(nobody.problem).toMatchObject({ advice: 'person-unresolved', params: { name: '谁？' } });
  const one = await desk.engine.plan(draft([{ name: '谁？' }, someone(1)]));
  expect(one.problem).toBeNull();
  expect(one.counts).toEqual({ messages: 1, buzzes: 1, calls: 2 });
});

it('goes to the chat its only group is linked to, and else to each person', async () => {
  const linkedChat = { chatId: inChat.mode === 'chat' ? inChat.chatId : ('' as never), name: '数据库告警' };
  const groups = [aGroup(crowd(2), { linkedChat })];
  const desk = buzzDesk({ groups });
  desk.feishu.chatList.push(chatOf(crowd(2)));
  const auto = { mode: 'auto' as const };
  const to = [{ kind: 'group' as const, groupId: groups[0]!.id }];
  expect((await desk.engine.plan(draft([], { to, delivery: auto }))).mode).toBe('chat');
  expect((await desk.engine.plan(draft([], { to, delivery: { mode: 'direct' } }))).mode).toBe('direct');
  const more = [...to, { kind: 'person' as const, person: someone(9) }];
  expect((await desk.engine.plan(draft([], { to: more, delivery: auto }))).mode).toBe('direct');
  const whole = [{ kind: 'chat' as const, chatId: linkedChat.chatId, name: '数据库告警' }];
  expect(await desk.engine.plan(draft([], { to: whole, delivery: auto }))).toMatchObject({
    mode: 'chat',
    counts: { messages: 1, buzzes: 2, calls: 2 },
  });
});
