import { expect, it } from 'vitest';
import { createVirtualClock } from '../../../../test/support/clock/virtual-clock';
import { buzzDesk, draft, outcomes, value } from '../../../../test/support/desk/buzz-desk';
import { crowd, ScriptedFeishu } from '../../../../test/support/feishu/scripted-feishu';
import { failed, ok, problem } from '../../../contract/advice/problem';
import { personKey } from '../../../contract/rules/person-key';

const people = crowd(2);
const restarted = problem('practice-restarted');

/** A buzz of an earlier run of practice, as the next run finds it. */
const nextRun = async () => {
  const clock = createVirtualClock();
  const feishu = new ScriptedFeishu(clock);
  const practice = { since: clock.now() };
  const desk = buzzDesk({
    clock,
    feishu,
    feishuOf: (_, knownSince = Number.POSITIVE_INFINITY) =>
      knownSince < practice.since ? failed(restarted) : ok(feishu),
  });
  const board = await desk.buzz(draft(people));
  await clock.advance(60_000);
  practice.since = clock.now();
  feishu.seen.length = 0;
  return { ...desk, board };
};

it('says kindly that its messages are gone, and asks the new practice nothing', async () => {
  const { engine, board, feishu } = await nextRun();
  expect(await engine.recall(board.id)).toEqual(failed(restarted));
  expect(engine.planAgain(board.id, 'app', people.map(personKey))).toEqual(failed(restarted));
  expect(value(await engine.askReceipts(board.id)).receipts.problem).toEqual(restarted);
  expect(feishu.seen).toEqual([]);
});

it('keeps its outcomes, and is not asked about for ever while a person looks at it', async () => {
  const { engine, board, clock, ledger } = await nextRun();
  engine.watch(board.id);
  await clock.advance(3 * 3_600_000);
  expect(ledger.read(board.id).filter((entry) => entry.kind === 'receipts')).toHaveLength(1);
  expect(outcomes(value(engine.board(board.id)))).toEqual(['accepted', 'accepted']);
  expect(clock.sleeping()).toBe(0);
});

it('buzzes anew as ever', async () => {
  const { buzz } = await nextRun();
  expect(outcomes(await buzz(draft(people)))).toEqual(['accepted', 'accepted']);
});
