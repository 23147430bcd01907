/** Never more than `max` starts in any `windowMs`. */
export interface Limit {
  max: number;
  windowMs: number;
}

/** What one key has used of its limits. Times are ms on the caller's clock and never run backwards. */
export interface Pace {
  /** The earliest time, `time` or later, at which one more may start. */
  freeAt(time: number): number;
  count(time: number): void;
  /** Nothing before `pausedUntil`; half of every limit before `slowUntil`. */
  slow(pausedUntil: number, slowUntil: number): void;
  /** True when it remembers nothing that still matters. */
  forgettable(time: number): boolean;
}

export const createPace = (limits: readonly Limit[]): Pace => {
  const longest = Math.max(0, ...limits.map((limit) => limit.windowMs));
  const most = Math.max(1, ...limits.map((limit) => limit.max));
  let starts: number[] = [];
  let pausedUntil = Number.NEGATIVE_INFINITY;
  let slowUntil = Number.NEGATIVE_INFINITY;

  /** One more may start when the start `max` places back has left the window: exact for every sliding window. */
  const roomAt = (share: (max: number) => number) =>
    limits.reduce((latest, { max, windowMs }) => {
      const back = starts[starts.length - share(max)];
      return back === undefined ? latest : Math.max(latest, back + windowMs);
    }, Number.NEGATIVE_INFINITY);

  return {
    freeAt: (time) => {
      const full = Math.max(
        time,
        pausedUntil,
        roomAt((max) => max),
      );
      if (full >= slowUntil) return full;
      const half = Math.max(
        full,
        roomAt((max) => Math.max(1, Math.floor(max / 2))),
      );
      return Math.min(half, slowUntil);
    },
    count: (time) => {
      starts.push(time);
      // Trimmed now and then, not on every start: only the last `most` can ever be asked about.
      if (starts.length > 2 * most) starts = starts.slice(-most);
    },
    slow: (paused, slow) => {
      pausedUntil = Math.max(pausedUntil, paused);
      slowUntil = Math.max(slowUntil, slow);
    },
    forgettable: (time) => {
      const last = starts[starts.length - 1];
      return pausedUntil <= time && slowUntil <= time && (last === undefined || last + longest <= time);
    },
  };
};
