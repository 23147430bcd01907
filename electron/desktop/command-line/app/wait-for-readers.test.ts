import { expect, it } from 'vitest';
import { buzzDesk, draft } from '../../../../test/support/desk/buzz-desk';
import { crowd, failure } from '../../../../test/support/feishu/scripted-feishu';
import { ok, type Problem } from '../../../contract/advice/problem';
import type { Board } from '../../../contract/model/board';
import { isAwaited, waitForReaders } from './wait-for-readers';

const waiting = async (
  seconds: number,
  reads: readonly number[],
  change: { refused?: boolean; hopeless?: boolean } = {},
) => {
  const desk = buzzDesk();
  if (change.refused) {
    desk.feishu.fate = ({ api, nth }) => (api === 'buzz' && nth === 1 ? { failure: failure({ code: 230024 }) } : 'ok');
  }
  const board = await desk.buzz(draft(crowd(reads.length)));
  const begun = desk.clock.now();
  const asked: number[] = [];
  const problems: Problem[] = [];
  const stop = new AbortController();
  let now: Board = board;
  const ask = async () => {
    const after = (desk.clock.now() - begun) / 1000;
    asked.push(after);
    const missed: Problem = { code: 99991672, advice: 'scope-missing', params: {}, logId: null };
    now = {
      ...board,
      receipts: { askedAt: desk.clock.now(), problem: change.hopeless ? missed : null },
      people: board.people.map((person, index) => ({
        ...person,
        readAt: !change.hopeless && (reads[index] ?? 0) <= after ? begun : null,
      })),
    };
    return ok(now);
  };
  const end = waitForReaders(board, seconds, {
    clock: desk.clock,
    signal: stop.signal,
    look: () => now,
    ask,
    onNews: () => undefined,
    onHopeless: (problem) => problems.push(problem),
  });
  return { desk, end, asked, problems, stop };
};
const read = (board: Board) => board.people.filter((person) => person.readAt !== null).length;
const never = Number.POSITIVE_INFINITY;

it('asks at 10 s and then ever more rarely, and ends when all have read', async () => {
  const { desk, end, asked } = await waiting(600, [5, 60]);
  await desk.clock.drain();
  expect(read(await end)).toBe(2);
  expect(asked).toEqual([10, 30, 70]);
});

it('asks a last time when its time is over', async () => {
  const { desk, end, asked } = await waiting(4, [3, never]);
  await desk.clock.drain();
  expect(read(await end)).toBe(1);
  expect(asked).toEqual([4]);
});

it('does not wait for people whose buzz was refused', async () => {
  const { desk, end, asked } = await waiting(600, [never, 5], { refused: true });
  await desk.clock.drain();
  expect(read(await end)).toBe(1);
  expect(asked).toEqual([10]);
});

it('gives up, and says why, when receipts will never be had', async () => {
  const { desk, end, asked, problems } = await waiting(600, [5], { hopeless: true });
  await desk.clock.drain();
  await end;
  expect(asked).toEqual([10]);
  expect(problems.map((problem) => problem.code)).toEqual([99991672]);
});

it('stops asking when the client is gone', async () => {
  const { desk, end, asked, stop } = await waiting(600, [never]);
  stop.abort();
  await desk.clock.drain();
  await end;
  expect(asked).toEqual([]);
});

it('ends with the acknowledgements where the buzz asks for them, all or the first', async () => {
  const desk = buzzDesk();
  const board = await desk.buzz(draft(crowd(2), { ask: true }));
  const readAt = desk.clock.now();
  const people = board.people.map((person) => ({ ...person, readAt }));
  const ack = { at: readAt, by: 'bubble', word: '收到', declined: false, takenBack: false } as const;
  const answered = people.map((person, index) => (index === 0 ? { ...person, ack } : person));
  expect(isAwaited({ ...board, people })).toBe(true);
  expect(isAwaited({ ...board, people: answered })).toBe(true);
  expect(isAwaited({ ...board, people: answered, takenBy: 'ou_p1' })).toBe(false);
  expect(isAwaited({ ...board, people: people.map((person) => ({ ...person, ack })) })).toBe(false);
});
