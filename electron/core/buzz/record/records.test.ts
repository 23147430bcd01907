import { expect, it } from 'vitest';
import { buzzDesk, draft, value } from '../../../../test/support/desk/buzz-desk';
import { MemoryLedger } from '../../../../test/support/disk/memory-ledger';
import { crowd } from '../../../../test/support/feishu/scripted-feishu';
import type { Channel } from '../../../contract/model/channel';
import type { BuzzId } from '../../../contract/model/ids';
import type { Entry } from './entry';
import type { Summary } from './ledger';

/** Tells the kinds of entries apart by whether the disk may take its time for them. */
class WatchedLedger extends MemoryLedger {
  readonly now = new Set<Entry['kind']>();
  readonly later = new Set<Entry['kind']>();

  override append(id: BuzzId, entries: readonly Entry[], summary: () => Summary, mayWait = false): Promise<void> {
    for (const { kind } of entries) (mayWait ? this.later : this.now).add(kind);
    return super.append(id, entries, summary);
  }
}

const written = async (channel: Channel): Promise<WatchedLedger> => {
  const ledger = new WatchedLedger();
  const desk = buzzDesk({ ledger });
  const plan = await desk.engine.plan(draft(crowd(3), { channel }));
  value(await desk.engine.confirm(plan.id, channel === 'app' ? 'plain' : 'paid'));
  await desk.clock.drain();
  return ledger;
};

it('lets the disk take its time for the answers of an in-app buzz, and for none of its announcements', async () => {
  const { now, later } = await written('app');
  expect(later).toEqual(new Set(['sent', 'called']));
  expect([...now]).toEqual(expect.arrayContaining(['confirmed', 'sending', 'calling']));
  expect(now).not.toContain('sent');
});

it('brings the answer of an SMS or a phone call to the disk at once', async () => {
  for (const channel of ['sms', 'phone'] as const) {
    const { now, later } = await written(channel);
    expect(now).toContain('called');
    expect(later).not.toContain('called');
  }
});

it('draws a board of many people four times a second', async () => {
  const desk = buzzDesk();
  let answers = 0;
  // One after the other, 20 ms apart.
  desk.feishu.answerAfter = () => desk.clock.sleep(20 * ++answers);
  const plan = await desk.engine.plan(draft(crowd(200)));
  const before = desk.clock.now();
  value(await desk.engine.confirm(plan.id, 'plain'));
  await desk.clock.advance(4_000);
  const seconds = (desk.clock.now() - before) / 1_000;
  expect(desk.boards.length).toBeGreaterThan(4);
  expect(desk.boards.length).toBeLessThanOrEqual(seconds * 4 + 1);
});
