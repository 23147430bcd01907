import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fragments } from './fragments';
import { type Frame, pingFrame } from './frame';

const part = (id: string, sum: number | string, seq: number | string, payload: Uint8Array): Frame => ({
  ...pingFrame(1),
  method: 1,
  headers: [
    ['message_id', id],
    ['sum', String(sum)],
    ['seq', String(seq)],
  ],
  payload,
});
const bytes = (length: number, value = 1) => new Uint8Array(length).fill(value);

/** Cuts a payload into parts. */
const cut = (id: string, payload: Uint8Array, sum: number): readonly Frame[] =>
  Array.from({ length: sum }, (_, seq) =>
    part(
      id,
      sum,
      seq,
      payload.subarray(Math.floor((seq * payload.length) / sum), Math.floor(((seq + 1) * payload.length) / sum)),
    ),
  );

describe('parts of events', () => {
  it('make the payload that was cut, once, for any order, repetition and mixture of events', () => {
    const events = fc.array(fc.tuple(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 1, max: 6 })), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(events, fc.infiniteStream(fc.nat()), (all, chance) => {
        const frames = all.flatMap(([payload, sum], index) =>
          cut(`m${index}`, payload, sum).map((frame) => ({ frame, index })),
        );
        // A part may come twice; all come at least once, in any order.
        const shuffled = [...frames, ...frames.filter(() => (chance.next().value ?? 0) % 4 === 0 && frames.length > 0)]
          .map((each) => ({ ...each, by: chance.next().value ?? 0 }))
          .sort((a, b) => a.by - b.by);
        const fragments = new Fragments();
        const made = shuffled.flatMap(({ frame, index }) => {
          const assembled = fragments.take(frame, 0);
          return assembled.kind === 'whole' ? [{ index, payload: assembled.payload }] : [];
        });
        for (const [index, [payload]] of all.entries()) {
          const found = made.filter((each) => each.index === index);
          expect(found.length).toBeGreaterThanOrEqual(1);
          for (const each of found) expect(each.payload).toEqual(payload);
        }
      }),
    );
  });

  it('are whole at once without headers that say otherwise', () => {
    const frame = { ...pingFrame(1), payload: bytes(3) };
    expect(new Fragments().take(frame, 0)).toEqual({ kind: 'whole', payload: bytes(3) });
  });

  it.each([
    ['more parts than any event has', part('m', 1025, 0, bytes(1))],
    ['no number of parts', part('m', 'x', 0, bytes(1))],
    ['no parts', part('m', 0, 0, bytes(1))],
    ['a part beyond their number', part('m', 2, 2, bytes(1))],
    ['a negative part', part('m', 2, -1, bytes(1))],
    ['no name', part('', 2, 0, bytes(1))],
    ['a whole payload of more than 1 MiB', part('m', 1, 0, bytes(1024 * 1024 + 1))],
  ])('are refused: %s', (_, frame) => expect(new Fragments().take(frame, 0)).toEqual({ kind: 'bad' }));

  it('are dropped when they disagree about their number', () => {
    const fragments = new Fragments();
    fragments.take(part('m', 3, 0, bytes(1)), 0);
    expect(fragments.take(part('m', 2, 1, bytes(1)), 0).kind).toBe('bad');
    expect(fragments.take(part('m', 3, 1, bytes(1)), 0).kind).toBe('waiting');
    expect(fragments.take(part('m', 3, 2, bytes(1)), 0).kind).toBe('waiting');
  });

  it('are dropped when together they are larger than an event', () => {
    const fragments = new Fragments();
    fragments.take(part('m', 3, 0, bytes(700_000)), 0);
    expect(fragments.take(part('m', 3, 1, bytes(700_000)), 0).kind).toBe('bad');
  });

  it('are dropped after ten seconds', () => {
    const fragments = new Fragments();
    fragments.take(part('m', 2, 0, bytes(1)), 0);
    expect(fragments.take(part('m', 2, 1, bytes(1)), 10_000).kind).toBe('waiting');
    expect(fragments.take(part('m', 2, 0, bytes(1)), 19_999).kind).toBe('whole');
  });

  it('take no more memory than eight large events, the oldest going first', () => {
    const fragments = new Fragments();
    for (let set = 0; set < 40; set += 1) fragments.take(part(`m${set}`, 2, 0, bytes(1_000_000)), 0);
    expect(fragments.take(part('m39', 2, 1, bytes(1)), 0).kind).toBe('whole');
    expect(fragments.take(part('m0', 2, 1, bytes(1)), 0).kind).toBe('waiting');
  });

  it('of any make never throw', () => {
    const header = fc.oneof(fc.string(), fc.constantFrom('0', '1', '2', '1024', '-1', '1e3'));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), header, header, fc.uint8Array())), (all) => {
        const fragments = new Fragments();
        for (const [id, sum, seq, payload] of all) fragments.take(part(id, sum, seq, payload), 0);
      }),
    );
  });
});
