import { expect, it } from 'vitest';
import { buzzDesk, draft, outcomes, value } from '../../../../test/support/desk/buzz-desk';
import { climbing, ReadingFeishu } from '../../../../test/support/desk/climbing';
import type { MemoryLedger } from '../../../../test/support/disk/memory-ledger';
import { crowd, someone } from '../../../../test/support/feishu/scripted-feishu';
import type { Entry } from '../record/entry';

const minute = 60_000;

/** The disk is full for entries of these kinds until it is freed. */
const fill = (ledger: MemoryLedger, ...kinds: Entry['kind'][]) => {
  ledger.refuses = (entry) => (kinds.includes(entry.kind) ? 'disk full' : null);
  const free = () => {
    ledger.refuses = () => null;
  };
  return { free };
};

/** Another run of the program on what is on the disk. */
const restarted = async (desk: Pick<ReturnType<typeof buzzDesk>, 'clock' | 'ledger'>) => {
  const feishu = new ReadingFeishu(desk.clock);
  const after = buzzDesk({ clock: desk.clock, ledger: desk.ledger, feishu });
  await after.engine.resume();
  return { ...after, feishu };
};

it('writes the result of a phone call as soon as the disk has room again', async () => {
  const desk = buzzDesk();
  const disk = fill(desk.ledger, 'called');
  const { id } = value(await desk.confirm(await desk.engine.plan(draft(crowd(1), { channel: 'phone' }))));
  await desk.clock.settle();
  expect(desk.ledger.read(id).at(-1)?.kind).toBe('calling');
  disk.free();
  await desk.clock.advance(minute);
  expect(desk.clock.sleeping()).toBe(0);
  expect(desk.ledger.unsettled()).toEqual([]);
  const after = await restarted(desk);
  expect(outcomes(value(after.engine.board(id)))).toEqual(['accepted']);
});

it('writes it before anything else of its buzz, and each thing once', async () => {
  const desk = buzzDesk();
  const disk = fill(desk.ledger, 'called');
  const { id } = value(await desk.confirm(await desk.engine.plan(draft(crowd(1)))));
  await desk.clock.settle();
  disk.free();
  await desk.engine.askReceipts(id);
  await desk.clock.advance(10 * minute);
  const kinds = desk.ledger.read(id).map(({ kind }) => kind);
  expect(kinds).toEqual(['confirmed', 'sending', 'sent', 'calling', 'called', 'receipts']);
});

it('remembers a stop that the disk refused, so that no ladder goes on after a restart', async () => {
  const desk = await climbing();
  const disk = fill(desk.ledger, 'stopped', 'ladder-ended');
  value(await desk.engine.stop(desk.id));
  disk.free();
  await desk.at(minute);
  const after = await restarted(desk);
  await desk.at(60 * minute);
  expect(after.feishu.buzzed()).toEqual([]);
  expect(after.engine.armed).toEqual([]);
  expect(value(after.engine.board(desk.id)).state).toBe('stopped');
});

it('can still take a message back whose sending the disk refused, after a restart too', async () => {
  const desk = buzzDesk();
  const disk = fill(desk.ledger, 'sent', 'called', 'calling');
  const { id } = await desk.buzz(draft(crowd(1)));
  disk.free();
  await desk.buzz(draft([someone(2)]));
  await desk.clock.advance(6 * minute);
  const after = await restarted(desk);
  expect(value(await after.engine.recall(id)).recalled).toBe(true);
  expect(after.feishu.of('recall')).toHaveLength(1);
});

it('keeps entries in memory that are nowhere else, however many buzzes come after them', async () => {
  const desk = buzzDesk();
  const disk = fill(desk.ledger, 'called');
  const first = await desk.buzz(draft(crowd(1)));
  const append = desk.ledger.append.bind(desk.ledger);
  desk.ledger.append = (id, ...rest) =>
    id === first.id ? Promise.reject(new Error('a damaged page')) : append(id, ...rest);
  disk.free();
  for (let number = 0; number < 40; number += 1) await desk.buzz(draft([someone(number + 10)]));
  expect(outcomes(value(desk.engine.board(first.id)))).toEqual(['accepted']);
});

it('says once that the disk refuses, and again when it refuses anew', async () => {
  const desk = buzzDesk();
  const disk = fill(desk.ledger, 'called');
  await desk.buzz(draft(crowd(5)));
  expect(desk.storageProblems).toHaveLength(1);
  disk.free();
  await desk.buzz(draft([someone(8)]));
  fill(desk.ledger, 'called');
  await desk.buzz(draft([someone(9)]));
  expect(desk.storageProblems).toHaveLength(2);
});

it('gives up asking a disk that refuses for hours, and tries once more when the program ends', async () => {
  const desk = buzzDesk();
  const disk = fill(desk.ledger, 'called');
  const { id } = await desk.buzz(draft(crowd(1)));
  expect(desk.clock.sleeping()).toBe(0);
  disk.free();
  expect(desk.ledger.read(id).at(-1)?.kind).toBe('calling');
  desk.engine.close();
  await desk.clock.settle();
  expect(desk.ledger.read(id).at(-1)?.kind).toBe('called');
});
