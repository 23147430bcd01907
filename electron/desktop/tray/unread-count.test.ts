import { expect, it, vi } from 'vitest';
import { fakeBoards } from '../../../test/support/bridge/fake-world';
import type { Board, BoardPerson } from '../../contract/model/board';
import { BuzzId } from '../../contract/model/ids';
import { createTrayWaiting } from './unread-count';

const hour = 3_600_000;

const person = (readAt: number | null, outcome: BoardPerson['outcome'] = 'accepted') =>
  ({ outcome, readAt, ack: null }) as BoardPerson;
const board = (id: string, people: readonly BoardPerson[], change: Partial<Board> = {}): Board => ({
  ...(fakeBoards[0] as Board),
  id: BuzzId.parse(id),
  createdAt: 0,
  state: 'done',
  recalled: false,
  people,
  ...change,
});

const desk = () => {
  let now = 0;
  const timers = new Set<{ at: number; what: () => void }>();
  const expire = vi.fn();
  const waiting = createTrayWaiting({
    now: () => now,
    later: (what, ms) => {
      const timer = { at: now + ms, what };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    expire,
  });
  const pass = (ms: number) => {
    now += ms;
    for (const timer of [...timers]) if (timer.at <= now && timers.delete(timer)) timer.what();
  };
  return { waiting, timers, expire, pass };
};

it('counts, over all recent buzzes, the people for whom Feishu accepted the call and who have not read', () => {
  const { waiting } = desk();
  waiting.board(board('bz_a', [person(null), person(null), person(5), person(null, 'refused')]));
  waiting.board(board('bz_b', [person(null)]));
  expect(waiting.count()).toBe(3);
  waiting.board(board('bz_a', [person(1), person(null), person(5)]));
  expect(waiting.count()).toBe(2);
});

it.each([{ recalled: true }, { state: 'stopped' }] as const)('counts no one of a buzz that is over: %o', (change) => {
  const { waiting, timers } = desk();
  waiting.board(board('bz_a', [person(null)]));
  waiting.board(board('bz_a', [person(null)], change));
  expect([waiting.count(), timers.size]).toEqual([0, 0]);
});

it('counts no person who answered without reading, and none once one has taken it for all', () => {
  const { waiting } = desk();
  const ack = { at: 1, by: 'reaction', word: 'OK', declined: false, takenBack: false } as const;
  waiting.board(board('bz_1', [{ ...person(null), ack }, person(null)], { asks: true }));
  expect(waiting.count()).toBe(1);
  waiting.board(board('bz_1', [{ ...person(null), ack }, person(null)], { asks: true, takenBy: 'ou_1' }));
  expect(waiting.count()).toBe(0);
});

it('gives up on a reader after two hours, by one timer, and says so', () => {
  const { waiting, timers, expire, pass } = desk();
  waiting.board(board('bz_a', [person(null)]));
  pass(hour);
  waiting.board(board('bz_b', [person(null)], { createdAt: hour }));
  expect(timers.size).toBe(1);
  pass(hour + 1);
  expect(expire).toHaveBeenCalledOnce();
  expect(waiting.count()).toBe(1);
  pass(hour);
  expect([waiting.count(), timers.size, expire.mock.calls.length]).toEqual([0, 0, 2]);
});

it('keeps no timer while no reader is expected', () => {
  const { waiting, timers } = desk();
  waiting.board(board('bz_a', [person(3)]));
  waiting.board(board('bz_old', [person(null)], { createdAt: -3 * hour }));
  expect([waiting.count(), timers.size]).toEqual([0, 0]);
});
