/** A rate limit: at most `max` arrivals in any `windowMs`. */
export interface Limit {
  max: number;
  windowMs: number;
}

/** A call that has started. */
export interface Start {
  at: number;
  /** Latest time at which it can have arrived; null while unknown. */
  arrivedBy: number | null;
}

/** Use of one key's limits so far. Times are on the caller's clock (ms) and never run backwards. */
export interface Pace {
  /**
   * Earliest time, `time` or later, at which one more call may start, as far as can be told at `time`. A caller that
   * waits until then asks again: a call that should have been answered by then may still be under way.
   */
  freeAt(time: number): number;
  count(start: Start): void;
  /** Starts nothing before `pausedUntil` and only half of every limit before `slowUntil`. */
  slow(pausedUntil: number, slowUntil: number): void;
  /** Counts what the other has counted as well: both belong to one key after all. */
  absorb(other: Pace): void;
  /** All that it remembers. */
  memory(): { starts: readonly Start[]; pausedUntil: number; slowUntil: number };
  /** True when nothing it remembers still matters. */
  forgettable(time: number): boolean;
}

/** `doubtMs`: time after its start by which a call without an answer is taken to have arrived (ms). */
export const createPace = (limits: readonly Limit[], doubtMs: number): Pace => {
  const longest = Math.max(0, ...limits.map((limit) => limit.windowMs));
  const most = Math.max(1, ...limits.map((limit) => limit.max));
  let starts: Start[] = [];
  let pausedUntil = Number.NEGATIVE_INFINITY;
  let slowUntil = Number.NEGATIVE_INFINITY;

  /** Time at which a window has room for one more: its `max`-th latest arrival has left it. Exact for every window. */
  const roomAt = ({ max, windowMs }: Limit, time: number): number => {
    const back = starts[starts.length - max];
    if (back === undefined || back.at + doubtMs + windowMs <= time) return Number.NEGATIVE_INFINITY;
    const arrivals = starts
      .slice(-2 * max)
      // While an answer may yet come in time, assume so; the waiting caller asks again.
      .map(({ at, arrivedBy }) => arrivedBy ?? (time < at + windowMs ? at : at + doubtMs))
      .sort((a, b) => b - a);
    return (arrivals[max - 1] ?? Number.NEGATIVE_INFINITY) + windowMs;
  };

  const allRoomAt = (time: number, share: (max: number) => number) =>
    limits.reduce(
      (latest, limit) => Math.max(latest, roomAt({ ...limit, max: share(limit.max) }, time)),
      Math.max(time, pausedUntil),
    );

  return {
    freeAt: (time) => {
      const full = allRoomAt(time, (max) => max);
      if (full >= slowUntil) return full;
      const half = allRoomAt(time, (max) => Math.max(1, Math.floor(max / 2)));
      return Math.min(Math.max(full, half), slowUntil);
    },
    count: (start) => {
      starts.push(start);
      // Trimmed now and then, not on every start: `roomAt` looks at the last `2 * most` at most.
      if (starts.length > 4 * most) starts = starts.slice(-2 * most);
    },
    slow: (paused, slow) => {
      pausedUntil = Math.max(pausedUntil, paused);
      slowUntil = Math.max(slowUntil, slow);
    },
    absorb: (other) => {
      const theirs = other.memory();
      starts = [...starts, ...theirs.starts].sort((a, b) => a.at - b.at);
      pausedUntil = Math.max(pausedUntil, theirs.pausedUntil);
      slowUntil = Math.max(slowUntil, theirs.slowUntil);
    },
    memory: () => ({ starts, pausedUntil, slowUntil }),
    forgettable: (time) => {
      const last = starts[starts.length - 1];
      return pausedUntil <= time && slowUntil <= time && (last === undefined || last.at + doubtMs + longest <= time);
    },
  };
};
