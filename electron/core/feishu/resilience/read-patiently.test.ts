import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../../../../test/support/clock/virtual-clock';
import { problem } from '../../../contract/advice/problem';
import type { Failure, Result } from '../failure';
import { readAgain } from './read-patiently';

const failure = (part: Partial<Failure> = {}): Result<string> => ({
  ok: false,
  failure: { stage: 'lost', problem: problem('lost-answer'), passing: true, retryAfterMs: null, namedIds: [], ...part },
});
const success: Result<string> = { ok: true, value: 'read', logId: null };

const reading = (answers: readonly Result<string>[], random = () => 0.999_999, signal?: AbortSignal) => {
  const clock = createVirtualClock(0);
  const at: number[] = [];
  const last = answers[answers.length - 1] ?? success;
  const done = readAgain(
    async () => {
      at.push(clock.now());
      return answers[at.length - 1] ?? last;
    },
    { clock, random, ...(signal ? { signal } : {}) },
  );
  return { clock, at, done };
};

describe('reading again', () => {
  it('goes on until it succeeds, waiting up to 0.5 s, 1 s, 2 s', async () => {
    const { clock, at, done } = reading([failure(), failure(), failure(), success]);
    await clock.drain();
    expect(await done).toEqual(success);
    expect(at).toEqual([0, 500, 1500, 3500]);
  });

  it('waits a random part of that, down to nothing', async () => {
    const { clock, at, done } = reading([failure(), success], () => 0);
    await clock.drain();
    await done;
    expect(at).toEqual([0, 0]);
  });

  it('waits at least as long as Feishu asked for', async () => {
    const { clock, at, done } = reading([failure({ retryAfterMs: 3000 }), success], () => 0.5);
    await clock.drain();
    await done;
    expect(at).toEqual([0, 3250]);
  });

  it('gives up after four attempts with the last failure', async () => {
    const { clock, at, done } = reading([failure()]);
    await clock.drain();
    expect(await done).toEqual(failure());
    expect(at).toHaveLength(4);
  });

  it.each([
    ['a lasting failure', { passing: false }],
    ['a call that could not leave', { stage: 'not-sent' }],
    ['a wait of more than ten seconds', { retryAfterMs: 11_000 }],
  ] as const)('does not repeat after %s', async (_, part) => {
    const { clock, at, done } = reading([failure(part), success]);
    await clock.drain();
    expect(await done).toEqual(failure(part));
    expect(at).toHaveLength(1);
  });

  it('stops waiting when it is aborted', async () => {
    const stop = new AbortController();
    const { clock, at, done } = reading([failure(), success], undefined, stop.signal);
    await clock.settle();
    stop.abort();
    expect(await done).toEqual(failure());
    expect(at).toHaveLength(1);
    expect(clock.sleeping()).toBe(0);
  });
});
