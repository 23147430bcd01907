import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BusMessage, decodeMessage, encodeMessage } from './bus-message';

const message = fc.record({
  type: fc.constantFrom('call', 'return', 'error', 'signal'),
  serial: fc.integer({ min: 1, max: 0xffffffff }),
  replyTo: fc.option(fc.integer({ min: 1, max: 0xffffffff })),
  path: fc.string({ unit: 'grapheme' }),
  interface: fc.string({ unit: 'grapheme' }),
  member: fc.string({ unit: 'grapheme' }),
  destination: fc.string({ unit: 'grapheme' }),
  body: fc.array(
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.nat(0xffffffff),
      fc.boolean(),
      fc.array(fc.string({ unit: 'grapheme' })),
    ),
  ),
}) as fc.Arbitrary<Omit<BusMessage, 'sender'>>;

describe('messages of the bus', () => {
  it('are read as they were written, also out of a stream that comes in pieces', () => {
    fc.assert(
      fc.property(message, message, fc.nat(), (first, second, cut) => {
        const bytes = Buffer.concat([encodeMessage(first), encodeMessage(second)]);
        const one = decodeMessage(bytes);
        expect(one?.message).toEqual({ ...first, sender: '' });
        const rest = bytes.subarray(one?.size);
        expect(decodeMessage(rest)?.message).toEqual({ ...second, sender: '' });
        expect(decodeMessage(rest.subarray(0, cut % rest.length))).toBeNull();
      }),
    );
  });

  it('carry a value of any kind as a variant', () => {
    const sent = encodeMessage({
      type: 'return',
      serial: 7,
      replyTo: 3,
      body: [{ variant: true }, { variant: '行' }, { variant: ['a', '行'] }, 5],
    });
    expect(decodeMessage(sent)?.message.body).toEqual([true, '行', ['a', '行'], 5]);
  });

  it('are laid out as the specification says', () => {
    const sent = encodeMessage({ type: 'call', serial: 1, path: '/a', member: 'Hi', body: ['ab'] });
    expect(sent.toString('hex')).toBe(
      [
        '6c010201', // little endian, a call, starts nobody, protocol 1
        '07000000', // the body's length
        '01000000', // the serial
        '27000000', // the length of the fields
        '01016f00020000002f6100', // the path, an object path of two letters
        '0000000000', // up to the next multiple of eight
        '0301730002000000486900', // the member
        '0000000000',
        '08016700017300', // the signature of the body
        '00',
        '02000000616200',
      ].join(''),
    );
  });
});
