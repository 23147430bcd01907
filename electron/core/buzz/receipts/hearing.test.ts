import { expect, it } from 'vitest';
import { buzzDesk, chatOf, draft, inChat, value } from '../../../../test/support/desk/buzz-desk';
import { climbing } from '../../../../test/support/desk/climbing';
import { crowd } from '../../../../test/support/feishu/scripted-feishu';
import type { Board } from '../../../contract/model/board';
import type { Told } from './hearing';

const second = 1_000;
const minute = 60 * second;

type Desk = Pick<ReturnType<typeof buzzDesk>, 'engine' | 'clock' | 'feishu'>;

/** Lets a desk hear of its workspace, from now on, until it is told otherwise. */
const hearingOf = ({ engine, clock }: Desk, workspaceId: Board['workspaceId']) => {
  let since: number | null = null;
  const missed: Told[] = [];
  engine.relyOn({ since: () => since, missed: (_, what) => missed.push(what) });
  const set = (at: number | null) => {
    since = at;
    engine.heardAnew(workspaceId);
  };
  return { missed, begin: () => set(clock.now()), end: () => set(null), open: (at: number) => set(at) };
};

const asked = ({ feishu }: Pick<Desk, 'feishu'>) => [...feishu.of('readers'), ...feishu.of('reactions')].length;

const workspaceId = draft([]).workspaceId;

it('asks no more than twelve times in two hours about twenty direct messages', async () => {
  const desk = buzzDesk();
  const hearing = hearingOf(desk, workspaceId);
  hearing.begin();
  const board = await desk.buzz(draft(crowd(20), { ask: true }));
  desk.engine.watch(board.id);
  await desk.clock.advance(2 * 60 * minute);
  expect(asked(desk)).toBeGreaterThan(0);
  expect(asked(desk)).toBeLessThanOrEqual(12);
  expect(desk.clock.sleeping()).toBe(0);
});

it('asks once when a board is opened, at once when events may go elsewhere, and once for what a gap has hidden', async () => {
  const desk = buzzDesk();
  const hearing = hearingOf(desk, workspaceId);
  hearing.begin();
  const board = await desk.buzz(draft(crowd(1)));
  const times = () => desk.feishu.of('readers').map(({ at }) => Math.round((at - board.createdAt) / second));
  desk.engine.watch(board.id);
  await desk.clock.advance(20 * minute);
  expect(times()).toEqual([10]);
  desk.engine.watch();
  desk.engine.watch(board.id);
  await desk.clock.advance(minute);
  expect(times()).toEqual([10, 1200]);
  // Unplugged, shared or refused: the usual rhythm, from this moment on.
  await desk.clock.advance(9 * minute);
  hearing.end();
  await desk.clock.advance(second);
  expect(times()).toEqual([10, 1200, 1800]);
  await desk.clock.advance(20 * minute);
  expect(times().slice(3)).toEqual([2100, 2400, 2700, 3000]);
  // Open again: one question tells what was missed.
  hearing.begin();
  await desk.clock.advance(30 * minute);
  expect(times().slice(7)).toEqual([3300]);
  expect(desk.clock.sleeping()).toBe(0);
});

it('waits after a question no longer than usual for another one, however often the connection is opened anew', async () => {
  const desk = buzzDesk();
  const hearing = hearingOf(desk, workspaceId);
  const board = await desk.buzz(draft(crowd(1)));
  desk.engine.watch(board.id);
  for (let time = 0; time < 240; time += 1) {
    hearing.begin();
    await desk.clock.advance(30 * second);
  }
  const unheard = buzzDesk();
  const other = await unheard.buzz(draft(crowd(1)));
  unheard.engine.watch(other.id);
  await unheard.clock.advance(2 * 60 * minute);
  expect(asked(desk)).toBeLessThanOrEqual(asked(unheard));
  expect(asked(desk)).toBeGreaterThan(20);
});

it('asks on about a chat of many, whose readers no event tells', async () => {
  const desk = buzzDesk();
  const hearing = hearingOf(desk, workspaceId);
  hearing.begin();
  desk.feishu.chatList.push(chatOf(crowd(2)));
  const board = await desk.buzz(draft(crowd(2), { delivery: inChat, ask: true }));
  desk.engine.watch(board.id);
  await desk.clock.advance(20 * minute);
  expect(desk.feishu.of('readers').length).toBeGreaterThan(6);
  expect(desk.feishu.of('reactions')).toHaveLength(1);
});

it('asks before each rung all the same, and calls no person who has answered although no event told so', async () => {
  const desk = await climbing({ until: 'acknowledged' });
  const hearing = hearingOf(desk, workspaceId);
  hearing.begin();
  const rung = desk.board().ladder?.rungs[0];
  const after = (rung?.dueAt ?? 0) - desk.createdAt;
  const before = asked(desk);
  await desk.at(after - second);
  expect(asked(desk) - before).toBeLessThanOrEqual(1);
  desk.feishu.reacted.push({ by: 'ou_p1', emoji: 'OK', at: desk.createdAt + 90 * second });
  await desk.at(after + minute);
  expect(desk.board().people.map(({ steps }) => steps.length)).toEqual([1, 2]);
  expect(hearing.missed).toEqual(['reacted']);
});

it('takes an answer about what no event told for a sign that they do not all come, but not what may be on its way', async () => {
  const desk = buzzDesk();
  const hearing = hearingOf(desk, workspaceId);
  hearing.begin();
  const board = await desk.buzz(draft(crowd(3)));
  await desk.clock.advance(10 * minute);
  desk.feishu.readAt.set('ou_p1', desk.clock.now() - 30 * second);
  await desk.engine.askReceipts(board.id);
  expect(hearing.missed).toEqual([]);
  // Heard of by an event, it is no news for a question.
  const [first] = board.messages;
  const event = { kind: 'read', messageIds: [first!.messageId], reader: 'ou_p1', at: desk.clock.now() } as const;
  await desk.engine.hear([event]);
  desk.feishu.readAt.set('ou_p2', board.createdAt + second);
  await desk.engine.askReceipts(board.id);
  expect(hearing.missed).toEqual([]);
  desk.feishu.readAt.set('ou_p3', board.createdAt + 5 * minute);
  await desk.engine.askReceipts(board.id);
  expect(hearing.missed).toEqual(['read']);
  expect(value(desk.engine.board(board.id)).people.every(({ readAt }) => readAt !== null)).toBe(true);
});
