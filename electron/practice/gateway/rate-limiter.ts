import { Refusal } from './refusal';

/** Calls per API and second or minute, and sends per second to one person or chat (feishu-api 7.6). null: unlimited. */
export interface PracticeLimits {
  perSecond: number | null;
  perMinute: number | null;
  perReceiver: number | null;
}

export const feishuLimits: PracticeLimits = { perSecond: 50, perMinute: 1000, perReceiver: 5 };

export interface RateLimiter {
  limits: PracticeLimits;
  /** Counts a call of this API at `at` (ms), or gives the 429 to throw. A refused call does not count. */
  takeApi(api: string, at: number, perSecond?: number): Refusal | null;
  /** Counts a send to this receiver at `at` (ms); false, and not counted, when that is one too many. */
  takeReceiver(receiver: string, at: number): boolean;
  reset(): void;
}

const tooMany = (limit: number, waitMs: number): Refusal =>
  new Refusal(99991400, 'request trigger frequency limit', 429, {
    headers: {
      'x-ogw-ratelimit-limit': String(limit),
      'x-ogw-ratelimit-reset': String(Math.max(1, Math.ceil(waitMs / 1000))),
    },
  });

/** Sliding windows, exact to the millisecond: a client that keeps the limits in every window is never refused. */
export const createRateLimiter = (limits: PracticeLimits): RateLimiter => {
  const taken = new Map<string, number[]>();

  const recent = (key: string, at: number, windowMs: number): number[] => {
    const all = taken.get(key) ?? [];
    // Times in the future come from a clock that was moved back; they would block for as long as it was moved.
    const kept = all.filter((time) => time > at - windowMs && time <= at);
    taken.set(key, kept);
    return kept;
  };

  const waitFor = (times: readonly number[], limit: number | null, at: number, windowMs: number): number | null => {
    if (limit === null || times.length < limit) return null;
    const oldest = times[times.length - limit];
    return oldest === undefined ? windowMs : oldest + windowMs - at;
  };

  return {
    limits,
    takeApi(api, at, perSecond) {
      const second = perSecond ?? this.limits.perSecond;
      const minute = this.limits.perMinute;
      const times = recent(`api:${api}`, at, 60_000);
      const lastSecond = times.filter((time) => time > at - 1000);
      const secondWait = this.limits.perSecond === null ? null : waitFor(lastSecond, second, at, 1000);
      if (secondWait !== null) return tooMany(second ?? 0, secondWait);
      const minuteWait = waitFor(times, minute, at, 60_000);
      if (minuteWait !== null) return tooMany(minute ?? 0, minuteWait);
      times.push(at);
      return null;
    },
    takeReceiver(receiver, at) {
      const limit = this.limits.perReceiver;
      const times = recent(`to:${receiver}`, at, 1000);
      if (limit !== null && times.length >= limit) return false;
      times.push(at);
      return true;
    },
    reset() {
      taken.clear();
    },
  };
};
