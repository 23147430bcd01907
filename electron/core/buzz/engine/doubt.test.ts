import { expect, it } from 'vitest';
import { buzzDesk, value } from '../../../../test/support/desk/buzz-desk';
import { climbing, ReadingFeishu } from '../../../../test/support/desk/climbing';

const minute = 60_000;

/** The ledger is restored: another engine goes on with what it holds, and doubts it. */
const restored = async (desk: Awaited<ReturnType<typeof climbing>>) => {
  const feishu = new ReadingFeishu(desk.clock);
  feishu.tellsChats = true;
  desk.feishu.buzz = () => new Promise(() => undefined);
  desk.feishu.readReceipts = () => new Promise(() => undefined);
  const after = buzzDesk({ clock: desk.clock, feishu, ledger: desk.ledger });
  const doubted = await after.engine.doubt();
  await after.engine.resume();
  await desk.clock.settle();
  const board = () => value(after.engine.board(desk.id));
  return {
    ...after,
    feishu,
    doubted,
    board,
    at: desk.at,
    states: () => board().ladder?.rungs.map(({ state }) => state),
  };
};

it('lets no SMS and no call of a ladder go by itself in a restored ledger, and lets a person continue it', async () => {
  const desk = await climbing();
  await desk.at(minute);
  const after = await restored(desk);
  expect(after.doubted).toBe(1);
  expect(after.engine.armed).toMatchObject([{ id: desk.id }]);
  await after.at(4 * minute);
  expect(after.board().ladder).toMatchObject({
    state: 'held',
    rungs: [{ state: 'held', problem: { advice: 'database-restored' } }, { state: 'later' }],
  });
  expect(after.news).toMatchObject([{ kind: 'held', channel: 'sms', people: 2 }]);
  // The one that was not decided about makes room for the next, which waits as well.
  await after.at(20 * minute);
  expect(after.states()).toEqual(['missed', 'held']);
  expect(after.feishu.buzzed()).toEqual([]);
  value(await after.engine.continueLadder(desk.id, 'paid'));
  await desk.clock.settle();
  expect(after.feishu.buzzed('phone')).toEqual(['ou_p1', 'ou_p2']);
  expect(after.feishu.buzzed('sms')).toEqual([]);
});

it('goes on by itself once a person has decided about the first of them', async () => {
  const desk = await climbing();
  await desk.at(minute);
  const after = await restored(desk);
  await after.at(4 * minute);
  value(await after.engine.continueLadder(desk.id, 'paid'));
  await after.at(9 * minute);
  expect(after.feishu.buzzed('sms')).toEqual(['ou_p1', 'ou_p2']);
  expect(after.feishu.buzzed('phone')).toEqual(['ou_p1', 'ou_p2']);
});

it('holds them after another restart as well, and skips those who answer meanwhile', async () => {
  const desk = await climbing();
  await desk.at(minute);
  const first = await restored(desk);
  await first.at(3 * minute + 1_000);
  const feishu = new ReadingFeishu(desk.clock);
  feishu.tellsChats = true;
  for (const person of ['ou_p1', 'ou_p2']) feishu.reads.set(person, desk.createdAt + 5 * minute);
  const second = buzzDesk({ clock: desk.clock, feishu, ledger: desk.ledger });
  await second.engine.resume();
  await desk.at(30 * minute);
  expect(feishu.buzzed()).toEqual([]);
  expect(value(second.engine.board(desk.id)).ladder?.state).toBe('ended');
});

it('leaves SMS under way at that: whether they were sent is not known', async () => {
  const desk = await climbing();
  desk.feishu.buzz = () => new Promise(() => undefined);
  await desk.at(3 * minute + 1_000);
  const after = await restored(desk);
  expect(after.board().people.map(({ outcome }) => outcome)).toEqual(['unknown', 'unknown']);
  await after.at(30 * minute);
  expect(after.feishu.buzzed('sms')).toEqual([]);
});

it('goes on with in-app, which harms no person twice', async () => {
  const desk = await climbing({
    steps: [
      { afterMinutes: 3, channel: 'app' },
      { afterMinutes: 8, channel: 'phone' },
    ],
  });
  await desk.at(minute);
  const after = await restored(desk);
  await after.at(9 * minute);
  expect(after.feishu.buzzed('app')).toEqual(['ou_p1', 'ou_p2']);
  expect(after.states()).toEqual(['done', 'held']);
});

it('tells when the disk did not take it, and then acts on nothing', async () => {
  const desk = await climbing();
  await desk.at(minute);
  const after = buzzDesk({ clock: desk.clock, feishu: desk.feishu, ledger: desk.ledger });
  desk.ledger.refuses = () => 'disk-full';
  expect(await after.engine.doubt()).toBeNull();
});
