import { expect, it } from 'vitest';
import { createForgetOld } from './forget-old';

const day = 24 * 3_600_000;

it('deletes at once, then once a day, and again when the promise changes', () => {
  const asked: number[] = [];
  let keepDays: number | null = 180;
  let now = 0;
  const forgetOld = createForgetOld({
    forget: (days) => {
      asked.push(days);
      // The program calls it again when Activity has changed.
      forgetOld();
    },
    keepDays: () => keepDays,
    now: () => now,
    report: () => undefined,
  });
  forgetOld();
  now = day - 1;
  forgetOld();
  expect(asked).toEqual([180]);
  now = day;
  forgetOld();
  keepDays = 30;
  forgetOld();
  expect(asked).toEqual([180, 180, 30]);
  keepDays = null;
  now = 5 * day;
  forgetOld();
  expect(asked).toHaveLength(3);
});

it('reports a disk that refuses, and tries again the next day', () => {
  const reports: unknown[] = [];
  let now = 0;
  const forgetOld = createForgetOld({
    forget: () => {
      throw new Error('locked');
    },
    keepDays: () => 1,
    now: () => now,
    report: (reason) => reports.push(reason),
  });
  forgetOld();
  forgetOld();
  now = day;
  forgetOld();
  expect(reports).toEqual([new Error('locked'), new Error('locked')]);
});
