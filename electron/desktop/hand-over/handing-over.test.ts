import { expect, it, vi } from 'vitest';
import { buzzDesk, value } from '../../../test/support/desk/buzz-desk';
import { desktopAndRelay } from '../../../test/support/desk/hand-over';
import { relayInMemory } from '../../../test/support/desk/relay-in-memory';
import { ok, type Problem, problem } from '../../contract/advice/problem';
import { AppId, type WorkspaceId } from '../../contract/model/ids';
import type { Workspace } from '../../contract/model/workspace';
import type { Engine } from '../../core/buzz/engine/engine';
import type { Clock } from '../../core/ports/clock';
import { createBoardActs } from './board-acts';
import { createHandingOver } from './handing-over';

const name = 'relay.example';
const minute = 60_000;
const workspaceOf = (id: WorkspaceId): Workspace => ({
  id,
  name: 'Acme',
  brand: 'feishu',
  baseUrl: 'https://open.feishu.cn',
  appId: AppId.parse('cli_a1b2c3d4e5f60718'),
});

/** What hands over for an engine, with a relay that is there unless a test says otherwise. */
const handing = (engine: Engine, clock: Clock, memory: ReturnType<typeof relayInMemory>) => {
  const known = { name: name as string | null, trouble: null as Problem | null, checks: 0 };
  const kept: string[] = [];
  const relay = {
    name: () => known.name,
    callable: async () => ok(memory.calls),
    hindrance: () => known.trouble,
    check: async () => {
      known.checks += 1;
      return ok({} as never);
    },
    heard: () => undefined,
    missed: () => undefined,
  };
  const handingOver = createHandingOver({
    engine,
    relay,
    findWorkspace: workspaceOf,
    clock,
    random: () => 0,
    onKept: (_id, reason) => void kept.push(reason.advice),
    report: (reason) => {
      throw reason;
    },
  });
  const acts = createBoardActs({ engine, handingOver: async () => handingOver });
  return { known, kept, handingOver, acts };
};

const setUp = async (climbs: 'here' | 'relay' = 'relay') => {
  const both = await desktopAndRelay({ climbs });
  const { desktop, clock, relay } = both;
  const memory = relayInMemory(relay);
  const own = handing(desktop.engine, clock, memory);
  const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) await clock.settle();
  };
  const state = () => desktop.board().climber?.state ?? null;
  return { ...both, ...own, memory, settle, state };
};

it('hands a ladder over once its own step is over, and tells the whole story as the relay goes on', async () => {
  const { handingOver, settle, state, desktop, relay, memory, clock, feishu, id } = await setUp();
  handingOver.look();
  await settle();
  expect(state()).toBe('handed-over');
  expect(desktop.engine.armed).toEqual([]);
  await clock.advance(10 * minute);
  expect(feishu.buzzed('phone').toSorted()).toEqual(['ou_p1', 'ou_p2']);
  memory.tell(id);
  await settle();
  expect(desktop.board().ladder?.state).toBe('ended');
  expect(desktop.engine.elsewhere).toEqual([]);
  expect(memory.seen.filter(({ what }) => what === 'adopt')).toHaveLength(1);
  expect(relay.engine.armed).toEqual([]);
  // Nothing is followed any more, and no timer is left.
  expect(memory.streams.size).toBe(0);
});

it('leaves a ladder alone that climbs here, and asks no relay about it', async () => {
  const { handingOver, settle, state, memory, known, clock } = await setUp('here');
  const timers = clock.sleeping();
  handingOver.look();
  await settle();
  expect([state(), memory.seen.length, known.checks, clock.sleeping()]).toEqual([null, 0, 0, timers]);
});

it.each(['lost', 'strange', 'late'] as const)(
  'asks again after an answer that is %s, and climbs meanwhile nowhere but in the relay',
  async (fault) => {
    const { handingOver, settle, state, desktop, memory, clock, feishu } = await setUp();
    memory.fail('adopt', fault, 3);
    handingOver.look();
    await settle();
    expect(state()).toBe('handing-over');
    expect(desktop.engine.armed).toEqual([]);
    await clock.advance(10 * minute);
    await settle();
    expect(memory.seen.filter(({ what }) => what === 'adopt')).toHaveLength(4);
    expect(feishu.buzzed('phone').toSorted()).toEqual(['ou_p1', 'ou_p2']);
  },
);

it('climbs here meanwhile when nothing can have left, and hands over once the relay is there', async () => {
  const { handingOver, settle, state, desktop, memory, clock } = await setUp();
  memory.fail('adopt', 'unsent', 4);
  handingOver.look();
  await clock.advance(9_000);
  await settle();
  expect(state()).toBe('refused');
  expect(desktop.board().climber?.problem?.advice).toBe('relay-unreachable');
  expect(desktop.engine.armed).toHaveLength(1);
  await clock.advance(60_000);
  await settle();
  expect(state()).toBe('handed-over');
});

it('waits for a relay that cannot be reached without writing anything, and tries at once when it wakes up', async () => {
  const { handingOver, settle, state, known, desktop } = await setUp();
  known.trouble = problem('relay-not-heard');
  handingOver.look();
  await settle();
  expect(state()).toBeNull();
  expect(desktop.engine.armed).toHaveLength(1);
  known.trouble = null;
  handingOver.renew();
  await settle();
  expect(state()).toBe('handed-over');
});

it('goes on here, and says so, when the relay refuses for a reason of its own', async () => {
  const { handingOver, settle, state, desktop, memory, kept, clock, feishu } = await setUp();
  memory.refusal.cause = problem('hand-over-clock');
  handingOver.look();
  await settle();
  expect(state()).toBe('refused');
  expect(kept).toEqual(['hand-over-clock']);
  handingOver.look();
  await clock.advance(10 * minute);
  expect(memory.seen.filter(({ what }) => what === 'adopt')).toHaveLength(1);
  expect(feishu.buzzed('phone').toSorted()).toEqual(['ou_p1', 'ou_p2']);
  expect(desktop.board().ladder?.state).toBe('ended');
});

it('does not believe a refusal after an answer was lost: it asks the relay to give the ladder back', async () => {
  const { handingOver, settle, state, desktop, relay, memory, clock } = await setUp();
  memory.fail('adopt', 'lost');
  handingOver.look();
  await settle();
  memory.refusal.cause = problem('hand-over-invalid');
  await clock.advance(5_000);
  await settle();
  expect(memory.seen.map(({ what }) => what.split('?')[0])).toEqual(['adopt', 'adopt', 'release', 'entries']);
  expect(state()).toBe('taken-back');
  expect(relay.engine.armed).toEqual([]);
  expect(desktop.engine.armed).toHaveLength(1);
});

it('asks again after a crash in between, with the same entries', async () => {
  const { desktop, relay, clock, feishu, id, settle, memory } = await setUp();
  value(await desktop.engine.handOver(id, name));
  const again = buzzDesk({ clock, feishu, ledger: desktop.ledger });
  await again.engine.resume();
  const { handingOver } = handing(again.engine, clock, memory);
  handingOver.look();
  await settle();
  expect(value(again.engine.board(id)).climber?.state).toBe('handed-over');
  expect(relay.engine.armed).toHaveLength(1);
});

it('takes a ladder back on the relay’s word, and not without it', async () => {
  const { handingOver, acts, settle, state, desktop, relay, memory, id, clock } = await setUp();
  handingOver.look();
  await settle();
  memory.fail('release', 'unsent');
  expect(await acts.takeBack(id)).toMatchObject({
    ok: false,
    problem: { advice: 'relay-away', params: { relay: name } },
  });
  memory.fail('release', 'strange', 2);
  expect(await acts.takeBack(id)).toMatchObject({ ok: false, problem: { advice: 'relay-no-answer' } });
  expect(state()).toBe('handed-over');
  expect(value(await acts.takeBack(id)).climber).toMatchObject({ state: 'taken-back', elsewhere: false });
  expect(relay.engine.armed).toEqual([]);
  expect(desktop.engine.armed).toHaveLength(1);
  handingOver.look();
  await clock.advance(minute);
  expect(state()).toBe('taken-back');
});

it('learns of a ladder that was given back although the answer was lost', async () => {
  const { handingOver, acts, settle, state, memory, id } = await setUp();
  handingOver.look();
  await settle();
  memory.fail('release', 'lost', 2);
  expect(await acts.takeBack(id)).toMatchObject({ problem: { advice: 'relay-no-answer' } });
  memory.tell(id);
  await settle();
  expect(state()).toBe('taken-back');
});

it('has the relay stop, and nothing is stopped where that cannot be asked', async () => {
  const { handingOver, acts, settle, desktop, relay, memory, id, clock, feishu } = await setUp();
  handingOver.look();
  await settle();
  memory.fail('stop', 'unsent');
  expect(await acts.stop(id)).toMatchObject({ problem: { advice: 'relay-away' } });
  expect(relay.engine.armed).toHaveLength(1);
  memory.fail('stop', 'lost');
  expect(value(await acts.stop(id))).toMatchObject({ state: 'stopped' });
  expect(relay.engine.armed).toEqual([]);
  await clock.advance(10 * minute);
  expect(feishu.buzzed('sms')).toEqual([]);
  expect(desktop.engine.elsewhere).toEqual([]);
});

it('stops a ladder whose hand-over has no answer by taking it back first', async () => {
  const { handingOver, acts, settle, relay, memory, id, clock, feishu } = await setUp();
  memory.fail('adopt', 'lost', 50);
  handingOver.look();
  await settle();
  expect(value(await acts.stop(id))).toMatchObject({ state: 'stopped' });
  await clock.advance(10 * minute);
  expect(relay.engine.armed).toEqual([]);
  expect(feishu.buzzed('sms')).toEqual([]);
});

it('asks nothing of a relay that is no longer set, and goes on when it is set again', async () => {
  const { handingOver, settle, known, memory, desktop, relay, clock, id } = await setUp();
  handingOver.look();
  await settle();
  known.name = null;
  handingOver.look();
  const [asked, timers] = [memory.seen.length, clock.sleeping()];
  await clock.advance(4 * minute);
  expect(memory.seen).toHaveLength(asked);
  expect(clock.sleeping()).toBeLessThanOrEqual(timers);
  known.name = name;
  handingOver.look();
  await settle();
  expect(desktop.board().ladder?.rungs.map(({ state }) => state)).toEqual(
    relay.ledger.read(id).length > 0 ? ['done', 'next'] : [],
  );
});

it('goes on asking with a token that the relay does not know any more, and climbs nowhere else', async () => {
  const { handingOver, settle, state, memory, desktop, clock } = await setUp();
  memory.fail('adopt', 'lost');
  handingOver.look();
  await settle();
  memory.token.isKnown = false;
  await clock.advance(2 * minute);
  expect(state()).toBe('handing-over');
  expect(desktop.engine.armed).toEqual([]);
  memory.token.isKnown = true;
  handingOver.renew();
  await settle();
  await vi.waitFor(() => expect(state()).toBe('handed-over'));
});
