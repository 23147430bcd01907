import { expect, it } from 'vitest';
import { seeded } from '../../../../test/support/clock/seeded';
import { createVirtualClock } from '../../../../test/support/clock/virtual-clock';
import { buzzDesk, draft, value } from '../../../../test/support/desk/buzz-desk';
import { ReadingFeishu } from '../../../../test/support/desk/climbing';
import { crashingClock, crashingFeishu, crashingLedger, type Life, life } from '../../../../test/support/desk/crashing';
import { adoption, carried, relayEntries } from '../../../../test/support/desk/hand-over';
import { MemoryLedger } from '../../../../test/support/disk/memory-ledger';
import { busy, crowd, type Fate, offline } from '../../../../test/support/feishu/scripted-feishu';
import { aLadder } from '../../../../test/support/samples';
import { type Answer, ok, problem } from '../../../contract/advice/problem';
import type { BuzzId } from '../../../contract/model/ids';
import { wrapByKind } from '../../feishu/calls';
import type { Feishu, Guard } from '../../feishu/feishu';
import type { Engine } from './engine';

const seconds = 1_000;
const minute = 60 * seconds;

const fates: readonly Fate[] = [
  ...Array.from({ length: 12 }, (): Fate => 'ok'),
  'lost-after',
  'lost-before',
  { failure: offline },
  { failure: busy(20 * seconds) },
];
/** What becomes of a request between the two. `late`: it arrives after the sender has given it up. */
const ways = ['there', 'there', 'there', 'lost', 'answer-lost', 'late'] as const;

const ladder = aLadder({
  steps: [
    { afterMinutes: 1, channel: 'app' },
    { afterMinutes: 2, channel: 'app', reminder: true },
    { afterMinutes: 3, channel: 'sms' },
    { afterMinutes: 8, channel: 'phone' },
  ],
});

/** Crash points after the answers of calls, which the server has carried out by then. */
const afterAnswers = (feishu: Feishu, { point }: Life): Feishu => {
  const answering =
    <Input, T>(call: (input: Input, guard: Guard) => Promise<T>) =>
    async (input: Input, guard: Guard): Promise<T> => {
      const answer = await call(input, guard);
      await point();
      return answer;
    };
  return wrapByKind(feishu, { effect: answering, paid: answering, lookup: null, receipt: null, check: null });
};

/** A program that is killed and started again on the same disk. */
interface Program {
  ledger: MemoryLedger;
  engine: Engine;
  life: Life;
  crashes: number;
  /** Turn in which it is started again; null: it lives. */
  startAt: number | null;
}

const run = async (seed: number) => {
  const random = seeded(seed);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  const clock = createVirtualClock();
  const feishu = new ReadingFeishu(clock);
  feishu.fate = () => pick(fates);
  /** Turn from which on nothing dies and nothing is lost. */
  const calmFrom = 60 + Math.floor(random() * 60);
  let turn = 0;
  /** Buzzes whose release was asked for, as the relay's audit has them on disk. */
  const released = new Set<BuzzId>();

  const start = (known: Pick<Program, 'ledger' | 'crashes'>): Program => {
    const dies = turn < calmFrom && known.crashes < 5 && random() < 0.9;
    const mine = life(dies ? 1 + Math.floor(random() * 100) : Number.POSITIVE_INFINITY, () => undefined);
    const disk = crashingLedger(known.ledger, mine);
    const desk = buzzDesk({
      clock: { ...clock, ...crashingClock(clock, mine) },
      feishuOf: () => ok(afterAnswers(crashingFeishu(feishu, mine), mine)),
      ledger: {
        ...disk,
        append: (buzz, entries, summary) => {
          const now = summary();
          return disk.append(buzz, entries, () => now);
        },
      },
      ladders: [ladder],
      random,
    });
    return { ...known, engine: desk.engine, life: mine, startAt: null };
  };
  const resumed = (known: Pick<Program, 'ledger' | 'crashes'>): Program => {
    const program = start(known);
    void program.engine.resume();
    return program;
  };
  let desktop = start({ ledger: new MemoryLedger(), crashes: 0 });
  let relay = resumed({ ledger: new MemoryLedger(), crashes: 0 });

  /** Asks the relay. null: no answer came; the request may have arrived, or still will. */
  const ask = async <T>({ life: mine }: Program, request: (engine: Engine) => Promise<T>): Promise<T | null> => {
    await mine.point();
    const way = turn >= calmFrom ? 'there' : pick(ways);
    const arrives = (): Promise<T | null> =>
      relay.life.dead()
        ? Promise.resolve(null)
        : Promise.race([request(relay.engine), clock.sleep(20 * seconds)]).then((answer) => answer ?? null);
    if (way === 'late') void clock.sleep(pick([1, 30, 120]) * seconds).then(arrives);
    if (way === 'lost' || way === 'late') return null;
    const answer = await arrives();
    await mine.point();
    return way === 'answer-lost' ? null : answer;
  };
  const entriesAfter = (id: BuzzId, after: number) => async () => relayEntries(relay.ledger, id, after);

  /** What a desktop does about a ladder that is to climb in the relay, or to come back. */
  const handOver = async (mine: Program, id: BuzzId) => {
    const { engine } = mine;
    const entries = await engine.handOver(id, 'relay.example');
    if (!entries.ok) return;
    const refuses = turn < calmFrom && random() < 0.25;
    const isReleased = async () => released.has(id);
    const answer = await ask(
      mine,
      async (other): Promise<Answer<number>> =>
        refuses
          ? { ok: false, problem: problem('relay-not-served') }
          : other.adopt({ ...adoption(carried(entries.value), 0), isReleased }),
    );
    if (answer?.ok) value(await engine.handedOver(id));
    else if (answer) {
      const gone = await engine.handOverRefused(id, answer.problem);
      if (!gone.ok) await takeBack(mine, id);
    }
  };
  const pull = async (mine: Program, id: BuzzId) => {
    const known = mine.engine.elsewhere.find((each) => each.id === id);
    if (!known) return;
    const news = await ask(mine, entriesAfter(id, known.next));
    if (news) value(await mine.engine.takeEntries(id, known.next, news));
    const isReleased = mine.engine.elsewhere.some((each) => each.id === id && each.released);
    if (isReleased) value(await mine.engine.takenBack(id, true));
  };
  const takeBack = async (mine: Program, id: BuzzId) => {
    const answer = await ask(mine, (other) => {
      released.add(id);
      return other.release(id);
    });
    if (!answer?.ok) return;
    if (answer.value === null) value(await mine.engine.takenBack(id, false));
    else {
      const known = mine.engine.elsewhere.find((each) => each.id === id);
      if (known?.state === 'handing-over') value(await mine.engine.handedOver(id));
      await pull(mine, id);
    }
  };
  const wanted = random() < 0.9;
  const act = async (mine: Program) => {
    for (const { id, state } of mine.engine.elsewhere) {
      if (turn < calmFrom && random() < 0.05) await takeBack(mine, id);
      else if (state === 'handing-over') await handOver(mine, id);
      else await pull(mine, id);
    }
    for (const { id } of wanted ? mine.engine.armed : []) if (random() < 0.3) await handOver(mine, id);
  };

  void (async () => {
    const plan = await desktop.engine.plan(draft(crowd(3), { ladder: ladder.id }));
    const board = value(await desktop.engine.confirm(plan.id, 'paid'));
    for (const person of ['ou_p1', 'ou_p2']) feishu.reads.set(person, board.createdAt + random() * 14 * minute);
  })();
  const isBusy = ({ engine, ledger }: Program) =>
    engine.running + ledger.armed().length + ledger.reminding().length + ledger.unsettled().length > 0;
  const dead = (program: Program): Program => {
    if (!program.life.dead()) return program;
    if (program.startAt === null)
      return { ...program, crashes: program.crashes + 1, startAt: turn + pick([0, 1, 4, 12]) };
    return turn >= program.startAt ? resumed(program) : program;
  };
  let acting: Program | null = null;
  let both = 0;
  for (; ; turn += 1) {
    if (turn > 3_000) throw new Error('the ladder never ends');
    await clock.advance(10 * seconds);
    desktop = dead(desktop);
    relay = dead(relay);
    if (desktop.startAt !== null || relay.startAt !== null) continue;
    const there = new Set(relay.engine.armed.map(({ id }) => id));
    both += desktop.engine.armed.filter(({ id }) => there.has(id)).length;
    if (acting?.life !== desktop.life) {
      const mine = desktop;
      acting = mine;
      void act(mine).finally(() => {
        if (acting === mine) acting = null;
      });
    }
    const isOver = turn > calmFrom && !isBusy(desktop) && !isBusy(relay) && desktop.engine.elsewhere.length === 0;
    if (isOver) break;
  }
  return { feishu, desktop, relay, both };
};

const runs = Number(process.env.BUZZ_CRASH_RUNS ?? 60);
const first = Number(process.env.BUZZ_CRASH_FIRST ?? 1);

it(
  'calls no person twice for a rung, and loses no ladder, wherever the desktop and the relay are killed and whatever is lost between them',
  async () => {
    const seen = { crashes: 0, there: 0, back: 0, refused: 0, paid: 0 };
    for (let seed = first; seed < first + runs; seed += 1) {
      try {
        const { feishu, desktop, relay, both } = await run(seed);
        expect(both).toBe(0);
        seen.crashes += desktop.crashes + relay.crashes;
        for (const channel of ['sms', 'phone'] as const) {
          const called = feishu.buzzed(channel);
          seen.paid += called.length;
          expect(new Set(called).size).toBe(called.length);
        }
        const messages = feishu.messages().map(({ to }) => to);
        expect(new Set(messages).size).toBe(messages.length);
        expect([...feishu.pinned]).toEqual([]);
        const [id] = [...desktop.ledger.entries.keys()];
        if (!id) continue;
        const kinds = desktop.ledger.read(id).map(({ kind }) => kind);
        seen.there += relay.ledger.read(id).length > 0 ? 1 : 0;
        seen.back += kinds.includes('taken-back') ? 1 : 0;
        seen.refused += kinds.includes('hand-over-refused') ? 1 : 0;
        expect(desktop.ledger.armed()).toEqual([]);
        expect(relay.ledger.armed()).toEqual([]);
        const board = value(desktop.engine.board(id));
        expect(board.ladder?.state).toBe('ended');
        // The desktop tells every call, whoever made it.
        for (const person of board.people)
          for (const channel of ['sms', 'phone'] as const) {
            const told = person.steps.filter((step) => step.via === channel && step.outcome !== 'not-called').length;
            const made = feishu.buzzed(channel).filter((each) => each === person.id).length;
            expect(told, `${person.id} ${channel}`).toBeGreaterThanOrEqual(made);
            for (const { outcome } of person.steps) expect(outcome).not.toBe('pending');
          }
      } catch (reason) {
        throw new Error(`seed ${seed}`, { cause: reason });
      }
    }
    expect(seen.crashes).toBeGreaterThan(runs);
    expect(seen.there).toBeGreaterThan(runs / 3);
    expect(seen.back).toBeGreaterThan(runs / 30);
    expect(seen.refused).toBeGreaterThan(runs / 100);
    expect(seen.paid).toBeGreaterThan(runs / 2);
  },
  Math.max(120_000, runs * 400),
);
