import { expect, it } from 'vitest';
import { clockTime, isNight, minutesOf } from './night';

const zone = 'Asia/Shanghai';
const at = (time: string) => Date.parse(`2026-11-22T${time}:00+08:00`);
const evening = { from: 22 * 60, to: 7 * 60 };

it.each([
  ['21:59', false],
  ['22:00', true],
  ['00:00', true],
  ['06:59', true],
  ['07:00', false],
])('a night from 22:00 to 07:00 holds %s: %s', (time, expected) => {
  expect(isNight(evening, at(time), zone)).toBe(expected);
});

it('the night is that of the zone', () => {
  expect(isNight(evening, at('23:00'), 'Europe/Berlin')).toBe(false);
});

it('a night may lie within one day, and be empty', () => {
  expect(isNight({ from: 60, to: 300 }, at('02:00'), zone)).toBe(true);
  expect(isNight({ from: 60, to: 300 }, at('05:00'), zone)).toBe(false);
  expect(isNight({ from: 60, to: 60 }, at('01:00'), zone)).toBe(false);
});

it('writes and reads times of day, and reads nothing else', () => {
  for (const minutes of [0, 420, 1320, 1439]) expect(minutesOf(clockTime(minutes))).toBe(minutes);
  expect(clockTime(65)).toBe('01:05');
  for (const wrong of ['', '24:00', '7:00', '07:60', 'noon']) expect(minutesOf(wrong)).toBeNull();
});
