import { expect, it } from 'vitest';
import { buzzDesk, chatOf, draft, inChat, standing, value } from '../../../../test/support/desk/buzz-desk';
import { busy, crowd, failure, someone } from '../../../../test/support/feishu/scripted-feishu';
import { UnionId } from '../../../contract/model/ids';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** Times at which receipts were asked for (seconds since the buzz was confirmed). */
const askedAt = (desk: ReturnType<typeof buzzDesk>, since: number) =>
  desk.feishu.of('readers').map((call) => Math.round((call.at - since) / second));

it('asks at 10 s, 20 s, 40 s and so on, then every five minutes, and ends two hours after the last call', async () => {
  const desk = buzzDesk();
  const board = await desk.buzz(draft(crowd(1)));
  desk.engine.watch(board.id);
  await desk.clock.advance(3 * hour);
  const asked = askedAt(desk, board.createdAt);
  expect(asked.slice(0, 8)).toEqual([10, 20, 40, 80, 160, 320, 620, 920]);
  const gaps = asked.slice(7).map((at, index) => at - (asked[index + 6] ?? 0));
  expect(new Set(gaps)).toEqual(new Set([300]));
  expect(asked.at(-1)).toBeLessThanOrEqual(2 * 3600);
  expect(asked.at(-1)).toBeGreaterThan(2 * 3600 - 300);
  expect(desk.clock.sleeping()).toBe(0);
});

it('stops asking once all people have read', async () => {
  const desk = buzzDesk();
  const board = await desk.buzz(draft(crowd(2)));
  desk.engine.watch(board.id);
  desk.feishu.readAt.set('ou_p1', board.createdAt + 12 * second);
  await desk.clock.advance(15 * second);
  desk.feishu.readAt.set('ou_p2', board.createdAt + 18 * second);
  await desk.clock.advance(hour);
  expect(askedAt(desk, board.createdAt)).toEqual([10, 10, 20]);
  const now = value(desk.engine.board(board.id));
  expect(now.people.map((person) => person.readAt)).toEqual([
    board.createdAt + 12 * second,
    board.createdAt + 18 * second,
  ]);
  expect(desk.clock.sleeping()).toBe(0);
});

it('asks once per message, whatever the number of people, and once more per kind of id', async () => {
  const desk = buzzDesk();
  const people = [...crowd(4), { name: '乐嘉', unionId: UnionId.parse('on_u') }];
  desk.feishu.chatList.push(chatOf(people));
  const board = await desk.buzz(draft(people, { delivery: inChat }));
  await desk.engine.askReceipts(board.id);
  expect(desk.feishu.of('readers')).toHaveLength(2);
});

it('does not wait for people who are not in the chat', async () => {
  const desk = buzzDesk();
  desk.feishu.chatList.push(chatOf(crowd(2)));
  desk.feishu.outsiders.add('ou_p2');
  const board = await desk.buzz(draft(crowd(2), { delivery: inChat }));
  desk.feishu.readAt.set('ou_p1', board.createdAt);
  desk.engine.watch(board.id);
  await desk.clock.advance(hour);
  expect(askedAt(desk, board.createdAt)).toEqual([10]);
});

it('asks nothing while no board is watched, and at once when a board is watched late', async () => {
  const desk = buzzDesk();
  const board = await desk.buzz(draft(crowd(1)));
  desk.engine.watch(board.id);
  await desk.clock.advance(10 * second);
  desk.engine.watch();
  await desk.clock.advance(10 * minute);
  expect(askedAt(desk, board.createdAt)).toEqual([10]);
  expect(desk.clock.sleeping()).toBe(0);
  desk.engine.watch(board.id);
  await desk.clock.advance(second);
  expect(askedAt(desk, board.createdAt)).toEqual([10, 610]);
  desk.engine.watch();
  desk.engine.watch(board.id);
  await desk.clock.advance(second);
  expect(askedAt(desk, board.createdAt)).toHaveLength(2);
});

it('asks about every board that can be seen, on its own, and goes on with one when another is put away', async () => {
  const desk = buzzDesk();
  const first = await desk.buzz(draft(crowd(1)));
  const other = await desk.buzz(draft([someone(2)]));
  const asked = ({ id }: typeof first) => {
    const answer = value(desk.engine.board(id));
    return Math.round(((answer.receipts.askedAt ?? answer.createdAt) - answer.createdAt) / second);
  };
  desk.engine.watch(first.id, other.id);
  await desk.clock.advance(10 * second);
  expect([asked(first), asked(other)]).toEqual([10, 10]);
  // Seen in one more window: nothing is asked twice, and nothing begins anew.
  desk.engine.watch(other.id, first.id, other.id);
  await desk.clock.advance(5 * second);
  expect(desk.feishu.of('readers')).toHaveLength(2);
  desk.engine.watch(other.id);
  await desk.clock.advance(60 * second);
  expect([asked(first), asked(other)]).toEqual([10, 40]);
  desk.engine.watch();
  expect(desk.clock.sleeping()).toBe(0);
});

it('begins anew with every step', async () => {
  const desk = buzzDesk();
  const board = await desk.buzz(draft(crowd(1)));
  desk.engine.watch(board.id);
  await desk.clock.advance(hour);
  const before = desk.feishu.of('readers').length;
  const plan = value(desk.engine.planAgain(board.id, 'phone', ['ou_p1']));
  const raised = desk.clock.now();
  await desk.confirm(plan);
  await desk.clock.advance(45 * second);
  expect(askedAt(desk, raised).slice(before)).toEqual([10, 20, 40]);
});

it('is no more eager because one call is repeated for minutes', async () => {
  const desk = buzzDesk();
  desk.feishu.fate = ({ api, ids }) => (api === 'buzz' && ids.includes('ou_p1') ? { failure: busy(3_000) } : 'ok');
  const { id, createdAt } = value(await desk.confirm(await desk.engine.plan(draft([...crowd(1), someone(2)]))));
  desk.engine.watch(id);
  await desk.clock.advance(9 * minute);
  expect(new Set(askedAt(desk, createdAt))).toEqual(new Set([10, 20, 40, 80, 160, 320]));
});

it('keeps no timer for a buzz without a call', async () => {
  const desk = buzzDesk();
  desk.feishu.unknown.add('ou_p1');
  const board = await desk.buzz(draft(crowd(1)));
  desk.engine.watch(board.id);
  await desk.clock.settle();
  expect(desk.clock.sleeping()).toBe(0);
});

it('says why receipts could not be had, and keeps the earlier ones', async () => {
  const desk = buzzDesk();
  const board = await desk.buzz(draft(crowd(2)));
  desk.feishu.readAt.set('ou_p1', board.createdAt + 5);
  await desk.engine.askReceipts(board.id);
  desk.feishu.readersFail = failure({ code: 99991672 });
  const later = value(await desk.engine.askReceipts(board.id));
  expect(later.receipts.problem).toMatchObject({ code: 99991672 });
  expect(standing(later, someone(1)).readAt).toBe(board.createdAt + 5);
});

it('never asks about a message older than seven days', async () => {
  const desk = buzzDesk();
  const board = await desk.buzz(draft(crowd(1)));
  await desk.clock.advance(7 * 24 * hour);
  await desk.engine.askReceipts(board.id);
  desk.engine.watch(board.id);
  await desk.clock.settle();
  expect(desk.feishu.of('readers')).toEqual([]);
});

it('shares one answer among questions at the same time', async () => {
  const desk = buzzDesk();
  const board = await desk.buzz(draft(crowd(1)));
  await Promise.all([desk.engine.askReceipts(board.id), desk.engine.askReceipts(board.id)]);
  expect(desk.feishu.of('readers')).toHaveLength(1);
});

it('does not ask about messages that were recalled', async () => {
  const desk = buzzDesk();
  const board = await desk.buzz(draft(crowd(1)));
  await desk.engine.recall(board.id);
  await desk.engine.askReceipts(board.id);
  expect(desk.feishu.of('readers')).toEqual([]);
});

it('does not try again at once when receipts cannot even be asked for', async () => {
  let reachable = true;
  const inner = buzzDesk();
  const desk = buzzDesk({
    clock: inner.clock,
    feishu: inner.feishu,
    feishuOf: () => (reachable ? { ok: true, value: inner.feishu } : { ok: false, problem: failure().problem }),
  });
  const board = await desk.buzz(draft(crowd(1)));
  reachable = false;
  desk.engine.watch(board.id);
  await desk.clock.advance(minute);
  expect(desk.clock.sleeping()).toBe(1);
  reachable = true;
  await desk.clock.advance(10 * second);
  expect(desk.feishu.of('readers')).toHaveLength(1);
});
