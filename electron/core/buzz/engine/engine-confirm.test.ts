import { expect, it } from 'vitest';
import { buzzDesk, draft, value } from '../../../../test/support/desk/buzz-desk';
import { crowd, someone } from '../../../../test/support/feishu/scripted-feishu';
import { type BuzzId, PlanId } from '../../../contract/model/ids';

it('answers a double click with the buzz that is already running', async () => {
  const desk = buzzDesk();
  const plan = await desk.engine.plan(draft(crowd(2)));
  const [first, second] = await Promise.all([desk.confirm(plan), desk.confirm(plan)]);
  expect(value(second).id).toBe(value(first).id);
  expect([value(first).repeated, value(second).repeated]).toEqual([false, true]);
  await desk.finish(value(first).id);
  expect(value(await desk.confirm(plan))).toMatchObject({ id: value(first).id, repeated: true });
  expect(desk.feishu.messages()).toHaveLength(2);
});

it('takes an equal draft within ten seconds for the same wish, and a later one for a new wish', async () => {
  const desk = buzzDesk();
  const first = await desk.buzz(draft(crowd(1)));
  await desk.clock.advance(9_900 - (desk.clock.now() - first.createdAt));
  expect((await desk.buzz(draft(crowd(1)))).id).toBe(first.id);
  expect((await desk.buzz(draft(crowd(1), { text: '另一件事' }))).id).not.toBe(first.id);
  expect((await desk.buzz(draft(crowd(2)))).id).not.toBe(first.id);
  await desk.clock.advance(10_000 - (desk.clock.now() - first.createdAt));
  expect((await desk.buzz(draft(crowd(1)))).id).not.toBe(first.id);
});

it('takes two equal drafts, planned apart and confirmed at once, for one wish', async () => {
  const desk = buzzDesk();
  const plans = [
    await desk.engine.plan(draft(crowd(1), { channel: 'phone' })),
    await desk.engine.plan(draft(crowd(1), { channel: 'phone' })),
  ];
  const boards = (await Promise.all(plans.map(desk.confirm))).map(value);
  expect(boards[1]?.id).toBe(boards[0]?.id);
  expect(boards.map(({ repeated }) => repeated)).toEqual([false, true]);
  await desk.finish(boards[0]?.id ?? value(await desk.confirm(plans[0]!)).id);
  expect(desk.feishu.buzzed('phone')).toHaveLength(1);
});

it('forgets a plan after ten minutes, and knows no plan that it has not made', async () => {
  const desk = buzzDesk();
  const plan = await desk.engine.plan(draft(crowd(1)));
  expect(plan.expiresAt).toBe(desk.clock.now() + 600_000);
  await desk.clock.advance(600_000);
  expect(await desk.confirm(plan)).toMatchObject({ ok: false, problem: { advice: 'plan-gone' } });
  const invented = await desk.engine.confirm(PlanId.parse('plan_invented'), 'paid');
  expect(invented).toMatchObject({ ok: false, problem: { advice: 'plan-gone' } });
  expect(desk.feishu.seen).toEqual([]);
});

it('does not confirm a plan with a problem', async () => {
  const desk = buzzDesk();
  const plan = await desk.engine.plan(draft([]));
  expect(plan.problem?.advice).toBe('nobody');
  expect(await desk.confirm(plan)).toMatchObject({ ok: false, problem: { advice: 'nobody' } });
});

it('answers a confirmation with a board on which all people still wait', async () => {
  const desk = buzzDesk();
  const board = value(await desk.confirm(await desk.engine.plan(draft(crowd(2)))));
  expect(board).toMatchObject({ state: 'running', title: '同事1、同事2', asker: '李雷', workspaceName: '某某科技' });
  expect(board.people.map((person) => person.outcome)).toEqual(['pending', 'pending']);
  expect(desk.engine.running).toBe(1);
  await desk.finish(board.id);
  expect(desk.engine.running).toBe(0);
  expect(desk.boards.at(-1)?.state).toBe('done');
});

it('pushes boards at most every 40 ms, however many people there are', async () => {
  const desk = buzzDesk();
  const { id } = value(await desk.confirm(await desk.engine.plan(draft(crowd(100)))));
  await desk.clock.settle();
  expect(desk.boards).toHaveLength(0);
  await desk.finish(id);
  expect(desk.boards.length).toBeLessThanOrEqual(3);
});

it('writes a message or call to the disk before it leaves, and its result afterwards', async () => {
  const desk = buzzDesk();
  const order: string[] = [];
  desk.ledger.onWrite = (entry) => order.push(entry.kind);
  desk.feishu.answerAfter = async () => {
    order.push(`left ${desk.feishu.seen.at(-1)?.api}`);
  };
  await desk.buzz(draft(crowd(1), { channel: 'phone' }));
  expect(order).toEqual([
    ...['confirmed', 'sending', 'left send', 'sent'],
    ...['bubbles-showing', 'left bubbles', 'bubbles-shown'],
    ...['calling', 'left buzz', 'called'],
  ]);
});

it('makes no call when the buzz itself cannot be recorded, and can be confirmed again', async () => {
  const desk = buzzDesk();
  desk.ledger.refuses = () => 'database or disk is full';
  const plan = await desk.engine.plan(draft(crowd(1)));
  expect(await desk.confirm(plan)).toMatchObject({
    ok: false,
    problem: { advice: 'storage-failed', params: { reason: 'database or disk is full' } },
  });
  expect(desk.feishu.seen).toEqual([]);
  desk.ledger.refuses = () => null;
  expect((await desk.confirm(plan)).ok).toBe(true);
});

it.each(['sending', 'calling'] as const)('makes no call whose "%s" could not be written', async (kind) => {
  const desk = buzzDesk();
  desk.ledger.refuses = (entry) => (entry.kind === kind ? 'disk full' : null);
  const board = await desk.buzz(draft([someone(1)], { channel: 'sms' }));
  expect(board.people[0]).toMatchObject({ outcome: 'not-called', problem: { advice: 'storage-failed' } });
  expect(desk.feishu.of(kind === 'sending' ? 'send' : 'buzz')).toEqual([]);
});

it('keeps what happened when the disk refuses to record it, and says so', async () => {
  const desk = buzzDesk();
  desk.ledger.refuses = (entry) => (entry.kind === 'called' ? 'disk full' : null);
  const board = await desk.buzz(draft(crowd(1)));
  expect(board.people[0]?.outcome).toBe('accepted');
  expect(desk.storageProblems).toMatchObject([{ advice: 'storage-failed', params: { reason: 'disk full' } }]);
});

it.each([
  ['stopped', (desk: ReturnType<typeof buzzDesk>, id: BuzzId) => desk.engine.stop(id)],
  ['taken back', (desk: ReturnType<typeof buzzDesk>, id: BuzzId) => desk.engine.undo(id)],
  ['recalled', (desk: ReturnType<typeof buzzDesk>, id: BuzzId) => desk.engine.recall(id)],
] as const)('takes an equal draft for a new wish once the first buzz was %s', async (_, end) => {
  const desk = buzzDesk({ undoMs: 4_000 });
  const wanted = draft(crowd(1), { channel: 'phone' });
  const plan = await desk.engine.plan(wanted);
  const first = value(await desk.confirm(plan));
  await desk.clock.advance(1_000);
  value(await end(desk, first.id));
  const second = await desk.buzz(wanted);
  expect(second.id).not.toBe(first.id);
  expect(desk.feishu.buzzed('phone')).toEqual(['ou_p1']);
  // The plan itself was used up all the same.
  expect(value(await desk.confirm(plan)).id).toBe(first.id);
});

it('does not swallow an equal draft for an hour because the clock was set back by one', async () => {
  const desk = buzzDesk();
  const first = await desk.buzz(draft(crowd(1)));
  desk.clock.jump(-60 * 60_000);
  expect((await desk.buzz(draft(crowd(1)))).id).not.toBe(first.id);
});

const notFound = [{ name: 'nobody@company.test', email: 'nobody@company.test' }];

it('keeps an unattended buzz that reaches no person, with each one’s reason, and sends nothing', async () => {
  const desk = buzzDesk();
  const plan = await desk.engine.plan(draft(notFound));
  const refused = await desk.engine.confirm(plan.id, 'plain');
  expect(refused.ok).toBe(false);
  const kept = value(await desk.engine.confirm(plan.id, 'plain', 'unattended'));
  const board = await desk.finish(kept.id);
  expect(board).toMatchObject({ state: 'done', messages: [], calls: { total: 0 } });
  expect(board.people.map((person) => person.outcome)).toEqual(['unreachable']);
  expect(desk.feishu.seen).toEqual([]);
});

it('still refuses an unattended draft that is wrong as a whole', async () => {
  const desk = buzzDesk();
  const plan = await desk.engine.plan(draft(crowd(1), { text: '  ' }));
  const refused = await desk.engine.confirm(plan.id, 'plain', 'unattended');
  expect(refused).toMatchObject({ ok: false, problem: { advice: 'text-empty' } });
});
