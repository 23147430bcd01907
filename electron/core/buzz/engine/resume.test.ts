import { expect, it } from 'vitest';
import { buzzDesk, chatOf, draft, inChat, outcomes, standing, value } from '../../../../test/support/desk/buzz-desk';
import { crowd, type Fate, someone } from '../../../../test/support/feishu/scripted-feishu';
import type { Draft } from '../../../contract/model/draft';

const minute = 60_000;

/** A request that is never answered, as a program sees it that is killed while it waits. */
const forever = () => new Promise<void>(() => undefined);

/** Confirms a draft and kills the engine as soon as `when` says so; answers with a new engine on the same ledger. */
const killed = async (wanted: Draft, when: 'send' | 'buzz', fate: Fate = 'ok') => {
  const before = buzzDesk();
  before.feishu.chatList.push(chatOf(crowd(3)));
  before.feishu.fate = ({ api }) => (api === when ? fate : 'ok');
  before.feishu.answerAfter = () => (before.feishu.seen.at(-1)?.api === when ? forever() : Promise.resolve());
  const { id } = value(await before.confirm(await before.engine.plan(wanted)));
  await before.clock.settle();
  before.feishu.answerAfter = async () => undefined;
  before.feishu.fate = () => 'ok';
  const after = buzzDesk({ clock: before.clock, feishu: before.feishu, ledger: before.ledger });
  const resumed = async () => {
    await after.engine.resume();
    return after.finish(id);
  };
  return { ...after, ledger: before.ledger, id, resumed };
};

it('never repeats a phone call that was cut off: it is unknown', async () => {
  const desk = await killed(draft(crowd(1), { channel: 'phone' }), 'buzz');
  const board = await desk.resumed();
  expect(standing(board, someone(1))).toMatchObject({ outcome: 'unknown', problem: { advice: 'lost-paid' } });
  expect(desk.feishu.of('buzz')).toHaveLength(1);
  expect(desk.engine.running).toBe(0);
});

it('repeats once an in-app list that was cut off, without people who have read', async () => {
  const desk = await killed(draft(crowd(3), { delivery: inChat }), 'buzz');
  desk.feishu.readAt.set('ou_p2', desk.clock.now());
  const board = await desk.resumed();
  expect(outcomes(board)).toEqual(['accepted', 'unknown', 'accepted']);
  expect(desk.feishu.of('buzz').map((call) => call.ids.length)).toEqual([3, 2]);
});

it('does not repeat an in-app list a second time after a second crash', async () => {
  const first = await killed(draft(crowd(2), { delivery: inChat }), 'buzz');
  first.feishu.answerAfter = () => (first.feishu.seen.at(-1)?.api === 'buzz' ? forever() : Promise.resolve());
  await first.engine.resume();
  await first.clock.settle();
  first.feishu.answerAfter = async () => undefined;
  const second = buzzDesk({ clock: first.clock, feishu: first.feishu, ledger: first.ledger });
  await second.engine.resume();
  const board = await second.finish(first.id);
  expect(outcomes(board)).toEqual(['unknown', 'unknown']);
  expect(first.feishu.of('buzz')).toHaveLength(2);
});

it('sends a message that was cut off with the same uuid, so that it is there once', async () => {
  const desk = await killed(draft(crowd(1)), 'send');
  const board = await desk.resumed();
  expect(standing(board, someone(1))).toMatchObject({ outcome: 'accepted', message: 'sent' });
  expect(desk.feishu.messages()).toHaveLength(1);
  expect(desk.feishu.of('send')).toHaveLength(2);
});

it('sends nothing after a long time away, and does not say that a message was not sent when it may be there', async () => {
  const desk = await killed(draft(crowd(1)), 'send');
  await desk.clock.advance(11 * minute);
  const board = await desk.resumed();
  expect(standing(board, someone(1))).toMatchObject({ outcome: 'unknown', message: 'unknown' });
  expect(desk.feishu.of('send')).toHaveLength(1);
});

it('remembers an answer that was lost before the crash', async () => {
  const before = buzzDesk();
  before.feishu.fate = ({ api }) => (api === 'send' ? 'lost-after' : 'ok');
  const { id } = value(await before.confirm(await before.engine.plan(draft(crowd(1)))));
  await before.clock.settle();
  expect(before.ledger.read(id).at(-1)?.kind).toBe('send-failed');
  before.feishu.send = () => new Promise(() => undefined);
  await before.clock.advance(11 * minute);
  const after = buzzDesk({ clock: before.clock, ledger: before.ledger });
  await after.engine.resume();
  expect(standing(await after.finish(id), someone(1))).toMatchObject({ outcome: 'unknown', message: 'unknown' });
});

it('says `not-called` of calls that never left, when it comes back too late', async () => {
  const before = buzzDesk();
  before.feishu.send = () => new Promise(() => undefined);
  const { id } = value(await before.confirm(await before.engine.plan(draft(crowd(2)))));
  await before.clock.advance(11 * minute);
  const after = buzzDesk({ clock: before.clock, ledger: before.ledger });
  await after.engine.resume();
  const board = await after.finish(id);
  expect(outcomes(board)).toEqual(['not-called', 'not-called']);
  expect(board.people[0]).toMatchObject({ message: 'failed', problem: { advice: 'expired' } });
  expect(after.feishu.seen).toEqual([]);
});

it('stays stopped after a crash', async () => {
  const desk = await killed(draft(crowd(3), { delivery: inChat }), 'buzz');
  await desk.ledger.append(desk.id, [{ kind: 'stopped', at: desk.clock.now() }], () => ({
    row: [...desk.ledger.rows.values()][0]!,
    outcomes: new Set(['pending']),
    reminding: false,
  }));
  const board = await desk.resumed();
  expect(outcomes(board)).toEqual(['unknown', 'unknown', 'unknown']);
  expect(board.state).toBe('stopped');
  expect(desk.feishu.of('buzz')).toHaveLength(1);
});

it('finds an again that was cut off right after it was written', async () => {
  const before = buzzDesk();
  const first = await before.buzz(draft(crowd(1)));
  before.feishu.buzz = () => new Promise(() => undefined);
  const plan = value(before.engine.planAgain(first.id, 'phone', ['ou_p1']));
  await before.confirm(plan);
  expect(before.ledger.read(first.id).at(-1)?.kind).toBe('again');
  const after = buzzDesk({ clock: before.clock, ledger: before.ledger });
  await after.engine.resume();
  const board = await after.finish(first.id);
  expect(standing(board, someone(1)).steps.map((step) => step.outcome)).toEqual(['accepted', 'accepted']);
  expect(after.feishu.buzzed('phone')).toEqual(['ou_p1']);
});

it('has nothing to do when all was settled', async () => {
  const before = buzzDesk();
  await before.buzz(draft(crowd(2)));
  const entries = [...before.ledger.entries.values()].flat().length;
  const after = buzzDesk({ clock: before.clock, feishu: before.feishu, ledger: before.ledger });
  await after.engine.resume();
  expect(after.engine.running).toBe(0);
  expect([...before.ledger.entries.values()].flat()).toHaveLength(entries);
});
