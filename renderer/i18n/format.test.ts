import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { formatIn } from './format';

const now = new Date(2026, 10, 22, 10, 5, 0);
const at = (year: number, month: number, day: number) => new Date(year, month - 1, day, 10, 2, 41).getTime();

beforeEach(() => {
  vi.useFakeTimers({ now, toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('a moment of today is a time, of another day also its day, of another year also its year', () => {
  const { moment, exactMoment } = formatIn('zh-CN');
  expect([at(2026, 11, 22), at(2026, 11, 21), at(2025, 11, 22)].map((each) => moment(each))).toEqual([
    '10:02',
    '11月21日周六 10:02',
    '2025年11月22日 10:02',
  ]);
  expect([at(2026, 11, 22), at(2026, 11, 21)].map((each) => exactMoment(each))).toEqual([
    '10:02:41',
    '11月21日周六 10:02:41',
  ]);
});

test('English writes them its own way', () => {
  const { moment } = formatIn('en-US');
  expect([at(2026, 11, 22), at(2026, 11, 21), at(2025, 11, 22)].map((each) => moment(each))).toEqual([
    '10:02',
    'Sat, Nov 21, 10:02',
    'Nov 22, 2025, 10:02',
  ]);
});

test('next to another moment the day is shown only when it differs', () => {
  const { moment } = formatIn('en-US');
  expect(moment(at(2026, 11, 20), at(2026, 11, 20) - 5)).toBe('10:02');
  expect(moment(at(2026, 11, 22), at(2026, 11, 21))).toBe('Sun, Nov 22, 10:02');
});

test('times follow the computer into another zone', () => {
  let zone = 'Asia/Shanghai';
  const { time, day } = formatIn('en-US', () => zone);
  const late = Date.parse('2026-11-21T17:02:00Z');
  expect([time(late), day(late)]).toEqual(['01:02', 'Sun, Nov 22']);
  zone = 'America/New_York';
  expect([time(late), day(late)]).toEqual(['12:02', 'Sat, Nov 21']);
});
