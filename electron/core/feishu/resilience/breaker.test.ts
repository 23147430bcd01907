import { expect, it } from 'vitest';
import { createVirtualClock } from '../../../../test/support/clock/virtual-clock';
import { buzzDesk, draft, outcomes, value } from '../../../../test/support/desk/buzz-desk';
import { busy, crowd, failure, faulty, offline, ScriptedFeishu } from '../../../../test/support/feishu/scripted-feishu';
import type { Board } from '../../../contract/model/board';
import { WorkspaceId } from '../../../contract/model/ids';
import { Breakers } from './breaker';

const seconds = 1_000;
const minutes = 60 * seconds;

/** A desk whose way to Feishu is cut until the test sets `line.cut` to false. */
const cutOff = async (options: { people?: number; channel?: 'app' | 'phone'; how?: typeof offline } = {}) => {
  const clock = createVirtualClock();
  const feishu = new ScriptedFeishu(clock);
  const line = { cut: true, attempts: 0, questions: 0 };
  feishu.fate = () => {
    line.attempts += 1;
    return line.cut ? { failure: options.how ?? offline } : 'ok';
  };
  const bot = feishu.readBot.bind(feishu);
  feishu.readBot = async () => {
    line.questions += 1;
    return line.cut ? ({ ok: false, failure: options.how ?? offline } as never) : bot();
  };
  const desk = buzzDesk({ clock, feishu });
  const plan = await desk.engine.plan(draft(crowd(options.people ?? 1), { channel: options.channel ?? 'app' }));
  const { id } = value(await desk.confirm(plan));
  await clock.settle();
  const board = (): Board => value(desk.engine.board(id));
  return { clock, feishu, desk, line, id, board };
};

it('says at once that there is no network, when it is tried again, and until when', async () => {
  const { board, clock } = await cutOff({ channel: 'phone' });
  expect(board().waiting).toEqual({
    until: clock.now() + 2 * seconds,
    problem: offline.problem,
    // No time has passed since the confirmation: a message may leave for ten minutes, a call for two.
    tries: { message: board().createdAt + 600 * seconds, buzz: board().createdAt + 120 * seconds },
  });
  expect(board().state).toBe('running');
});

it('makes one probe, not two hundred calls, while Feishu is out of reach', async () => {
  const { clock, line, board } = await cutOff({ people: 200 });
  const before = line.attempts;
  await clock.advance(5 * minutes);
  expect(line.attempts).toBe(before);
  // After 2, 4, 8, 16 and then every 30 s.
  expect(line.questions).toBeLessThan(15);
  expect(board().waiting?.problem).toEqual(offline.problem);
});

it('buzzes each person exactly once as soon as Feishu answers', async () => {
  const { clock, line, desk, id, feishu } = await cutOff({ people: 60 });
  await clock.advance(3 * minutes);
  line.cut = false;
  const board = await desk.finish(id);
  expect(new Set(outcomes(board))).toEqual(new Set(['accepted']));
  expect(feishu.messages()).toHaveLength(60);
  expect(feishu.buzzed('app')).toHaveLength(60);
  expect(board.waiting).toBeNull();
});

it('tries at once when the person says so', async () => {
  const { clock, line, desk, id, board } = await cutOff();
  await clock.advance(2 * minutes);
  line.cut = false;
  const now = clock.now();
  expect(board().waiting?.until).toBeGreaterThan(now);
  value(desk.engine.tryNow(id));
  await clock.settle();
  await clock.settle();
  expect(clock.now()).toBe(now);
  expect(outcomes(board())).toEqual(['accepted']);
});

it('waits on when the attempt that the person asked for fails too', async () => {
  const { clock, line, desk, id, board } = await cutOff();
  await clock.advance(1 * minutes);
  const asked = line.questions;
  desk.engine.tryNow(id);
  await clock.settle();
  await clock.settle();
  expect(line.questions).toBe(asked + 1);
  expect(board().waiting?.until).toBeGreaterThan(clock.now());
});

it('gives an in-app buzz up after its ten minutes, and says why', async () => {
  const { clock, board, feishu } = await cutOff();
  await clock.advance(9 * minutes);
  expect(outcomes(board())).toEqual(['pending']);
  await clock.advance(1 * minutes);
  expect(board().people[0]).toMatchObject({ outcome: 'not-called', problem: offline.problem });
  expect(board().waiting).toBeNull();
  expect(feishu.seen).toEqual([]);
});

it('never holds a phone call back for more than two minutes', async () => {
  const { clock, line, desk, id, feishu } = await cutOff({ channel: 'phone' });
  await clock.advance(5 * minutes);
  line.cut = false;
  const board = await desk.finish(id);
  expect(outcomes(board)).toEqual(['not-called']);
  expect(feishu.buzzed('phone')).toEqual([]);
});

it('opens after three failures in a row that are no refusals, and blames Feishu, not one call', async () => {
  const { clock, line, board } = await cutOff({ how: faulty });
  expect(board().waiting).toBeNull();
  while (line.attempts < 3) await clock.advance(1 * seconds);
  expect(board().waiting?.problem.advice).toBe('feishu-failing');
});

it.each([
  ['a refusal', failure({ code: 230002 })],
  ['a rate limit', busy(1 * seconds)],
])('takes %s for a proper answer', async (_, how) => {
  const { clock, board, line } = await cutOff({ people: 9, how });
  await clock.advance(30 * seconds);
  expect(board().waiting).toBeNull();
  expect(line.questions).toBe(0);
});

it('stops waiting calls at once', async () => {
  const { clock, desk, id } = await cutOff({ people: 3 });
  await clock.advance(1 * minutes);
  const now = clock.now();
  const board = value(await desk.engine.stop(id));
  expect(clock.now()).toBe(now);
  expect(outcomes(board)).toEqual(['not-called', 'not-called', 'not-called']);
});

it('does not wait for hours after the clock was set back', async () => {
  const { clock, line, desk, id } = await cutOff();
  clock.jump(-5 * minutes);
  line.cut = false;
  await clock.advance(40 * seconds);
  expect(outcomes(await desk.finish(id))).toEqual(['accepted']);
});

it('stops at once during a probe', async () => {
  const { clock, desk, id, feishu } = await cutOff();
  feishu.readBot = () => new Promise(() => undefined);
  await clock.advance(3 * seconds);
  expect(outcomes(value(await desk.engine.stop(id)))).toEqual(['not-called']);
});

it('shares a breaker between workspaces of one host, and not with those of another', () => {
  const [a, b, c] = ['ws_a', 'ws_b', 'ws_c'].map((id) => WorkspaceId.parse(id)) as [
    WorkspaceId,
    WorkspaceId,
    WorkspaceId,
  ];
  const breakers = new Breakers(createVirtualClock(), (id) => (id === c ? 'open.larksuite.com' : 'open.feishu.cn'));
  expect(breakers.of(a)).toBe(breakers.of(b));
  expect(breakers.of(a)).not.toBe(breakers.of(c));
});
