import { expect, it } from 'vitest';
import { buzzDesk, draft, value } from '../../../../test/support/desk/buzz-desk';
import { crowd } from '../../../../test/support/feishu/scripted-feishu';

const lost = [{ name: 'nobody@company.test', email: 'nobody@company.test' }];

it('keeps an unattended buzz that can call nobody, with everybody’s reason, and sends nothing', async () => {
  const desk = buzzDesk();
  const plan = await desk.engine.plan(draft(lost));
  const refused = await desk.engine.confirm(plan.id, 'plain');
  expect(refused.ok).toBe(false);
  const kept = value(await desk.engine.confirm(plan.id, 'plain', 'unattended'));
  const board = await desk.finish(kept.id);
  expect(board).toMatchObject({ state: 'done', messages: [], calls: { total: 0 } });
  expect(board.people.map((person) => person.outcome)).toEqual(['unreachable']);
  expect(desk.feishu.seen).toEqual([]);
});

it('still refuses what is wrong with the whole draft', async () => {
  const desk = buzzDesk();
  const plan = await desk.engine.plan(draft(crowd(1), { text: '  ' }));
  const refused = await desk.engine.confirm(plan.id, 'plain', 'unattended');
  expect(refused).toMatchObject({ ok: false, problem: { advice: 'text-empty' } });
});
