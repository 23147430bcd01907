import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeReturn } from '../../../test/support/desktop/bus-service';
import { type BusCall, decodeMessage, encodeCall } from './bus-message';

const text = fc.string({ unit: 'grapheme' });
const call: fc.Arbitrary<BusCall> = fc.record({
  serial: fc.integer({ min: 1, max: 0xffffffff }),
  path: text,
  interface: text,
  member: text,
  destination: text,
  body: fc.array(text, { maxLength: 200 }),
});

describe('messages of the bus', () => {
  it('are read as they were written, also out of a stream that comes in pieces', () => {
    fc.assert(
      fc.property(call, call, fc.nat(), (first, second, cut) => {
        const bytes = Buffer.concat([encodeCall(first), encodeCall(second)]);
        const read = (sent: BusCall) => ({ ...sent, type: 'call', replyTo: null, sender: '' });
        const one = decodeMessage(bytes);
        expect(one?.message).toEqual(read(first));
        const rest = bytes.subarray(one?.size);
        expect(decodeMessage(rest)?.message).toEqual(read(second));
        expect(decodeMessage(rest.subarray(0, cut % rest.length))).toBeNull();
      }),
    );
  });

  it('carry a value of any kind as a variant', () => {
    const bytes = encodeReturn(7, 3, ':1.5', [true, '行', ['a', '行'], 5]);
    expect(decodeMessage(bytes)?.message).toMatchObject({
      type: 'return',
      serial: 7,
      replyTo: 3,
      destination: ':1.5',
      body: [true, '行', ['a', '行'], 5],
    });
  });

  it('are laid out as the specification says', () => {
    const sent = encodeCall({ serial: 1, path: '/a', interface: 'I', member: 'Hi', destination: 'd', body: ['ab'] });
    expect(sent.toString('hex')).toBe(
      [
        '6c010201', // little endian, a call, must not start a program, protocol 1
        '07000000', // the length of the body
        '01000000', // the serial
        '47000000', // the length of the fields
        '01016f00020000002f6100', // the path, an object path of two letters
        '0000000000', // up to the next multiple of eight
        '02017300010000004900', // the interface
        '000000000000',
        '0301730002000000486900', // the member
        '0000000000',
        '06017300010000006400', // the destination
        '000000000000',
        '08016700017300', // the signature of the body
        '00',
        '02000000616200',
      ].join(''),
    );
  });
});
