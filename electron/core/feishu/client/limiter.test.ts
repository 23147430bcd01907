import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../../../../test/support/clock/virtual-clock';
import { createLimiter, feishuLimits, type Limit } from './limiter';

/** A limiter that counts starts only, with the list of them. */
const watched = (limits?: (key: string) => readonly Limit[]) => {
  const clock = createVirtualClock(0);
  const limiter = createLimiter({ clock, doubtMs: 0, ...(limits ? { limits } : {}) });
  const starts: { at: number; name: string; keys: readonly string[] }[] = [];
  const take = (name: string, keys: readonly string[], signal?: AbortSignal) =>
    limiter.take(keys, signal).then(() => {
      starts.push({ at: clock.now(), name, keys });
    });
  return { clock, limiter, starts, take };
};

const order = (starts: readonly { name: string }[]) => starts.map((start) => start.name);

describe('pace', () => {
  it('starts 50 at once and the next 50 a second later', async () => {
    const { clock, starts, take } = watched();
    for (let index = 0; index < 101; index += 1) void take(String(index), ['api:send']);
    await clock.drain();
    const at = starts.map((start) => start.at);
    expect(at.slice(0, 50)).toEqual(Array(50).fill(0));
    expect(at.slice(50, 100)).toEqual(Array(50).fill(1005));
    expect(at[100]).toBe(2010);
  });

  it('lets 5 a second to one receiver and does not hold up others meanwhile', async () => {
    const { clock, starts, take } = watched();
    for (let index = 0; index < 7; index += 1) void take(`a${index}`, ['api:send', 'to:ou_a']);
    void take('b', ['api:send', 'to:ou_b']);
    await clock.drain();
    expect(order(starts)).toEqual(['a0', 'a1', 'a2', 'a3', 'a4', 'b', 'a5', 'a6']);
    expect(starts.map((start) => start.at)).toEqual([0, 0, 0, 0, 0, 0, 1005, 1005]);
  });

  it('counts two keys as one once they turn out to be one receiver, with all that each has counted', async () => {
    const { clock, limiter, starts, take } = watched();
    for (const id of ['ou_a', 'ou_a', 'ou_a', 'on_a', 'on_a']) void take(id, ['api:send', `to:${id}`]);
    await clock.settle();
    limiter.join('to:ou_a', 'to:oc_a');
    limiter.join('to:on_a', 'to:oc_a');
    for (const id of ['ou_a', 'on_a', 'oc_a']) void take(id, ['api:send', `to:${id}`]);
    void take('b', ['api:send', 'to:ou_b']);
    await clock.drain();
    expect(starts.map(({ name, at }) => [name, at]).slice(5)).toEqual([
      ['b', 0],
      ['ou_a', 1005],
      ['on_a', 1005],
      ['oc_a', 1005],
    ]);
    expect(clock.sleeping()).toBe(0);
  });

  it('holds every name of a receiver back after a 429, whichever it was', async () => {
    const { clock, limiter, starts, take } = watched();
    limiter.pause('to:ou_a', 2_000);
    limiter.join('to:ou_a', 'to:oc_a');
    void take('by chat', ['api:send', 'to:oc_a']);
    await clock.drain();
    expect(starts.map(({ at }) => at)).toEqual([2_000]);
  });

  it('keeps to 1000 a minute as well', async () => {
    const { clock, starts, take } = watched();
    for (let index = 0; index < 1001; index += 1) void take(String(index), ['api:send']);
    await clock.drain();
    expect(starts[999]?.at).toBe(19 * 1005);
    expect(starts[1000]?.at).toBe(60_005);
  });

  it('takes no more than 1 % longer for 1000 calls than the bare limits would', async () => {
    const { clock, starts, take } = watched();
    for (let index = 0; index < 1000; index += 1) void take(String(index), ['api:buzz-app']);
    await clock.drain();
    expect(starts[999]?.at).toBeLessThanOrEqual(19_000 * 1.01);
  });
});

describe('waiting', () => {
  it('keeps no timer when no call waits', async () => {
    const { clock, take } = watched();
    for (let index = 0; index < 51; index += 1) void take(String(index), ['api:send']);
    expect(clock.sleeping()).toBe(1);
    await clock.drain();
    expect(clock.sleeping()).toBe(0);
  });

  it('leaves the queue, and its place unused, when aborted', async () => {
    const { clock, starts, take } = watched(() => [{ max: 1, windowMs: 100 }]);
    const stop = new AbortController();
    void take('first', ['k']);
    const second = take('second', ['k'], stop.signal);
    void take('third', ['k']);
    stop.abort('no longer wanted');
    await expect(second).rejects.toBe('no longer wanted');
    await clock.drain();
    expect(starts.map(({ name, at }) => [name, at])).toEqual([
      ['first', 0],
      ['third', 100],
    ]);
  });

  it('keeps no timer for a call that left', async () => {
    const { clock, take } = watched(() => [{ max: 1, windowMs: 100 }]);
    const stop = new AbortController();
    void take('first', ['k']);
    const second = take('second', ['k'], stop.signal);
    stop.abort();
    await expect(second).rejects.toBeDefined();
    expect(clock.sleeping()).toBe(0);
  });

  it('does not take a turn for an aborted signal', async () => {
    const { starts, take, clock } = watched(() => [{ max: 1, windowMs: 100 }]);
    await expect(take('never', ['k'], AbortSignal.abort('gone'))).rejects.toBe('gone');
    await take('now', ['k']);
    expect(starts).toEqual([{ at: 0, name: 'now', keys: ['k'] }]);
    expect(clock.sleeping()).toBe(0);
  });

  it('lets no call start ahead of waiters whose timer is late', async () => {
    const { clock, starts, take } = watched(() => [{ max: 1, windowMs: 1000 }]);
    await take('first', ['k']);
    void take('second', ['k']);
    // As after sleep: time has passed, but the timer has not fired yet.
    clock.jump(5000);
    void take('third', ['k']);
    await clock.drain();
    expect(order(starts)).toEqual(['first', 'second', 'third']);
  });

  it('does not stand still when the wall clock is set back', async () => {
    const { clock, starts, take } = watched(() => [{ max: 1, windowMs: 1000 }]);
    await take('first', ['k']);
    clock.jump(-3_600_000);
    void take('second', ['k']);
    await clock.advance(1000);
    expect(order(starts)).toEqual(['first', 'second']);
  });
});

describe('after a 429', () => {
  it('stands still as long as asked, then goes at half speed until a minute has passed', async () => {
    const { clock, limiter, starts, take } = watched();
    limiter.pause('api:send', 2000);
    for (let index = 0; index < 60; index += 1) void take(String(index), ['api:send']);
    await clock.drain();
    const at = starts.map((start) => start.at);
    expect(at.slice(0, 25)).toEqual(Array(25).fill(2000));
    expect(at.slice(25, 50)).toEqual(Array(25).fill(3005));
    expect(at.slice(50)).toEqual(Array(10).fill(4010));
  });

  it('is back at full speed a minute later', async () => {
    const { clock, limiter, starts, take } = watched();
    limiter.pause('api:send', 0);
    await clock.advance(60_000);
    for (let index = 0; index < 50; index += 1) void take(String(index), ['api:send']);
    await clock.drain();
    expect(starts.every((start) => start.at === 60_000)).toBe(true);
  });

  it('does not slow other calls', async () => {
    const { limiter, starts, take } = watched();
    limiter.pause('api:send', 5000);
    await take('buzz', ['api:buzz-app']);
    expect(starts).toHaveLength(1);
  });

  it('holds calls that wait already', async () => {
    const { clock, limiter, starts, take } = watched(() => [{ max: 2, windowMs: 1000 }]);
    for (const name of ['a', 'b', 'c']) void take(name, ['k']);
    await clock.advance(900);
    limiter.pause('k', 5000);
    await clock.advance(4999);
    expect(order(starts)).toEqual(['a', 'b']);
    await clock.advance(1);
    expect(order(starts)).toEqual(['a', 'b', 'c']);
  });
});

describe('any calls at any time', () => {
  const limits: Record<string, readonly Limit[]> = {
    x: [
      { max: 3, windowMs: 100 },
      { max: 7, windowMs: 450 },
    ],
    y: [{ max: 2, windowMs: 130 }],
    z: [{ max: 1, windowMs: 70 }],
  };
  const limitsOf = (key: string) => limits[key] ?? [];
  const keys = fc.subarray(['x', 'y', 'z'], { minLength: 1 });
  const asks = fc.array(fc.record({ after: fc.nat({ max: 160 }), keys, many: fc.integer({ min: 1, max: 5 }) }), {
    minLength: 1,
    maxLength: 25,
  });

  const play = async (script: readonly { after: number; keys: readonly string[]; many: number }[]) => {
    const { clock, starts, take } = watched(limitsOf);
    const asked: { at: number; name: string; keys: readonly string[] }[] = [];
    for (const step of script) {
      await clock.advance(step.after);
      for (let index = 0; index < step.many; index += 1) {
        const name = String(asked.length);
        asked.push({ at: clock.now(), name, keys: step.keys });
        void take(name, step.keys);
      }
    }
    await clock.drain();
    return { asked, starts };
  };

  it('never starts more than allowed in any window', async () => {
    await fc.assert(
      fc.asyncProperty(asks, async (script) => {
        const { asked, starts } = await play(script);
        expect(starts).toHaveLength(asked.length);
        for (const [key, list] of Object.entries(limits)) {
          const times = starts.filter((start) => start.keys.includes(key)).map((start) => start.at);
          for (const { max, windowMs } of list) {
            times.forEach((time, index) => {
              const after = times[index + max];
              if (after !== undefined) expect(after - time).toBeGreaterThanOrEqual(windowMs);
            });
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('never lets a call wait while all of its keys have room', async () => {
    await fc.assert(
      fc.asyncProperty(asks, async (script) => {
        const { asked, starts } = await play(script);
        const begun = new Map(starts.map((start) => [start.name, start.at]));
        const fullAt = (key: string, time: number) =>
          limitsOf(key).some(({ max, windowMs }) => {
            const recent = starts.filter(
              (start) => start.keys.includes(key) && start.at <= time && start.at > time - windowMs,
            );
            return recent.length >= max;
          });
        // Room can appear only when a call leaves a window.
        const exits = starts.flatMap((start) =>
          start.keys.flatMap((key) => limitsOf(key).map((limit) => start.at + limit.windowMs)),
        );
        for (const one of asked) {
          const begunAt = begun.get(one.name) ?? 0;
          const moments = [one.at, ...exits].filter((time) => time >= one.at && time < begunAt);
          for (const time of moments) expect(one.keys.some((key) => fullAt(key, time))).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('serves calls with the same keys in the order of asking', async () => {
    await fc.assert(
      fc.asyncProperty(asks, async (script) => {
        const { starts } = await play(script);
        const byKeys = new Map<string, number[]>();
        for (const start of starts) {
          const kind = start.keys.join();
          byKeys.set(kind, [...(byKeys.get(kind) ?? []), Number(start.name)]);
        }
        for (const names of byKeys.values()) expect(names).toEqual([...names].sort((a, b) => a - b));
      }),
      { numRuns: 200 },
    );
  });
});

it('knows the limits of APIs and of receivers', () => {
  expect(feishuLimits('to:ou_a').map((limit) => limit.max)).toEqual([5]);
  expect(feishuLimits('api:send').map((limit) => limit.max)).toEqual([50, 1000]);
});

it('forgets receivers whose window has passed', async () => {
  const { clock, take, starts } = watched((key) => {
    // The limiter asks for the limits of a new key, so asking again means that it had forgotten the key.
    asked.push(key);
    return [{ max: 1, windowMs: 10 }];
  });
  const asked: string[] = [];
  for (let index = 0; index < 600; index += 1) {
    void take(String(index), [`to:${index}`]);
    await clock.advance(20);
  }
  void take('again', ['to:0']);
  await clock.drain();
  expect(starts).toHaveLength(601);
  expect(asked.filter((key) => key === 'to:0')).toHaveLength(2);
});

describe('arrivals at the server', () => {
  const max = 5;
  const windowMs = 1000;
  const limits = () => [{ max, windowMs: windowMs + 10 }];

  /** Makes calls that take `wayMs` each way, some longer on the way there. Resolves with their arrivals. */
  const arrivals = async (wayMs: number, delays: readonly number[]) => {
    const clock = createVirtualClock(0);
    const limiter = createLimiter({ clock, limits });
    const at: number[] = [];
    const calls = delays.map(async (delay) => {
      const turn = await limiter.take(['api:send']);
      await clock.sleep(wayMs + delay);
      at.push(clock.now());
      await clock.sleep(wayMs);
      turn.answered();
    });
    await clock.drain();
    await Promise.all(calls);
    return at.sort((a, b) => a - b);
  };

  it('are never more than allowed, however unsteady the way there', async () => {
    const delays = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 50 }), delays, async (wayMs, list) => {
        // One call goes straight through, so that the quickest round trip is what it is on this network.
        const at = await arrivals(wayMs, [0, ...list]);
        at.forEach((time, index) => {
          const after = at[index + max];
          if (after !== undefined) expect(after - time).toBeGreaterThanOrEqual(windowMs);
        });
      }),
      { numRuns: 200 },
    );
  });

  it('of a second burst wait for the delay of the first', async () => {
    const at = await arrivals(25, [200, 200, 200, 200, 200, 0, 0, 0, 0, 0]);
    expect(at[4]).toBe(225);
    expect(at[5]).toBeGreaterThanOrEqual(1225);
    expect(at[5]).toBeLessThanOrEqual(1225 + 10 + 50);
  });

  it('cost half a round trip a window on a steady network, once it is known', async () => {
    const at = await arrivals(25, Array(75).fill(0));
    expect(at[0]).toBe(25);
    expect((at[70] ?? 0) - (at[65] ?? 0)).toBe(1010 + 25);
    expect((at[10] ?? 0) - (at[5] ?? 0)).toBe(1010 + 50);
  });

  it('are not awaited without end', async () => {
    const clock = createVirtualClock(0);
    const limiter = createLimiter({ clock, limits: () => [{ max: 1, windowMs: 1000 }] });
    await limiter.take(['k']);
    let second = false;
    void limiter.take(['k']).then(() => {
      second = true;
    });
    await clock.advance(1499);
    expect(second).toBe(false);
    await clock.advance(1);
    expect(second).toBe(true);
  });
});
