import { describe, expect, it } from 'vitest';
import { aGif, aPng, pngHead } from '../../../test/support/feishu/pictures';
import type { NativeImages } from './scale-down';
import { takePicture } from './take-picture';

/** Images of Electron's whose size in bytes is as told, by side and kind. */
const images = (bytesOf: (width: number, as: 'png' | 'jpeg') => number): NativeImages => {
  const image = (width: number, height: number): ReturnType<NativeImages['createFromBuffer']> => ({
    isEmpty: () => false,
    resize: ({ width, height }) => image(width, height),
    toPNG: () => Buffer.concat([pngHead(width, height), Buffer.alloc(bytesOf(width, 'png'))]),
    toJPEG: () => Buffer.concat([pngHead(width, height), Buffer.alloc(bytesOf(width, 'jpeg'))]),
  });
  return { createFromBuffer: () => image(1, 1) };
};
const small = images(() => 0);
const megabyte = 1024 * 1024;

describe('a picture that a person gives', () => {
  it('is taken as it is, without what lies behind its end', () => {
    expect(takePicture(aPng({ noise: 12 * megabyte }), false, small)).toMatchObject({
      ok: true,
      value: { bytes: aPng() },
    });
  });

  it('is refused when it is none, or too large, and says whether it can be made smaller', () => {
    const adviceOf = (bytes: Uint8Array) => {
      const taken = takePicture(bytes, false, small);
      return taken.ok ? 'taken' : taken.problem.advice;
    };
    expect(adviceOf(Buffer.from('%PDF'))).toBe('picture-kind');
    expect(adviceOf(pngHead(12_001, 10))).toBe('picture-too-large');
    expect(adviceOf(pngHead(60_000, 60_000))).toBe('picture-too-large-kind');
    expect(adviceOf(aGif({ width: 2001 }))).toBe('picture-too-large-kind');
    expect(adviceOf(aGif({ width: 2000 }))).toBe('taken');
  });

  it('is made smaller when that is asked for, until it is small enough', () => {
    const taken = takePicture(pngHead(12_001, 6000), true, small);
    expect(taken).toMatchObject({ ok: true, value: { facts: { width: 4096, height: 2048 } } });
    const stubborn = images((width, as) => (as === 'png' || width > 2560 ? 11 * megabyte : 0));
    expect(takePicture(pngHead(12_001, 6000), true, stubborn)).toMatchObject({
      ok: true,
      value: { facts: { width: 2560 } },
    });
  });
});
