import { expect, it } from 'vitest';
import { createVirtualClock } from '../../../test/support/clock/virtual-clock';
import { buzzDesk, draft } from '../../../test/support/desk/buzz-desk';
import { keptLedger } from '../../../test/support/disk/kept-ledger';
import { crowd, someone } from '../../../test/support/feishu/scripted-feishu';

const day = 24 * 3_600_000;

const kept = keptLedger();

const listed = () => kept.ledger.list({ before: null, limit: 50 }).length;

it('does not delete anything because the clock leapt, also after a buzz at the wrong date and a restart', async () => {
  const clock = createVirtualClock();
  const first = buzzDesk({ clock, ledger: kept.ledger });
  await first.buzz(draft(crowd(1), { channel: 'phone' }));
  first.engine.forget(180);
  const paid = kept.ledger.paidCalls(0);
  clock.jump(400 * day);
  first.engine.forget(180);
  await first.buzz(draft([someone(2)]));
  first.engine.forget(180);
  kept.restart();
  const second = buzzDesk({ clock, ledger: kept.ledger });
  await clock.advance(3_600_000);
  second.engine.forget(180);
  expect(listed()).toBe(2);
  // Put right again, the month goes on where it was.
  clock.jump(-400 * day);
  second.engine.forget(180);
  expect(listed()).toBe(2);
  expect(kept.ledger.paidCalls(0)).toEqual(paid);
  const plan = await second.engine.plan(draft([someone(3)], { channel: 'phone' }));
  expect(plan.cost?.leftThisMonth).toBe(49);
});

it('believes a ledger of an older program by its newest entry', async () => {
  const clock = createVirtualClock();
  await buzzDesk({ clock, ledger: kept.ledger }).buzz(draft(crowd(1)));
  kept.restart();
  clock.jump(400 * day);
  buzzDesk({ clock, ledger: kept.ledger }).engine.forget(180);
  expect(listed()).toBe(1);
});

it('deletes old buzzes once a later day has confirmed the date', async () => {
  const clock = createVirtualClock();
  const desk = buzzDesk({ clock, ledger: kept.ledger });
  await desk.buzz(draft(crowd(1)));
  desk.engine.forget(180);
  clock.jump(181 * day);
  desk.engine.forget(180);
  expect(listed()).toBe(1);
  clock.jump(day);
  desk.engine.forget(180);
  expect(listed()).toBe(0);
});

it('deletes every settled buzz on request, including those dated in the future', async () => {
  const clock = createVirtualClock();
  const desk = buzzDesk({ clock, ledger: kept.ledger });
  await desk.buzz(draft(crowd(1)));
  clock.jump(30 * day);
  await desk.buzz(draft([someone(2)]));
  clock.jump(-30 * day);
  expect(listed()).toBe(2);
  desk.engine.forgetAll();
  expect(listed()).toBe(0);
});

it('is no damaged ledger after that: the next start goes on with the other buzzes', async () => {
  const clock = createVirtualClock();
  const desk = buzzDesk({ clock, ledger: kept.ledger });
  await desk.buzz(draft(crowd(3)));
  clock.jump(day);
  await desk.buzz(draft([someone(2)]));
  kept.ledger.forget(clock.now() - day / 2, new Set(), 0);
  expect(listed()).toBe(1);
  kept.restart();
  expect(listed()).toBe(1);
});
