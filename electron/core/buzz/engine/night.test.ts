import { expect, it } from 'vitest';
import { createVirtualClock } from '../../../../test/support/clock/virtual-clock';
import { buzzDesk, draft, value } from '../../../../test/support/desk/buzz-desk';
import { climbing } from '../../../../test/support/desk/climbing';
import { crowd, offline } from '../../../../test/support/feishu/scripted-feishu';
import { aLadder } from '../../../../test/support/samples';
import { localMinute } from '../../../contract/local-time';

const minute = 60_000;

/** Night hours that begin and end so many minutes from this moment, however late the computer's clock says it is. */
const nightFrom = (now: number, begin: number, end: number) => {
  const at = localMinute(now, 'Asia/Shanghai') + 1440;
  return { from: (at + begin) % 1440, to: (at + end) % 1440 };
};
const asked = { ok: false, problem: { advice: 'night-asks' } };

it('asks once more before SMS and calls at night, and sends by the gesture that answers', async () => {
  const clock = createVirtualClock();
  const desk = buzzDesk({ clock, nightHours: nightFrom(clock.now(), -60, 60) });
  const plan = await desk.engine.plan(draft(crowd(1), { channel: 'phone' }));
  expect(await desk.engine.confirm(plan.id, 'plain')).toMatchObject({ problem: { advice: 'paid-gesture-needed' } });
  expect(await desk.engine.confirm(plan.id, 'paid')).toMatchObject(asked);
  expect(desk.feishu.seen).toEqual([]);
  value(await desk.engine.confirm(plan.id, 'paid-at-night'));
});

it('asks for an in-app buzz only if its ladder comes to SMS or calls in the night', async () => {
  const clock = createVirtualClock();
  const wanted = draft(crowd(1), { ladder: aLadder().id });
  const later = buzzDesk({ clock, ladders: [aLadder()], nightHours: nightFrom(clock.now(), 5, 60) });
  expect(await later.engine.confirm((await later.engine.plan(wanted)).id, 'paid')).toMatchObject(asked);
  const longAfter = buzzDesk({ clock, ladders: [aLadder()], nightHours: nightFrom(clock.now(), 30, 60) });
  value(await longAfter.engine.confirm((await longAfter.engine.plan(wanted)).id, 'paid'));
  const free = buzzDesk({ clock, nightHours: nightFrom(clock.now(), -60, 60) });
  value(await free.engine.confirm((await free.engine.plan(draft(crowd(1)))).id, 'plain'));
});

it('asks nothing of the command line, which has no one to ask, and nothing without night hours', async () => {
  const clock = createVirtualClock();
  const desk = buzzDesk({ clock, nightHours: nightFrom(clock.now(), -60, 60) });
  const plan = await desk.engine.plan(draft(crowd(1), { channel: 'sms' }));
  value(await desk.engine.confirm(plan.id, 'paid', 'unattended'));
  const off = buzzDesk({ clock });
  value(await off.engine.confirm((await off.engine.plan(draft(crowd(1), { channel: 'sms' }))).id, 'paid'));
});

it('asks once more before a paid rung that waits goes on at night', async () => {
  const clock = createVirtualClock();
  const desk = await climbing(
    { steps: [{ afterMinutes: 3, channel: 'sms' }] },
    {},
    {
      clock,
      nightHours: nightFrom(clock.now(), 4, 60),
      people: 1,
    },
  );
  desk.feishu.readersFail = offline;
  await desk.at(5 * minute);
  expect(desk.rungs()).toEqual(['held']);
  expect(await desk.engine.continueLadder(desk.id, 'paid')).toMatchObject(asked);
  value(await desk.engine.continueLadder(desk.id, 'paid-at-night'));
  await desk.clock.advance(1_000);
  expect(desk.feishu.buzzed('sms')).toHaveLength(1);
});
