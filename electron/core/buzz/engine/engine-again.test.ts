import { expect, it } from 'vitest';
import { buzzDesk, chatOf, draft, inChat, outcomes, standing, value } from '../../../../test/support/desk/buzz-desk';
import { busy, crowd, offline, someone } from '../../../../test/support/feishu/scripted-feishu';
import { aLadder } from '../../../../test/support/samples';

const minute = 60_000;

it('raises the unread to a phone call on the same message', async () => {
  const desk = buzzDesk();
  const first = await desk.buzz(draft(crowd(3)));
  const plan = value(desk.engine.planAgain(first.id, 'phone', ['ou_p1', 'ou_p3']));
  expect(plan).toMatchObject({ again: first.id, channel: 'phone', counts: { messages: 0, buzzes: 2, calls: 2 } });
  const board = await desk.again(first, 'phone', [someone(1), someone(3)]);
  expect(board.id).toBe(first.id);
  expect(desk.feishu.messages()).toHaveLength(3);
  expect(desk.feishu.buzzed('phone')).toEqual(['ou_p1', 'ou_p3']);
  expect(standing(board, someone(1)).steps.map((step) => [step.via, step.outcome])).toEqual([
    ['app', 'accepted'],
    ['phone', 'accepted'],
  ]);
  expect(standing(board, someone(2)).steps).toHaveLength(1);
});

it('buzzes a chat again in one list', async () => {
  const desk = buzzDesk();
  desk.feishu.chatList.push(chatOf(crowd(5)));
  const first = await desk.buzz(draft(crowd(5), { delivery: inChat }));
  await desk.again(first, 'app', crowd(2));
  expect(desk.feishu.messages()).toHaveLength(1);
  expect(desk.feishu.of('buzz').map((call) => call.ids.length)).toEqual([5, 2]);
});

it('counts a person once, however often they are named', async () => {
  const desk = buzzDesk();
  const first = await desk.buzz(draft(crowd(1)));
  const plan = value(desk.engine.planAgain(first.id, 'sms', ['ou_p1', 'ou_p1', 'ou_nobody']));
  expect(plan.counts.buzzes).toBe(1);
});

it('does not call a person twice when buzzing again was planned twice before either plan was confirmed', async () => {
  const desk = buzzDesk();
  const first = await desk.buzz(draft(crowd(1)));
  desk.feishu.fate = () => ({ failure: busy(30_000) });
  const plans = [
    value(desk.engine.planAgain(first.id, 'phone', ['ou_p1'])),
    value(desk.engine.planAgain(first.id, 'sms', ['ou_p1'])),
  ];
  const answers = await Promise.all(plans.map(desk.confirm));
  expect(answers[0]?.ok).toBe(true);
  expect(answers[1]).toMatchObject({ ok: false, problem: { advice: 'still-running' } });
  desk.feishu.fate = () => 'ok';
  await desk.finish(first.id);
  expect(desk.feishu.buzzed()).toEqual(['ou_p1', 'ou_p1']);
});

it('does not buzz again a message that was recalled, or a person who was kept back from the beginning', async () => {
  const desk = buzzDesk();
  const first = await desk.buzz(draft([...crowd(1), { name: '谁？' }]));
  expect(outcomes(first)).toEqual(['accepted', 'unreachable']);
  const kept = value(desk.engine.planAgain(first.id, 'app', ['name:谁？']));
  expect(kept.problem?.advice).toBe('person-unresolved');
  const planned = value(desk.engine.planAgain(first.id, 'sms', ['ou_p1']));
  await desk.engine.recall(first.id);
  expect(value(desk.engine.planAgain(first.id, 'app', ['ou_p1'])).problem?.advice).toBe('message-not-sent');
  expect(await desk.confirm(planned)).toMatchObject({ ok: false, problem: { advice: 'message-not-sent' } });
  expect(desk.feishu.buzzed('sms')).toEqual([]);
});

/** A desk whose one message got no answer until it expired: it is there, and no answer says so. */
const unknownMessage = async () => {
  const desk = buzzDesk();
  desk.feishu.fate = ({ api, nth }) => (api !== 'send' ? 'ok' : nth === 1 ? 'lost-after' : { failure: offline });
  const board = await desk.buzz(draft(crowd(1)));
  expect(standing(board, someone(1))).toMatchObject({ outcome: 'unknown', message: 'unknown' });
  desk.feishu.fate = () => 'ok';
  return { desk, board };
};

it('sends an unknown message again with the same uuid when the person decides so', async () => {
  const { desk, board } = await unknownMessage();
  const plan = value(desk.engine.planAgain(board.id, 'app', ['ou_p1']));
  expect(plan.counts).toEqual({ messages: 1, buzzes: 1, calls: 2 });
  const again = await desk.again(board, 'app', [someone(1)]);
  expect(standing(again, someone(1))).toMatchObject({ outcome: 'accepted', message: 'sent' });
  expect(desk.feishu.messages()).toHaveLength(1);
  expect(desk.feishu.of('send').map((call) => call.replay)).toEqual([false, true]);
});

it('does not, once Feishu may have forgotten the uuid', async () => {
  const { desk, board } = await unknownMessage();
  await desk.clock.advance(board.createdAt + 55 * minute + 1_000 - desk.clock.now());
  expect(value(desk.engine.planAgain(board.id, 'app', ['ou_p1'])).problem?.advice).toBe('message-not-sent');
});

it('does not even when it was decided in time and could not leave in time', async () => {
  const { desk, board } = await unknownMessage();
  await desk.clock.advance(board.createdAt + 50 * minute - desk.clock.now());
  const until = board.createdAt + 57 * minute;
  desk.feishu.fate = () => (desk.clock.now() < until ? { failure: offline } : 'ok');
  const again = await desk.again(board, 'app', [someone(1)]);
  expect(standing(again, someone(1))).toMatchObject({ outcome: 'unknown', message: 'unknown' });
  expect(desk.feishu.of('send')).toHaveLength(1);
});

it('sends a message that provably never left whenever it is asked to', async () => {
  const desk = buzzDesk();
  desk.feishu.fate = () => ({ failure: offline });
  const board = await desk.buzz(draft(crowd(1)));
  desk.feishu.fate = () => 'ok';
  await desk.clock.advance(2 * 60 * minute);
  const again = await desk.again(board, 'phone', [someone(1)]);
  expect(standing(again, someone(1))).toMatchObject({ outcome: 'accepted', message: 'sent' });
  expect(desk.feishu.messages()).toHaveLength(1);
});

it('goes on after a stop when the person asks again', async () => {
  const desk = buzzDesk();
  desk.feishu.fate = () => ({ failure: busy(60_000) });
  const { id } = value(await desk.confirm(await desk.engine.plan(draft(crowd(1)))));
  await desk.clock.settle();
  const stopped = value(await desk.engine.stop(id));
  expect(stopped.state).toBe('stopped');
  desk.feishu.fate = () => 'ok';
  expect((await desk.again(stopped, 'app', [someone(1)])).state).toBe('done');
});

it('reads a board of long ago from the ledger and buzzes it again', async () => {
  const desk = buzzDesk();
  const old = await desk.buzz(draft(crowd(1)));
  for (let number = 0; number < 40; number += 1) await desk.buzz(draft([someone(number + 10)]));
  const again = await desk.again(old, 'sms', [someone(1)]);
  expect(standing(again, someone(1)).steps.map((step) => step.via)).toEqual(['app', 'sms']);
  expect(desk.feishu.messages()).toHaveLength(41);
});

it.each([
  ['nothing else is under way', {}, {}],
  ['a ladder is armed', { ladders: [aLadder()] }, { ladder: aLadder().id }],
] as const)('makes no call when it is stopped while it is written down and %s', async (_, parts, wanted) => {
  const desk = buzzDesk(parts);
  const board = value(await desk.confirm(await desk.engine.plan(draft(crowd(1), wanted))));
  await desk.clock.advance(1_000);
  const plan = value(desk.engine.planAgain(board.id, 'phone', ['ou_p1']));
  let stopping: Promise<unknown> = Promise.resolve();
  desk.ledger.onWrite = (entry) => {
    if (entry.kind === 'again') stopping = desk.engine.stop(board.id);
  };
  value(await desk.confirm(plan));
  const stopped = await desk.finish(board.id);
  await stopping;
  expect(desk.feishu.buzzed('phone')).toEqual([]);
  expect(stopped.state).toBe('stopped');
  expect(standing(stopped, someone(1)).steps[1]).toMatchObject({
    outcome: 'not-called',
    problem: { advice: 'stopped-before-call' },
  });
  const after = buzzDesk({ clock: desk.clock, ledger: desk.ledger });
  await after.engine.resume();
  expect(value(after.engine.board(board.id)).state).toBe('stopped');
});

it('leaves no trace of a wish that the disk refuses', async () => {
  const desk = buzzDesk();
  const board = await desk.buzz(draft(crowd(1)));
  desk.ledger.refuses = (entry) => (entry.kind === 'again' ? 'disk full' : null);
  const plan = value(desk.engine.planAgain(board.id, 'phone', ['ou_p1']));
  expect(await desk.confirm(plan)).toMatchObject({ ok: false, problem: { advice: 'storage-failed' } });
  expect(desk.engine.running).toBe(0);
  desk.ledger.refuses = () => null;
  await desk.confirm(plan);
  await desk.finish(board.id);
  expect(desk.feishu.buzzed('phone')).toEqual(['ou_p1']);
});
