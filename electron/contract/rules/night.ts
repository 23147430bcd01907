import { localMinute, type Zone } from '../local-time';

/** The hours in which paid channels ask once more, in minutes since local midnight. `to` may lie on the next day. */
export interface NightHours {
  from: number;
  to: number;
}

/** Tells whether a moment (ms since the epoch) lies in these hours of the local day; `to` itself no longer does. */
export const isNight = ({ from, to }: NightHours, at: number, zone: Zone): boolean => {
  const minute = localMinute(at, zone);
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
};

/** 22:00 for 1320 minutes since midnight. */
export const clockTime = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** The minutes since midnight for 22:00; null for anything else. */
export const minutesOf = (time: string): number | null => {
  const parts = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  return parts ? Number(parts[1]) * 60 + Number(parts[2]) : null;
};
