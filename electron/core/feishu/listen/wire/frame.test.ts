import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerFrame, decodeFrame, encodeFrame, type Frame, headerOf, largestFrame, pingFrame } from './frame';

const text = fc.string({ unit: 'grapheme' });
const frames: fc.Arbitrary<Frame> = fc.record({
  seqId: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  logId: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  service: fc.integer(),
  method: fc.integer(),
  headers: fc.array(fc.tuple(text, text), { maxLength: 20 }),
  payloadEncoding: fc.option(text),
  payloadType: fc.option(text),
  payload: fc.option(fc.uint8Array()),
  logIdNew: fc.option(text),
});
const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('a frame', () => {
  it('comes back as it was written, 64-bit ids included', () => {
    fc.assert(
      fc.property(frames, (frame) => {
        expect(decodeFrame(encodeFrame(frame))).toEqual(frame);
      }),
    );
  });

  it('is the bytes that the protocol says', () => {
    expect(hexOf(encodeFrame(pingFrame(33554678)))).toBe('0800100018f681801020002a0c0a0474797065120470696e67');
    const frame = decodeFrame(bytesOf('08ffffffffffffffffff01 10808080808080808001 18ffffffffffffffffff01 2001'));
    expect(frame).toMatchObject({ seqId: 2n ** 64n - 1n, logId: 2n ** 56n, service: -1, method: 1 });
  });

  it('passes over fields that it does not know, of every kind', () => {
    const known = encodeFrame(pingFrame(7));
    const unknown = bytesOf('50ffff03 590102030405060708 5a03414243 65 01020304 f8ffffff0f01');
    const both = new Uint8Array([...unknown, ...known, ...unknown]);
    expect(decodeFrame(both)).toEqual(pingFrame(7));
  });

  it('passes over a known field of another kind', () => {
    expect(decodeFrame(new Uint8Array([...encodeFrame(pingFrame(7)), ...bytesOf('1a0161')]))).toEqual(pingFrame(7));
  });

  it.each([
    ['nothing', ''],
    ['a varint of eleven bytes', '08ffffffffffffffffffff01 1000 1800 2000'],
    ['a length beyond the end', '0800 1000 1800 2000 42ff01 00'],
    ['a length of 2^63', '0800 1000 1800 2000 42ffffffffffffffff7f 00'],
    ['a group', '0800 1000 1800 2000 0b'],
    ['a field of number 0', '0800 1000 1800 2000 0001'],
    ['a header without a value', '0800 1000 1800 2000 2a030a0161'],
    ['no id', '1000 1800 2000'],
    ['no method', '0800 1000 1800'],
    ['a fixed field that is cut', '0800 1000 1800 2000 5d0102'],
  ])('is refused: %s', (_, hex) => expect(decodeFrame(bytesOf(hex))).toBeNull());

  it('is refused when it is cut anywhere within a field', () => {
    fc.assert(
      fc.property(frames, fc.nat(), (frame, at) => {
        const bytes = encodeFrame(frame);
        const cut = decodeFrame(bytes.subarray(0, at % bytes.length));
        // What is left at the border of a field is a frame with less in it.
        if (cut) expect([cut.seqId, cut.method]).toEqual([frame.seqId, frame.method]);
      }),
    );
  });

  it('is refused when it is too large, or has too many headers', () => {
    expect(decodeFrame(new Uint8Array(largestFrame + 1))).toBeNull();
    const headers = Array.from({ length: 101 }, (_, index) => [`k${index}`, 'v'] as const);
    expect(decodeFrame(encodeFrame({ ...pingFrame(1), headers }))).toBeNull();
  });

  it('is never read with an exception, whatever the bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void decodeFrame(bytes)));
    fc.assert(
      fc.property(frames, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 5 }), (frame, changes) => {
        const bytes = encodeFrame(frame);
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
        decodeFrame(bytes);
      }),
    );
  });
});

describe('an answer', () => {
  it('is the same frame with the time that it took, and what it says', () => {
    fc.assert(
      fc.property(frames, (frame) => {
        const answer = decodeFrame(encodeFrame(answerFrame(frame, { code: 200 }, 12)));
        const { payload, headers, ...rest } = answer!;
        const { payload: _, headers: before, ...same } = frame;
        expect(rest).toEqual(same);
        expect(headers).toEqual([...before, ['biz_rt', '12']]);
        expect(new TextDecoder().decode(payload!)).toBe('{"code":200}');
      }),
    );
  });

  it('takes the first of two headers of one name', () => {
    const headers = [
      ['type', 'event'],
      ['type', 'card'],
    ] as const;
    expect([headerOf({ ...pingFrame(1), headers }, 'type'), headerOf(pingFrame(1), 'sum')]).toEqual(['event', null]);
  });
});
