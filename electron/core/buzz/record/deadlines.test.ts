import { expect, it } from 'vitest';
import { buzzDesk, draft, outcomes, standing, value } from '../../../../test/support/desk/buzz-desk';
import { busy, crowd, someone } from '../../../../test/support/feishu/scripted-feishu';
import { aLadder } from '../../../../test/support/samples';

const seconds = 1_000;

const waiting = async (change: Parameters<typeof buzzDesk>[0] = {}, wanted: Parameters<typeof draft>[1] = {}) => {
  const desk = buzzDesk({ undoMs: 4 * seconds, ...change });
  const plan = await desk.engine.plan(draft(crowd(2), { channel: 'phone', ...wanted }));
  const board = value(await desk.confirm(plan));
  await desk.clock.settle();
  return { ...desk, id: board.id, createdAt: board.createdAt, board: () => value(desk.engine.board(board.id)) };
};

it('sends the message at once and lets the paid calls wait for a change of mind', async () => {
  const desk = await waiting();
  expect(desk.feishu.messages()).toHaveLength(2);
  expect(desk.board()).toMatchObject({ undoUntil: desk.createdAt + 4 * seconds, state: 'running' });
  await desk.clock.advance(4 * seconds - 1);
  expect(desk.feishu.buzzed()).toEqual([]);
  await desk.clock.advance(1);
  expect(desk.feishu.buzzed('phone')).toEqual(['ou_p1', 'ou_p2']);
  expect(desk.board()).toMatchObject({ undoUntil: null });
});

it('takes the calls back, and the messages stay', async () => {
  const desk = await waiting();
  await desk.clock.advance(3 * seconds);
  const board = value(await desk.engine.undo(desk.id));
  expect(outcomes(board)).toEqual(['not-called', 'not-called']);
  expect(board).toMatchObject({ undoUntil: null, state: 'done' });
  expect(standing(board, someone(1))).toMatchObject({ message: 'sent', problem: { advice: 'undone' } });
  await desk.clock.drain();
  expect(desk.feishu.buzzed()).toEqual([]);
  expect(desk.engine.running).toBe(0);
});

it('takes a call back whose message is still on its way, and still sends the message', async () => {
  const desk = buzzDesk({ undoMs: 4 * seconds });
  desk.feishu.fate = ({ nth }) => (nth === 1 ? { failure: busy(10 * seconds) } : 'ok');
  const plan = await desk.engine.plan(draft(crowd(1), { channel: 'sms' }));
  const { id } = value(await desk.confirm(plan));
  await desk.clock.advance(seconds);
  await desk.engine.undo(id);
  const board = await desk.finish(id);
  expect(desk.feishu.messages()).toHaveLength(1);
  expect(desk.feishu.buzzed()).toEqual([]);
  expect(standing(board, someone(1))).toMatchObject({ outcome: 'not-called', problem: { advice: 'undone' } });
});

it('says when it is too late', async () => {
  const desk = await waiting();
  await desk.clock.advance(5 * seconds);
  expect(await desk.engine.undo(desk.id)).toMatchObject({ ok: false, problem: { advice: 'undo-too-late' } });
  expect(outcomes(desk.board())).toEqual(['accepted', 'accepted']);
});

it('offers it for buzzing again as well, and not to an unattended command', async () => {
  const desk = buzzDesk({ undoMs: 4 * seconds });
  const first = await desk.buzz(draft(crowd(1)));
  expect(first.undoUntil).toBeNull();
  const again = value(await desk.confirm(value(desk.engine.planAgain(first.id, 'sms', ['ou_p1']))));
  expect(again.undoUntil).toBe(desk.clock.now() + 4 * seconds);
  const unasked = await desk.engine.plan(draft([someone(2)], { channel: 'phone' }));
  const board = value(await desk.engine.confirm(unasked.id, 'paid', 'unattended'));
  await desk.clock.settle();
  expect(board.undoUntil).toBeNull();
  expect(desk.feishu.buzzed('phone')).toEqual(['ou_p2']);
});

it('ends the ladder with it', async () => {
  const desk = await waiting({ ladders: [aLadder()] }, { ladder: aLadder().id });
  const board = value(await desk.engine.undo(desk.id));
  await desk.clock.settle();
  expect(board.ladder?.state).toBe('ended');
  expect(desk.engine.armed).toEqual([]);
  await desk.clock.drain();
  expect(desk.feishu.buzzed()).toEqual([]);
});

it('stops at once while they wait', async () => {
  const desk = await waiting();
  const board = value(await desk.engine.stop(desk.id));
  expect(outcomes(board)).toEqual(['not-called', 'not-called']);
  expect(board).toMatchObject({ state: 'stopped', undoUntil: null });
  expect(desk.feishu.buzzed()).toEqual([]);
});

it('makes no late call for a person who was waiting when the program ended', async () => {
  const before = await waiting();
  before.feishu.buzz = () => new Promise(() => undefined);
  await before.clock.advance(3 * 60 * seconds);
  const after = buzzDesk({ clock: before.clock, ledger: before.ledger });
  await after.engine.resume();
  const board = await after.finish(before.id);
  expect(after.feishu.buzzed()).toEqual([]);
  expect(board.people[0]).toMatchObject({ outcome: 'not-called', problem: { advice: 'expired' } });
});

it('keeps waiting after a restart, and remembers what was taken back', async () => {
  const before = await waiting();
  const kept = buzzDesk({ clock: before.clock, feishu: before.feishu, ledger: before.ledger });
  await before.clock.advance(seconds);
  await kept.engine.resume();
  expect(value(await kept.engine.undo(before.id)).people[0]).toMatchObject({ outcome: 'not-called' });
  const after = buzzDesk({ clock: before.clock, feishu: before.feishu, ledger: before.ledger });
  await after.engine.resume();
  expect(outcomes(value(after.engine.board(before.id)))).toEqual(['not-called', 'not-called']);
});

it('waits no longer than it said when the clock is set back', async () => {
  const desk = await waiting();
  desk.clock.jump(-60 * seconds);
  await desk.clock.advance(4 * seconds);
  expect(desk.feishu.buzzed('phone')).toEqual(['ou_p1', 'ou_p2']);
});
