import type { Locale } from './model/settings';

/**
 * Local time, told in one place for both processes: screens, files, notifications, and the month of the ceilings. The zone is
 * a value like the language, so that all of them have the same one, and a changed one at once. `Date`'s own local getters are
 * not used: V8 keeps the zone in which the process started, while `Intl` follows the computer's.
 */

/** A time zone by its IANA name, such as `Asia/Shanghai`. */
export type Zone = string;

/** Ways to write a moment. All but `day` and `date` are on the 24-hour clock. */
const styles = {
  /** 10:02 */
  minute: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  /** 10:02:41 */
  second: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  /** 11月22日周日 · Sun, Nov 22 */
  day: { month: 'short', day: 'numeric', weekday: 'short' },
  /** 2026年11月22日 · Nov 22, 2026 */
  date: { year: 'numeric', month: 'short', day: 'numeric' },
  /** 11月22日 10:02 · Nov 22, 10:02 */
  dayAndMinute: { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  /** 2026/11/22 10:02 · 11/22/26, 10:02 */
  shortMinute: { dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' },
  /** 2026/11/22 10:02:41 · 11/22/26, 10:02:41 */
  shortSecond: { dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' },
} as const satisfies Readonly<Record<string, Intl.DateTimeFormatOptions>>;

export type TimeStyle = keyof typeof styles;

/** Formats in use. Making one takes longer than a hundred uses of it. */
const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (key: string, make: () => Intl.DateTimeFormat): Intl.DateTimeFormat => {
  const made = formats.get(key) ?? make();
  formats.set(key, made);
  return made;
};

/** Writes a moment (ms since the epoch) in a language, as it is in a zone. */
export const localTime = (at: number, zone: Zone, locale: Locale, style: TimeStyle): string =>
  formatOf(
    `${locale} ${style} ${zone}`,
    () => new Intl.DateTimeFormat(locale, { ...styles[style], timeZone: zone }),
  ).format(at);

const fields = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const;
/** A moment as a calendar and a clock on the wall of a zone show it; months count from 1. */
type WallTime = Readonly<Record<(typeof fields)[number], number>>;

const wallTime = (at: number, zone: Zone): WallTime => {
  const numeric = { year: 'numeric', month: 'numeric', day: 'numeric', ...styles.second, timeZone: zone } as const;
  const format = formatOf(`wall ${zone}`, () => new Intl.DateTimeFormat('en-US', { ...numeric, calendar: 'gregory' }));
  const parts = new Map<string, number>(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const [year, month, day, hour, minute, second] = fields.map((field) => parts.get(field) ?? 0);
  return { year, month, day, hour, minute, second } as WallTime;
};

const two = (value: number): string => String(value).padStart(2, '0');

/** The day, as names of files have it and as days sort: 2026-11-22. */
export const localDay = (at: number, zone: Zone): string => {
  const { year, month, day } = wallTime(at, zone);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
};

/** The day and the second, as spreadsheets read them: 2026-11-22 10:02:41. */
export const localSecond = (at: number, zone: Zone): string => {
  const { hour, minute, second } = wallTime(at, zone);
  return `${localDay(at, zone)} ${two(hour)}:${two(minute)}:${two(second)}`;
};

/** Minutes since midnight on the wall. */
export const localMinute = (at: number, zone: Zone): number => {
  const { hour, minute } = wallTime(at, zone);
  return hour * 60 + minute;
};

export const localYear = (at: number, zone: Zone): number => wallTime(at, zone).year;

/** Time by which the clocks of a zone are ahead of UTC at a moment (ms). */
const aheadAt = (at: number, zone: Zone): number => {
  const { year, month, day, hour, minute, second } = wallTime(at, zone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
};

/** The longest time by which clocks are ahead of UTC or behind it, and the longest change of a clock, rounded up (ms). */
const farthest = 16 * 3_600_000;

/** The first moment at which the calendar of a zone shows this day (or, if the zone left it out, the day after). */
const beginningOf = (year: number, month: number, day: number, zone: Zone): number => {
  const midnight = Date.UTC(year, month - 1, day);
  // A clock that is set forward at midnight leaves midnight out: the earlier offset then leads to the hour before.
  const [before, after] = [midnight - farthest, midnight + farthest].map((at) => midnight - aheadAt(at, zone));
  const moments = [before ?? midnight, after ?? midnight].sort((one, other) => one - other);
  const reached = (at: number) => aheadAt(at, zone) + at >= midnight;
  return moments.find(reached) ?? midnight;
};

/** The first moment of the local day that holds this one (ms since the epoch). */
export const dayStart = (at: number, zone: Zone): number => {
  const { year, month, day } = wallTime(at, zone);
  return beginningOf(year, month, day, zone);
};

/** The first moment of the day before, by calendar: days with a clock change are 23 or 25 hours long. */
export const dayBefore = (at: number, zone: Zone): number => {
  const { year, month, day } = wallTime(at, zone);
  return beginningOf(year, month, day - 1, zone);
};

/** The first moment of the local month that holds this one (ms since the epoch). */
export const monthStart = (at: number, zone: Zone): number => {
  const { year, month } = wallTime(at, zone);
  return beginningOf(year, month, 1, zone);
};

/** The zone of this computer, as `Intl` knows it now. A setting that has no name is told by its distance from UTC. */
export const knownZone = (): Zone => {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  if (timeZone && isZone(timeZone)) return timeZone;
  const hours = new Date().getTimezoneOffset() / 60;
  // The sign of these names is the other way round (tz database, "Etc/GMT+8 is 8 hours behind").
  const named = `Etc/GMT${hours < 0 ? '' : '+'}${hours}`;
  return isZone(named) ? named : 'UTC';
};

/** True for the name of a zone that this runtime knows. */
export const isZone = (name: string): boolean => {
  try {
    return Boolean(Intl.DateTimeFormat('en-US', { timeZone: name }));
  } catch {
    return false;
  }
};
