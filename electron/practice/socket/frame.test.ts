import fc from 'fast-check';
import { expect, it } from 'vitest';
import { handMade, readHandMade } from '../../../test/support/feishu/hand-made-frames';
import { decodeFrame, encodeFrame, type Frame } from './frame';

const event = handMade({
  method: 1,
  seqId: 2n ** 64n - 1n,
  logId: 2n ** 53n + 1n,
  headers: { type: 'event', message_id: 'm', sum: '1', seq: '0' },
  payload: '{"中":1}',
});

it('reads a frame that was made by hand, its 64-bit ids exactly', () => {
  const frame = decodeFrame(event);
  expect(frame).toMatchObject({
    seqId: 2n ** 64n - 1n,
    logId: 2n ** 53n + 1n,
    service: 33_554_678,
    method: 1,
    headers: [
      ['type', 'event'],
      ['message_id', 'm'],
      ['sum', '1'],
      ['seq', '0'],
    ],
  });
  expect(new TextDecoder().decode(frame?.payload)).toBe('{"中":1}');
});

it('writes the ping that the official client writes', () => {
  const ping: Frame = { seqId: 0n, logId: 0n, service: 1, method: 0, headers: [['type', 'ping']] };
  expect(Buffer.from(encodeFrame(ping)).toString('hex')).toBe('08001000180120002a0c0a0474797065120470696e67');
});

it.each([
  ['a cut frame', event.subarray(0, event.length - 3)],
  ['a frame without its method', Uint8Array.from([0x08, 0, 0x10, 0, 0x18, 1])],
  ['a varint of eleven bytes', Uint8Array.from([0x08, ...Array.from({ length: 11 }, () => 0x80), 0])],
  ['a length beyond the end', Uint8Array.from([...event, 0x42, 0xff, 0xff, 0xff, 0xff, 0x0f, 1])],
  ['a group, which protobuf gave up', Uint8Array.from([...event, 0x53, 0x54])],
  ['the field zero', Uint8Array.from([...event, 0x00, 0x01])],
  ['a header without a value', handMade({ method: 1, headers: {}, more: [0x2a, 0x03, 0x0a, 0x01, 0x61] })],
])('refuses %s', (_, bytes) => {
  expect(decodeFrame(bytes)).toBeNull();
});

it('skips fields that it does not know, of every kind', () => {
  const more = [0x78, 0x07, 0x9a, 0x06, 0x01, 0x78, 0x85, 0x06, 1, 2, 3, 4, 0x81, 0x06, 1, 2, 3, 4, 5, 6, 7, 8];
  expect(decodeFrame(Uint8Array.from([...event, ...more]))?.method).toBe(1);
});

it('reads what it writes, and never throws at any bytes', () => {
  const word = fc.string({ unit: 'grapheme' });
  const frames = fc.record({
    seqId: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
    logId: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
    service: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
    method: fc.constantFrom(0, 1),
    headers: fc.array(fc.tuple(word, word)),
    payload: fc.uint8Array(),
  });
  fc.assert(
    fc.property(frames, (frame) => {
      const read = decodeFrame(encodeFrame(frame));
      expect({ ...read, payload: [...(read?.payload ?? [])] }).toEqual({ ...frame, payload: [...frame.payload] });
    }),
  );
  fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => void decodeFrame(bytes)));
});

it('is read by the hand-made reader, which the tests of the client trust', () => {
  const frame: Frame = { seqId: 300n, logId: 2n ** 60n, service: 7, method: 1, headers: [['type', 'event']] };
  const read = readHandMade(encodeFrame({ ...frame, payload: new TextEncoder().encode('x') }));
  expect(read).toEqual({ ...frame, headers: { type: 'event' }, payload: 'x' });
});
