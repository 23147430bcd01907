import { expect, it } from 'vitest';
import { buzzDesk, draft, outcomes, value } from '../../../../test/support/desk/buzz-desk';
import { climbing } from '../../../../test/support/desk/climbing';
import { MemoryLedger } from '../../../../test/support/disk/memory-ledger';
import { crowd } from '../../../../test/support/feishu/scripted-feishu';
import { aLadder } from '../../../../test/support/samples';
import type { BuzzId } from '../../../contract/model/ids';

// A data folder that was copied, or restored from a backup: the original may be in use at the same time.

const minute = 60_000;

/** The ledger as a copy of its file would have it. */
const copyOf = async (original: MemoryLedger): Promise<MemoryLedger> => {
  const copy = new MemoryLedger();
  for (const [id, entries] of original.entries) {
    const row = original.rows.get(id);
    if (row) await copy.append(id as BuzzId, entries, () => ({ row, outcomes: new Set(), reminding: false }));
  }
  copy.isCopy = true;
  return copy;
};

it('leaves an armed ladder to the original: it climbs there, once, and has ended in the copy', async () => {
  const desk = await climbing();
  const ledger = await copyOf(desk.ledger);
  const copy = buzzDesk({ clock: desk.clock, feishu: desk.feishu, ladders: [aLadder()], ledger });
  expect(await copy.engine.resume()).toBe(1);
  expect(copy.engine.armed).toEqual([]);
  await desk.at(9 * minute);
  expect(desk.feishu.buzzed('sms')).toEqual(['ou_p1', 'ou_p2']);
  expect(desk.feishu.buzzed('phone')).toEqual(['ou_p1', 'ou_p2']);
  expect(value(copy.engine.board(desk.id))).toMatchObject({ state: 'stopped', ladder: { state: 'ended' } });

  // From now on it is an original of its own.
  expect(ledger.isCopy).toBe(false);
  const again = buzzDesk({ clock: desk.clock, feishu: desk.feishu, ledger });
  expect(await again.engine.resume()).toBe(0);
});

it('makes no call that was under way when the copy was made, and calls a paid one unknown', async () => {
  const desk = buzzDesk();
  desk.feishu.answerAfter = () =>
    desk.feishu.seen.at(-1)?.api === 'buzz' ? new Promise<void>(() => undefined) : Promise.resolve();
  const { id } = value(await desk.confirm(await desk.engine.plan(draft(crowd(3), { channel: 'phone' }))));
  await desk.clock.advance(minute);
  const called = desk.feishu.of('buzz').length;
  const copy = buzzDesk({ clock: desk.clock, feishu: desk.feishu, ledger: await copyOf(desk.ledger) });
  expect(await copy.engine.resume()).toBe(1);
  await desk.clock.advance(minute);
  const found = outcomes(value(copy.engine.board(id)));
  expect(found.filter((outcome) => outcome === 'unknown')).toHaveLength(called);
  expect(found.filter((outcome) => outcome === 'not-called')).toHaveLength(3 - called);
  expect(desk.feishu.of('buzz')).toHaveLength(called);
  expect(copy.engine.running).toBe(0);
});

it('stops it again at the next start when the disk did not take it', async () => {
  const desk = await climbing();
  const ledger = await copyOf(desk.ledger);
  ledger.refuses = () => 'disk full';
  const full = buzzDesk({ clock: desk.clock, feishu: desk.feishu, ladders: [aLadder()], ledger });
  await full.engine.resume();
  expect(ledger.isCopy).toBe(true);
  ledger.refuses = () => null;
  const later = buzzDesk({ clock: desk.clock, feishu: desk.feishu, ladders: [aLadder()], ledger });
  expect(await later.engine.resume()).toBe(1);
  expect(later.engine.armed).toEqual([]);
});

it('has nothing to stop where all was settled, and sends what is new', async () => {
  const desk = buzzDesk();
  await desk.buzz(draft(crowd(1)));
  const ledger = await copyOf(desk.ledger);
  const copy = buzzDesk({ clock: desk.clock, feishu: desk.feishu, ledger });
  expect(await copy.engine.resume()).toBe(0);
  expect(ledger.isCopy).toBe(false);
  const board = await copy.buzz(draft(crowd(1), { text: '新的消息' }));
  expect(outcomes(board)).toEqual(['accepted']);
});
