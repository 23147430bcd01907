import type { ActivityRow } from '../../../electron/contract/model/board';

/** One day of Activity with its buzzes, newest first. */
export interface ActivityDay {
  /** `today` and `yesterday` are words; any other day is a date. */
  kind: 'today' | 'yesterday' | 'date';
  /** Local midnight of that day (ms since epoch): the row's key, and the date shown. */
  start: number;
  rows: readonly ActivityRow[];
}

const midnight = (at: number): number => {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
};

/** Midnight of the day before, by calendar: days with a clock change are 23 or 25 hours long. */
const dayBefore = (start: number): number => {
  const date = new Date(start);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - 1).getTime();
};

/** Groups rows (already newest first) by local day, as seen at `now` (ms since epoch). */
export const byDay = (rows: readonly ActivityRow[], now: number): readonly ActivityDay[] => {
  const today = midnight(now);
  const yesterday = dayBefore(today);
  const days = new Map<number, ActivityRow[]>();
  for (const row of rows) {
    const start = midnight(row.createdAt);
    const day = days.get(start);
    if (day) day.push(row);
    else days.set(start, [row]);
  }
  return [...days].map(([start, dayRows]) => ({
    kind: start === today ? 'today' : start === yesterday ? 'yesterday' : 'date',
    start,
    rows: dayRows,
  }));
};
