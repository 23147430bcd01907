import type { Clock } from '../../ports/clock';
import { onAbort } from './on-abort';
import { createPace, type Limit, type Pace, type Start } from './pace';

export type { Limit } from './pace';

/** Turn of one call. */
export interface Turn {
  /**
   * Notes that the answer is there, which tells when the call can have arrived at the latest. Without it the limiter
   * takes the call to have arrived late.
   */
  answered(): void;
}

/**
 * Hands out permission to start calls, as fast as the limits allow and never faster.
 *
 * A call names every key it counts against (its API, its receiver) and starts when all of them have room. Calls go in
 * the order in which they asked; a call held up by its own receiver does not hold up others. At most one timer exists,
 * and only while a call waits.
 *
 * Feishu counts arrivals, not starts. Calls that leave a window apart arrive closer together when the first ones took
 * longer: cold connections took 200 ms longer than warm ones on a busy machine, and every second burst met a 429. So
 * a place is free again one window after its call has *arrived*: at the latest half of the quickest round trip before
 * its answer, as the way back takes its time too. On a steady network that costs half a round trip a second.
 */
export interface Limiter {
  /** Resolves when the call may start, and counts it from then. Rejects with the signal's reason if aborted before. */
  take(keys: readonly string[], signal?: AbortSignal): Promise<Turn>;
  /** After a 429: starts no call of this key for `ms`, then half as many until a minute after the 429. */
  pause(key: string, ms: number): void;
  /** Counts both keys as one from now on, with what each has counted so far: they name one receiver. */
  join(key: string, other: string): void;
}

/** Margin for ways of unequal length and clocks that tick apart, which half a round trip does not cover (ms). */
const marginMs = 5;

/** 50/s and 1000/min per API; 5/s per receiving person and chat, keys `to:…` (feishu-api 3.2, 7.6). */
export const feishuLimits = (key: string): readonly Limit[] =>
  key.startsWith('to:')
    ? [{ max: 5, windowMs: 1_000 + marginMs }]
    : [
        { max: 50, windowMs: 1_000 + marginMs },
        { max: 1_000, windowMs: 60_000 + marginMs },
      ];

interface Waiter {
  keys: readonly string[];
  start: (turn: Turn) => void;
}

const slowMs = 60_000;
/** Time after which a call under way has arrived, even if its answer is late (ms). */
const usualDoubtMs = 500;
/** Number of first answers that may all have come over cold connections and tell nothing about a quick round trip. */
const coldAnswers = 50;
/** Growth of the quickest known round trip with every answer (factor): the network may have become slower. */
const forgetting = 1.01;
const sweepAbove = 512;

/**
 * @param limits windows of a key, all of which hold at once
 * @param doubtMs time after its start in which a call without an answer may still arrive (ms); 0 counts starts only
 */
export const createLimiter = ({
  clock,
  limits = feishuLimits,
  doubtMs = usualDoubtMs,
}: {
  clock: Clock;
  limits?: (key: string) => readonly Limit[];
  doubtMs?: number;
}): Limiter => {
  const paces = new Map<string, Pace>();
  /** Keys that turned out to be another's. */
  const otherNames = new Map<string, string>();
  let waiters: Waiter[] = [];
  let wakeAt = Number.POSITIVE_INFINITY;
  let timer: AbortController | null = null;

  // A person may set the wall clock back; a start must not lie in the future then and block its key for hours.
  let lastSeen = clock.now();
  let setBack = 0;
  const now = () => {
    const seen = clock.now();
    if (seen < lastSeen) setBack += lastSeen - seen;
    lastSeen = seen;
    return seen + setBack;
  };

  const nameOf = (key: string): string => {
    const meant = otherNames.get(key);
    return meant === undefined ? key : nameOf(meant);
  };
  const paceOf = (named: string): Pace => {
    const key = nameOf(named);
    const pace = paces.get(key);
    if (pace) return pace;
    const fresh = createPace(limits(key), doubtMs);
    paces.set(key, fresh);
    return fresh;
  };

  const freeAt = (keys: readonly string[], time: number) =>
    keys.reduce((latest, key) => Math.max(latest, paceOf(key).freeAt(time)), time);

  /** Drops paces that no longer matter, when there are many rather than by a timer, so that an idle app sleeps. */
  let sweepAt = sweepAbove;
  const sweep = (time: number) => {
    if (paces.size <= sweepAt) return;
    for (const [key, pace] of paces) if (pace.forgettable(time)) paces.delete(key);
    sweepAt = Math.max(sweepAbove, 2 * paces.size);
  };

  let quickest = Number.POSITIVE_INFINITY;
  let answers = 0;
  const turnOf = (start: Start): Turn => ({
    answered: () => {
      const roundTrip = now() - start.at;
      quickest = Math.min(roundTrip, quickest * forgetting);
      answers += 1;
      const wayBack = answers > coldAnswers ? quickest / 2 : 0;
      start.arrivedBy = start.at + Math.min(doubtMs, roundTrip - wayBack);
    },
  });

  const begin = (waiter: Waiter, time: number) => {
    const start: Start = { at: time, arrivedBy: null };
    for (const key of waiter.keys) paceOf(key).count(start);
    sweep(time);
    waiter.start(turnOf(start));
  };

  const schedule = (time: number) => {
    timer?.abort();
    timer = null;
    if (waiters.length === 0 || wakeAt === Number.POSITIVE_INFINITY) return;
    const mine = new AbortController();
    timer = mine;
    clock.sleep(Math.max(1, Math.ceil(wakeAt - time)), mine.signal).then(
      () => {
        if (timer === mine) pump();
      },
      () => {},
    );
  };

  /** Starts every call that can start now, in the order of asking, and sleeps until the next one can. */
  const pump = () => {
    const time = now();
    // A key that is full in this round is full for every later waiter too.
    const full = new Map<string, number>();
    const waiting: Waiter[] = [];
    wakeAt = Number.POSITIVE_INFINITY;
    for (const waiter of waiters) {
      let at = time;
      for (const key of waiter.keys) at = Math.max(at, full.get(key) ?? paceOf(key).freeAt(time));
      if (at <= time) {
        begin(waiter, time);
        continue;
      }
      for (const key of waiter.keys) {
        const free = full.get(key) ?? paceOf(key).freeAt(time);
        if (free > time) full.set(key, free);
      }
      wakeAt = Math.min(wakeAt, at);
      waiting.push(waiter);
    }
    waiters = waiting;
    schedule(time);
  };

  return {
    take: (keys, signal) =>
      new Promise<Turn>((resolve, reject) => {
        if (signal?.aborted) {
          reject(signal.reason);
          return;
        }
        const own = [...new Set(keys)];
        const leave = () => {
          waiters = waiters.filter((one) => one !== waiter);
          if (waiters.length === 0) schedule(now());
          reject(signal?.reason);
        };
        const waiter: Waiter = {
          keys: own,
          start: (turn) => {
            stay();
            resolve(turn);
          },
        };
        const stay = signal ? onAbort(signal, leave) : () => {};

        const time = now();
        // The timer may be late: waiters that could have started by now go first.
        if (wakeAt <= time) {
          waiters.push(waiter);
          pump();
          return;
        }
        const at = freeAt(own, time);
        if (at <= time) {
          begin(waiter, time);
          return;
        }
        waiters.push(waiter);
        if (at < wakeAt) {
          wakeAt = at;
          schedule(time);
        }
      }),
    pause: (key, ms) => {
      const time = now();
      // Waiters for this key wake at the time that held until now, find it paused and wait on.
      paceOf(key).slow(time + Math.max(0, ms), time + slowMs);
    },
    join: (key, other) => {
      const [one, into] = [nameOf(key), nameOf(other)];
      if (one === into) return;
      const counted = paces.get(one);
      if (counted) paceOf(into).absorb(counted);
      paces.delete(one);
      otherNames.set(one, into);
    },
  };
};
