import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayBefore, dayStart, knownZone, localDay, localSecond, localTime, localYear, monthStart } from './local-time';

const utc = (text: string) => Date.parse(`${text}Z`);

describe('local time', () => {
  const at = utc('2026-11-30T17:02:41');

  it('is told in the zone that is asked for', () => {
    expect(localSecond(at, 'UTC')).toBe('2026-11-30 17:02:41');
    expect(localSecond(at, 'Asia/Shanghai')).toBe('2026-12-01 01:02:41');
    expect(localDay(at, 'America/New_York')).toBe('2026-11-30');
    expect([localYear(utc('2026-12-31T20:00'), 'Asia/Tokyo'), localYear(utc('2026-12-31T20:00'), 'UTC')]).toEqual([
      2027, 2026,
    ]);
  });

  it('is written on the 24-hour clock in both languages', () => {
    const midnight = utc('2026-11-29T16:05:09');
    const styles = ['minute', 'second', 'day', 'date', 'dayAndMinute', 'shortMinute', 'shortSecond'] as const;
    const written = (locale: 'zh-CN' | 'en-US') =>
      styles.map((style) => localTime(midnight, 'Asia/Shanghai', locale, style));
    expect(written('zh-CN')).toEqual([
      '00:05',
      '00:05:09',
      '11月30日周一',
      '2026年11月30日',
      '11月30日 00:05',
      '2026/11/30 00:05',
      '2026/11/30 00:05:09',
    ]);
    expect(written('en-US')).toEqual([
      '00:05',
      '00:05:09',
      'Mon, Nov 30',
      'Nov 30, 2026',
      'Nov 30, 00:05',
      '11/30/26, 00:05',
      '11/30/26, 00:05:09',
    ]);
  });

  it('has a day that begins at the first moment of it, also where clocks leave midnight out or show it twice', () => {
    // Clocks in Santiago went from 24:00 to 01:00 on 6 September 2026, and back an hour at 24:00 on 4 April.
    expect(dayStart(utc('2026-09-06T12:00'), 'America/Santiago')).toBe(utc('2026-09-06T04:00'));
    expect(dayStart(utc('2026-04-05T12:00'), 'America/Santiago')).toBe(utc('2026-04-05T04:00'));
    // Havana shows the hour after midnight twice.
    expect(dayStart(utc('2026-11-01T12:00'), 'America/Havana')).toBe(utc('2026-11-01T04:00'));
    // Apia had no 30 December 2011.
    expect(dayBefore(utc('2011-12-31T12:00'), 'Pacific/Apia')).toBe(utc('2011-12-30T10:00'));
  });

  it('goes back a day by the calendar, not by 24 hours', () => {
    const start = dayStart(utc('2026-03-30T10:00'), 'Europe/Berlin');
    expect(start - dayBefore(start, 'Europe/Berlin')).toBe(23 * 3_600_000);
  });

  it('has days and months that hold each of their moments and begin where the one before ends', () => {
    const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    const moment = fc.integer({ min: utc('1990-01-01T00:00'), max: utc('2040-01-01T00:00') });
    fc.assert(
      fc.property(moment, zone, (at, zone) => {
        const [day, month] = [dayStart(at, zone), monthStart(at, zone)];
        expect(day).toBeLessThanOrEqual(at);
        expect(month).toBeLessThanOrEqual(day);
        expect(localDay(day, zone)).toBe(localDay(at, zone));
        expect(localDay(day - 1, zone) < localDay(day, zone)).toBe(true);
        expect(localDay(month, zone).slice(0, 7)).toBe(localDay(at, zone).slice(0, 7));
        expect(localDay(month - 1, zone) < localDay(month, zone)).toBe(true);
        expect(localDay(month - 1, zone).slice(0, 7) < localDay(month, zone).slice(0, 7)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the zone of this computer', () => {
  const within = (setting: string) => {
    const before = process.env.TZ;
    process.env.TZ = setting;
    try {
      return knownZone();
    } finally {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
  };

  it.each([
    ['Asia/Shanghai', '20:00'],
    ['America/New_York', '07:00'],
    // Settings without a name, eight hours ahead of UTC and three behind.
    ['CST-8', '20:00'],
    ['XXX3', '09:00'],
    ['Nonsense/Zone', '12:00'],
  ])('has, set to %s, %s at noon of UTC', (setting, shown) => {
    expect(localTime(utc('2026-01-15T12:00'), within(setting), 'en-US', 'minute')).toBe(shown);
  });
});
