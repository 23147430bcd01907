import { dayBefore, dayStart, type Zone } from '../../../electron/contract/local-time';
import type { ActivityRow } from '../../../electron/contract/model/board';

/** One day of Activity with its buzzes, newest first. */
export interface ActivityDay {
  /** `today` and `yesterday` are words; any other day is a date. */
  kind: 'today' | 'yesterday' | 'date';
  /** The first moment of that local day (ms since epoch): the row's key, and the date shown. */
  start: number;
  rows: readonly ActivityRow[];
}

/** Groups rows (already newest first) by local day, as seen at `now` (ms since epoch). */
export const byDay = (rows: readonly ActivityRow[], now: number, zone: Zone): readonly ActivityDay[] => {
  const today = dayStart(now, zone);
  const yesterday = dayBefore(today, zone);
  const days = new Map<number, ActivityRow[]>();
  let start = Number.POSITIVE_INFINITY;
  for (const [index, row] of rows.entries()) {
    // Between the beginning of a day and a moment of it the calendar need not be asked.
    const sameDay = row.createdAt >= start && row.createdAt <= (rows[index - 1]?.createdAt ?? start);
    if (!sameDay) start = dayStart(row.createdAt, zone);
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
