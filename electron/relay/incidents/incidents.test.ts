import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createVirtualClock } from '../../../test/support/clock/virtual-clock';
import { tempFolder } from '../../../test/support/disk/temp-folder';
import type { Board } from '../../contract/model/board';
import { type BuzzId, WorkspaceId } from '../../contract/model/ids';
import type { IncidentRules } from './incident';
import type { IncidentEngine } from './incident-engine';
import { Incidents, type MakeBuzz } from './incidents';
import { openIncidents } from './sqlite-incidents';

const ops = WorkspaceId.parse('ws_ops');
const minute = 60_000;
const usual: IncidentRules = { windowMs: 1440 * minute, foldAfter: 2, perHour: 10 };

/** An engine as incidents see it: buzzes by id, and all that was asked of it, in order. */
class FakeEngine implements IncidentEngine {
  readonly boards = new Map<BuzzId, Board>();
  readonly asked: string[] = [];
  readonly notes = new Map<string, string>();
  refuses = false;

  make(id: BuzzId, change: Partial<Board> = {}): void {
    const people = [{ outcome: 'accepted', readAt: null }];
    const board = { id, state: 'done', stoppedBy: null, recalled: false, ladder: null, people, ...change };
    this.boards.set(id, board as unknown as Board);
  }

  async board(id: BuzzId): Promise<Board | null> {
    return this.boards.get(id) ?? null;
  }

  async stop(id: BuzzId): Promise<void> {
    this.asked.push(`stop ${id}`);
    const board = this.boards.get(id);
    if (board) this.boards.set(id, { ...board, state: 'stopped', stoppedBy: 'alarm' });
  }

  async tell(id: BuzzId, text: string, note: string): Promise<boolean> {
    if (this.refuses) return false;
    if (this.notes.has(note)) return true;
    this.notes.set(note, text);
    this.asked.push(`tell ${id} ${text}`);
    return true;
  }
}

let desk: ReturnType<typeof open>;
const open = () => {
  const folder = tempFolder();
  const clock = createVirtualClock();
  const engine = new FakeEngine();
  const start = () => {
    const kept = openIncidents(folder, clock.now());
    onTestFinished(kept.close);
    return { kept, incidents: new Incidents({ store: kept.store, engine, clock, locale: () => 'en-US' }) };
  };
  let now = start();
  const made: { id: BuzzId; storm: number | null }[] = [];
  const make: MakeBuzz<string> = async (id, storm) => {
    made.push({ id, storm });
    engine.make(id);
    return { kind: 'made', buzz: id };
  };
  const alarm = (key: string, rules: Partial<IncidentRules> = {}) => ({
    workspaceId: ops,
    hook: 'prometheus',
    key,
    title: key,
    at: clock.now(),
    rules: { ...usual, ...rules },
  });
  return {
    engine,
    clock,
    made,
    get incidents() {
      return now.incidents;
    },
    get kept() {
      return now.kept;
    },
    raise: (key: string, rules: Partial<IncidentRules> = {}, as = make) => now.incidents.raise(alarm(key, rules), as),
    resolve: (key: string, reply: string | null = null, at = clock.now()) =>
      now.incidents.resolve({ ...alarm(key), at }, reply, async () => undefined),
    restart: () => {
      now.kept.close();
      now = start();
    },
  };
};

beforeEach(() => {
  desk = open();
});

const buzzOf = (raised: Awaited<ReturnType<typeof desk.raise>>): BuzzId => {
  if (!('buzz' in raised)) throw new Error(JSON.stringify(raised));
  return raised.buzz;
};

describe('an alarm', () => {
  it('makes one buzz, however often it is told, also at once and after a restart', async () => {
    const all = await Promise.all([desk.raise('a'), desk.raise('a'), desk.raise('a')]);
    expect(all.map(({ kind }) => kind)).toEqual(['opened', 'running', 'running']);
    desk.restart();
    expect((await desk.raise('a')).kind).toBe('running');
    expect(desk.made).toHaveLength(1);
  });

  it('that a crash cut off before its buzz makes it under the same id, and finds it where it was made', async () => {
    const crash: MakeBuzz<string> = async (id) => {
      desk.made.push({ id, storm: null });
      throw new Error('killed');
    };
    await expect(desk.raise('a', {}, crash)).rejects.toThrow('killed');
    desk.restart();
    const again = await desk.raise('a');
    expect(again).toMatchObject({ kind: 'opened', buzz: desk.made[0]?.id });

    const late: MakeBuzz<string> = async (id) => {
      desk.engine.make(id);
      throw new Error('killed after the ledger had it');
    };
    await expect(desk.raise('b', {}, late)).rejects.toThrow();
    desk.restart();
    expect((await desk.raise('b')).kind).toBe('running');
  });

  it('that is refused leaves nothing behind, so that it is tried anew', async () => {
    const refused = await desk.raise('a', {}, async () => ({ kind: 'refused', refusal: 'no such person' }));
    expect(refused).toEqual({ kind: 'refused', refusal: 'no such person' });
    expect(desk.kept.count()).toBe(0);
    expect((await desk.raise('a')).kind).toBe('opened');
  });

  it('of which the buzz reached no one is tried again with its next word', async () => {
    const first = buzzOf(await desk.raise('a'));
    desk.engine.make(first, { people: [{ outcome: 'not-called', readAt: null }] as unknown as Board['people'] });
    const second = await desk.raise('a');
    expect(second.kind).toBe('opened');
    expect(buzzOf(second)).not.toBe(first);
  });

  it('that a person has stopped makes no other buzz', async () => {
    desk.engine.make(buzzOf(await desk.raise('a')), { state: 'stopped' });
    expect((await desk.raise('a')).kind).toBe('running');
  });

  it('that was not heard of for its window begins anew', async () => {
    await desk.raise('a', { windowMs: 60 * minute });
    await desk.clock.advance(59 * minute);
    expect((await desk.raise('a', { windowMs: 60 * minute })).kind).toBe('running');
    await desk.clock.advance(61 * minute);
    expect((await desk.raise('a', { windowMs: 60 * minute })).kind).toBe('opened');
  });
});

describe('the end of an alarm', () => {
  it('stops its buzz and replies once, however often it is told, and the next one is another incident', async () => {
    const first = buzzOf(await desk.raise('a'));
    expect(await Promise.all([desk.resolve('a', 'over'), desk.resolve('a', 'over')])).toEqual([{ buzz: first }, null]);
    expect(desk.engine.asked).toEqual([`stop ${first}`, `tell ${first} over`]);
    const second = await desk.raise('a');
    expect(second.kind).toBe('opened');
    expect(buzzOf(second)).not.toBe(first);
  });

  it('that comes while the buzz is being made waits for it, and before it is nothing', async () => {
    expect(await desk.resolve('a')).toBeNull();
    let go = () => {};
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    const slow: MakeBuzz<string> = async (id) => {
      await held;
      desk.engine.make(id);
      return { kind: 'made', buzz: id };
    };
    const raising = desk.raise('a', {}, slow);
    const ending = desk.resolve('a');
    go();
    const buzz = buzzOf(await raising);
    expect(await ending).toEqual({ buzz });
    expect(desk.engine.asked).toEqual([`stop ${buzz}`]);
  });

  it('that was told before its incident was opened means an earlier one', async () => {
    const before = desk.clock.now();
    await desk.clock.advance(1000);
    await desk.raise('a');
    expect(await desk.resolve('a', null, before)).toBeNull();
  });

  it('that the disk or a crash cut off is done at the next look, and its reply is there once', async () => {
    const buzz = buzzOf(await desk.raise('a'));
    desk.engine.refuses = true;
    await desk.resolve('a', 'over');
    desk.restart();
    expect(await desk.incidents.look(ops)).toBe(desk.clock.now() + 10_000);
    desk.engine.refuses = false;
    desk.restart();
    expect(await desk.incidents.look(ops)).toBeNull();
    expect(await desk.incidents.look(ops)).toBeNull();
    expect(desk.engine.asked.filter((each) => each.startsWith('tell'))).toEqual([`tell ${buzz} over`]);
  });
});

describe('a storm', () => {
  it('is one buzz after the first ones, which takes the others in and says how many', async () => {
    const first = [await desk.raise('a'), await desk.raise('b')];
    expect(first.map(({ kind }) => kind)).toEqual(['opened', 'opened']);
    const storm = buzzOf(await desk.raise('c'));
    expect(desk.made.at(-1)).toEqual({ id: storm, storm: 3 });
    const firstNote = desk.clock.now() + minute;
    for (const key of ['d', 'e', 'f']) {
      await desk.clock.advance(1000);
      expect(await desk.raise(key)).toEqual({ kind: 'folded', buzz: storm });
    }
    expect(await desk.raise('d')).toEqual({ kind: 'running', buzz: storm });
    expect(desk.made).toHaveLength(3);

    expect(await desk.incidents.look(ops)).toBe(firstNote);
    await desk.clock.advance(minute);
    desk.restart();
    expect(await desk.incidents.look(ops)).toBeNull();
    expect(desk.engine.asked).toEqual([`tell ${storm} 3 alarms added so far, the newest: f · e · d`]);
    await desk.raise('g');
    expect(await desk.incidents.look(ops)).toBe(desk.clock.now() + 5 * minute);
    await desk.clock.advance(5 * minute);
    await desk.incidents.look(ops);
    expect(desk.engine.asked.at(-1)).toContain('4 alarms added so far, the newest: g');
  });

  it('ends with the last of its incidents, with one reply for all', async () => {
    for (const key of ['a', 'b']) await desk.raise(key);
    const storm = buzzOf(await desk.raise('c'));
    await desk.raise('d');
    await desk.resolve('c', 'c is over');
    expect(desk.engine.asked).toEqual([]);
    await desk.resolve('d', 'd is over');
    expect(desk.engine.asked).toEqual([`stop ${storm}`, `tell ${storm} All 2 alarms are resolved`]);
    await desk.clock.advance(10 * minute);
    expect(await desk.incidents.look(ops)).toBeNull();
    expect(desk.engine.asked).toHaveLength(2);
  });

  it('still says how many it took in when it ends without a reply', async () => {
    for (const key of ['a', 'b']) await desk.raise(key);
    const storm = buzzOf(await desk.raise('c'));
    await desk.raise('d');
    for (const key of ['c', 'd']) await desk.resolve(key);
    await desk.clock.advance(minute);
    await desk.incidents.look(ops);
    expect(desk.engine.asked).toEqual([`stop ${storm}`, `tell ${storm} 1 alarm added so far: d`]);
  });

  it('whose buzz a person has stopped takes no other in', async () => {
    for (const key of ['a', 'b']) await desk.raise(key);
    const storm = buzzOf(await desk.raise('c'));
    desk.engine.make(storm, { state: 'stopped' });
    const next = await desk.raise('d');
    expect(next.kind).toBe('opened');
    expect(desk.made.at(-1)).toMatchObject({ storm: 4 });
  });

  it('is over when five minutes were calm, and takes nothing in after half an hour', async () => {
    for (const key of ['a', 'b', 'c', 'd']) await desk.raise(key);
    await desk.clock.advance(6 * minute);
    expect((await desk.raise('e')).kind).toBe('opened');
    await desk.clock.advance(30 * minute);
    for (const key of ['f', 'g']) await desk.raise(key);
    expect(await desk.raise('h')).toMatchObject({ kind: 'opened' });
    expect(desk.made.at(-1)?.storm).toBe(3);
  });

  it('is none where the hook folds nothing', async () => {
    for (const key of ['a', 'b', 'c', 'd']) expect((await desk.raise(key, { foldAfter: null })).kind).toBe('opened');
  });
});

describe('a ceiling', () => {
  it('refuses the next buzz of the hour, says when to come again, and nothing that is open', async () => {
    const rules = { foldAfter: null, perHour: 2 };
    await desk.raise('a', rules);
    await desk.clock.advance(10 * minute);
    await desk.raise('b', rules);
    expect(await desk.raise('c', rules)).toEqual({ kind: 'full', seconds: 50 * 60 });
    expect((await desk.raise('a', rules)).kind).toBe('running');
    await desk.clock.advance(50 * minute);
    expect((await desk.raise('c', rules)).kind).toBe('opened');
  });

  it('does not count what a storm takes in, and lets one that stands take in more', async () => {
    const rules = { foldAfter: 1, perHour: 2 };
    await desk.raise('a', rules);
    const storm = buzzOf(await desk.raise('b', rules));
    await desk.clock.advance(6 * minute);
    expect(await desk.raise('c', rules)).toEqual({ kind: 'folded', buzz: storm });
  });
});

describe('an incident that a person names', () => {
  const named = (key: string, buzz: string, as: MakeBuzz<string> | null = null) =>
    desk.incidents.named<string>(
      { workspaceId: ops, key, buzz: buzz as BuzzId },
      as ??
        (async (id) => {
          desk.engine.make(id);
          return { kind: 'made', buzz: id };
        }),
    );

  it('has one buzz, whoever comes second, also where an alarm has made it', async () => {
    const both = await Promise.all([named('INC-1', 'bz_1'), named('INC-1', 'bz_2')]);
    expect(both).toEqual([
      { kind: 'opened', buzz: 'bz_1' },
      { kind: 'running', buzz: 'bz_1' },
    ]);
    const alarm = buzzOf(await desk.raise('INC-2'));
    expect(await named('INC-2', 'bz_3')).toEqual({ kind: 'running', buzz: alarm });
  });

  it('is free again when its wish was refused, its buzz was stopped or taken back, and after a day', async () => {
    await named('INC-1', 'bz_1', async () => ({ kind: 'refused', refusal: 'no' }));
    expect((await named('INC-1', 'bz_2')).kind).toBe('opened');
    desk.engine.make('bz_2' as BuzzId, { state: 'stopped' });
    expect((await named('INC-1', 'bz_3')).kind).toBe('opened');
    desk.engine.make('bz_3' as BuzzId, { recalled: true });
    expect((await named('INC-1', 'bz_4')).kind).toBe('opened');
    await desk.clock.advance(24 * 60 * minute + 1);
    expect((await named('INC-1', 'bz_5')).kind).toBe('opened');
  });
});

it('forgets what ended two days ago, and nothing that is open', async () => {
  await desk.raise('a');
  await desk.raise('b');
  await desk.resolve('a');
  await desk.clock.advance(49 * 60 * minute);
  await desk.incidents.forget(ops);
  expect(await desk.kept.store.since(ops, 'prometheus', 0)).toMatchObject([{ key: 'b' }]);
});
