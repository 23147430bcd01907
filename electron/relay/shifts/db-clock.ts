import { type Clock, systemClock } from '../../core/ports/clock';
import type { Tx } from '../postgres/database';

/** Time between two questions for the database's time (ms). */
const askEveryMs = 60_000;

/** The time of the database, by which all processes of a relay go: their own clocks may be wrong, and differ. */
export interface DbClock extends Clock {
  /** Time of this computer's clock ahead of the database's (ms). */
  ahead(): number;
  close(): void;
}

/** Asks the database for its time, and again every minute. Between two questions this computer's steady clock counts. */
export const openDbClock = async (db: Tx): Promise<DbClock> => {
  let offset = 0;
  const ask = async (): Promise<void> => {
    const before = performance.now();
    const [row] = await db.query<{ now: number }>(
      'SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now',
    );
    // The answer was made about halfway.
    if (row) offset = row.now - (before + performance.now()) / 2;
  };
  await ask();
  const timer = setInterval(() => void ask().catch(() => undefined), askEveryMs);
  timer.unref();
  const now = () => Math.floor(performance.now() + offset);
  return { now, sleep: systemClock.sleep, ahead: () => Date.now() - now(), close: () => clearInterval(timer) };
};
