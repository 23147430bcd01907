import { expect, it } from 'vitest';
import { createVirtualClock } from '../../../../test/support/clock/virtual-clock';
import { buzzDesk, draft, outcomes, value } from '../../../../test/support/desk/buzz-desk';
import { busy, crowd } from '../../../../test/support/feishu/scripted-feishu';
import { BuzzId } from '../../../contract/model/ids';
import { mortalClock } from '../../ports/mortal-clock';

/** A desk whose engine can be put down, on a clock that goes on. */
const mortalDesk = () => {
  const clock = createVirtualClock();
  const mortal = mortalClock(clock);
  return { ...buzzDesk({ clock: { ...clock, now: mortal.now, sleep: mortal.sleep } }), clock, mortal };
};

it('lets nothing further leave once it is put down, waits for the answer of what has left, and leaves the rest to the next', async () => {
  const desk = mortalDesk();
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  desk.feishu.answerAfter = () => (desk.feishu.seen.at(-1)?.api === 'buzz' ? answered : Promise.resolve());
  const { id } = value(await desk.confirm(await desk.engine.plan(draft(crowd(3), { channel: 'phone' }))));
  await desk.clock.settle();
  const left = desk.feishu.of('buzz').length;
  expect(left).toBeGreaterThan(0);

  desk.mortal.end();
  let down = false;
  const abandoned = desk.engine.abandon().then(() => {
    down = true;
  });
  await desk.clock.advance(60_000);
  expect(down).toBe(false);
  answer();
  await abandoned;
  await desk.clock.advance(60_000);
  expect(desk.feishu.of('buzz')).toHaveLength(left);
  expect(desk.clock.sleeping()).toBe(0);

  const next = buzzDesk({ clock: desk.clock, feishu: desk.feishu, ledger: desk.ledger });
  await next.engine.resume();
  const board = await next.finish(id);
  expect(outcomes(board)).toEqual(['accepted', 'accepted', 'accepted']);
  const called = desk.feishu.of('buzz').flatMap(({ ids }) => ids);
  expect(new Set(called).size).toBe(called.length);
});

it('writes no outcome for a person whose call waits when it is put down', async () => {
  const desk = mortalDesk();
  desk.feishu.fate = ({ api, nth }) => (api === 'buzz' && nth === 1 ? { failure: busy(30_000) } : 'ok');
  const { id } = value(await desk.confirm(await desk.engine.plan(draft(crowd(1), { channel: 'sms' }))));
  await desk.clock.settle();
  desk.mortal.end();
  await desk.engine.abandon();
  await desk.clock.advance(10 * 60_000);
  expect(outcomes(value(desk.engine.board(id)))).toEqual(['pending']);
  // Its first attempt was refused in passing; there is no second one.
  expect(desk.feishu.of('buzz')).toEqual([]);
});

it('is put down at once when nothing has left', async () => {
  const desk = mortalDesk();
  desk.mortal.end();
  await desk.engine.abandon();
  expect(desk.clock.sleeping()).toBe(0);
});

it('answers a wish that is told again by its id with the buzz of then', async () => {
  const desk = buzzDesk();
  const id = BuzzId.parse('bz_wish1');
  const first = await desk.engine.plan(draft(crowd(1)));
  expect(value(await desk.engine.confirm(first.id, 'plain', 'unattended', id))).toMatchObject({ id, repeated: false });
  await desk.finish(id);
  await desk.clock.advance(60_000);
  const again = await desk.engine.plan(draft(crowd(2), { text: 'another text' }));
  expect(value(await desk.engine.confirm(again.id, 'plain', 'unattended', id))).toMatchObject({ id, repeated: true });
  expect(desk.feishu.of('send')).toHaveLength(1);

  const restarted = buzzDesk({ clock: desk.clock, feishu: desk.feishu, ledger: desk.ledger });
  const third = await restarted.engine.plan(draft(crowd(1)));
  expect(value(await restarted.engine.confirm(third.id, 'plain', 'unattended', id))).toMatchObject({ repeated: true });
  expect(desk.feishu.of('send')).toHaveLength(1);
});
