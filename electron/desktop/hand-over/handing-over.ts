import { type Answer, failed, ok, type Problem, problem } from '../../contract/advice/problem';
import type { Board } from '../../contract/model/board';
import type { BuzzId, WorkspaceId } from '../../contract/model/ids';
import type { Climbs } from '../../contract/model/ladder';
import type { Workspace } from '../../contract/model/workspace';
import type { Engine } from '../../core/buzz/engine/engine';
import { baseUrlOf } from '../../core/open-workspaces';
import type { Clock } from '../../core/ports/clock';
import { type AtRelay, createAtRelay, type HandedApp } from './at-relay';
import { createFollowRelay } from './follow-relay';
import type { RelayBook } from './relay-book';

/** Times between two attempts about one ladder: at first, and at most (ms). */
const againMs = { first: 2_000, most: 300_000 } as const;
/** Attempts after which a ladder that certainly has not left climbs here meanwhile. */
const patience = 3;
/** Time between two pushes of when the relay was last heard (ms): boards show minutes. */
const tellMs = 60_000;

export interface HandingOverDeps {
  engine: Pick<
    Engine,
    | 'armed'
    | 'elsewhere'
    | 'board'
    | 'handOver'
    | 'handedOver'
    | 'handOverRefused'
    | 'takeEntries'
    | 'takenBack'
    | 'relayChanged'
  >;
  relay: Pick<RelayBook, 'callable' | 'name' | 'hindrance' | 'check' | 'heard' | 'missed'>;
  findWorkspace: (id: WorkspaceId) => Workspace | null;
  clock: Clock;
  /** Random number, 0 ≤ x < 1. */
  random: () => number;
  /** A ladder climbs here although it was to climb in the relay, for this reason, and will not be handed over. */
  onKept: (id: BuzzId, reason: Problem) => void;
  report: (reason: unknown) => void;
}

/** Hands ladders over to the relay, follows those that it has, and takes them back. */
export interface HandingOver {
  /** Decides anew: a ladder was armed, a call has ended, the relay was set. */
  look(): void;
  /** Tries at once what waits: the computer woke up, the network may be back. */
  renew(): void;
  /** Takes a ladder back, on the relay's word. Nothing is changed where it cannot be asked. */
  takeBack(id: BuzzId): Promise<Answer<Board>>;
  /** The relay that has a buzz, to be asked about it; null: no relay has it. */
  holder(id: BuzzId): Promise<Answer<{ at: AtRelay; state: 'handing-over' | 'handed-over' }> | null>;
  close(): void;
}

/** What is kept of one ladder on its way. */
interface Work {
  busy: boolean;
  /** Something happened while it was busy. */
  again: boolean;
  failures: number;
  /** Ends the wait for the next attempt. */
  wait: AbortController | null;
  /** The entries to send, once `handing-over` is on disk. */
  entries: readonly unknown[] | null;
  /** No request can have arrived at the relay: its refusal means that it does not have the ladder. */
  certain: boolean;
}

type Step = 'over' | 'on' | 'later';

export const createHandingOver = (deps: HandingOverDeps): HandingOver => {
  const { engine, relay, clock } = deps;
  const works = new Map<BuzzId, Work>();
  /** Ladders that stay here although the relay was wanted: nothing changes that. */
  const staying = new Set<BuzzId>();
  let closed = false;
  let toldAt = 0;

  const heard = () => {
    relay.heard();
    if (clock.now() - toldAt < tellMs) return;
    toldAt = clock.now();
    engine.relayChanged();
  };
  const atRelay = async (name: string): Promise<Answer<AtRelay>> => {
    const callable = await relay.callable(name);
    if (!callable.ok) return callable;
    const now = () => clock.now();
    return ok(
      createAtRelay({ calls: callable.value, relay: name, engine, now, onHeard: heard, onMissed: relay.missed }),
    );
  };
  const appOf = (id: BuzzId): Answer<HandedApp> => {
    const board = engine.board(id);
    if (!board.ok) return board;
    const workspace = deps.findWorkspace(board.value.workspaceId);
    return workspace
      ? ok({ appId: workspace.appId, baseUrl: baseUrlOf(workspace) })
      : failed(problem('workspace-gone'));
  };
  const isWanted = ({ id, climbs }: { id: BuzzId; climbs: Climbs }) => climbs === 'relay' && !staying.has(id);
  const elsewhere = (id: BuzzId) => engine.elsewhere.find((each) => each.id === id) ?? null;

  /** Goes on here with a ladder that the relay has given back, once all that it did is known. */
  const finish = async (id: BuzzId, at: AtRelay, hadIt: boolean): Promise<Answer<Board>> => {
    if (hadIt) {
      if (elsewhere(id)?.state === 'handing-over') {
        const taken = await engine.handedOver(id);
        if (!taken.ok) return taken;
      }
      const pulled = await at.pull(id);
      if (!pulled.ok) return pulled;
    }
    return engine.takenBack(id, hadIt);
  };
  const release = async (id: BuzzId, at: AtRelay): Promise<Answer<Board>> => {
    const app = appOf(id);
    if (!app.ok) return app;
    let released = await at.release(id, app.value);
    // Asked twice it answers the same.
    if (released.kind === 'unknown') released = await at.release(id, app.value);
    switch (released.kind) {
      case 'done':
        return finish(id, at, released.value.hadIt);
      case 'unknown':
        return failed(problem('relay-no-answer', { relay: elsewhere(id)?.relay ?? '' }));
      default:
        return failed(released.problem);
    }
  };

  /** Asks the relay to take a ladder whose `handing-over` is on disk. */
  const send = async (id: BuzzId, work: Work, at: AtRelay): Promise<Step> => {
    const app = appOf(id);
    if (!app.ok || work.entries === null) return 'later';
    const asked = await at.adopt(id, app.value, work.entries);
    switch (asked.kind) {
      case 'done': {
        const taken = await engine.handedOver(id);
        return taken.ok ? 'on' : 'later';
      }
      case 'unsent':
        // No request has arrived so far: rather than wait for a relay that is not there it climbs here, and is handed over later.
        if (work.certain && work.failures >= patience && (await engine.handOverRefused(id, asked.problem)).ok)
          work.entries = null;
        return 'later';
      case 'unknown':
        work.certain = false;
        return 'later';
      case 'refused': {
        if (work.certain && (await engine.handOverRefused(id, asked.problem)).ok) {
          deps.onKept(id, asked.problem);
          return 'over';
        }
        // An earlier request may have arrived: it says whether it has it, and takes it no more.
        return (await release(id, at)).ok ? 'over' : 'later';
      }
    }
  };

  /** Puts a ladder that is wanted in the relay on its way, if the relay is there. */
  const begin = async (id: BuzzId, work: Work): Promise<Step> => {
    const wanted = engine.armed.find((each) => each.id === id);
    const name = relay.name();
    if (!wanted || !isWanted(wanted) || name === null || !mayBegin(engine.board(id))) return 'over';
    const hindrance = () => relay.hindrance(wanted.workspaceId, wanted.paid)?.advice ?? null;
    // What the relay does not take it may take once it is asked anew, by a person or with another plan.
    const isPassing = (advice: string | null) => advice === null || worthWaiting.has(advice);
    if (!isPassing(hindrance())) return 'over';
    await relay.check();
    const left = hindrance();
    if (left !== null) return isPassing(left) ? 'later' : 'over';
    const given = await engine.handOver(id, name);
    if (!given.ok) {
      // Its call goes on: the board tells its end.
      if (given.problem.advice === 'hand-over-running') return 'over';
      staying.add(id);
      if (given.problem.advice === 'hand-over-large') deps.onKept(id, given.problem);
      return 'over';
    }
    work.entries = given.value;
    work.certain = true;
    return 'on';
  };

  const step = async (id: BuzzId, work: Work): Promise<Step> => {
    const there = elsewhere(id);
    if (!there) return begin(id, work);
    // Nothing can be asked of a relay that is not set, until it is.
    if (there.relay !== relay.name()) return 'over';
    const at = await atRelay(there.relay);
    if (!at.ok) return 'later';
    if (there.state === 'handed-over') {
      if (!there.released && !(await at.value.pull(id)).ok) return 'later';
      if (!elsewhere(id)?.released) return 'over';
      return (await engine.takenBack(id, true)).ok ? 'over' : 'later';
    }
    if (work.entries === null) {
      // After a start: an earlier request may have arrived.
      const given = await engine.handOver(id, there.relay);
      if (!given.ok) return 'later';
      work.entries = given.value;
      work.certain = false;
    }
    return send(id, work, at.value);
  };

  const waitFor = async (work: Work): Promise<void> => {
    const longest = Math.min(againMs.first * 2 ** work.failures, againMs.most);
    work.failures += 1;
    work.wait = new AbortController();
    await clock.sleep(longest * (0.5 + deps.random() / 2), work.wait.signal).catch(() => undefined);
    work.wait = null;
  };

  const run = async (id: BuzzId): Promise<void> => {
    const work = works.get(id) ?? { busy: false, again: false, failures: 0, wait: null, entries: null, certain: false };
    works.set(id, work);
    work.again = true;
    if (work.busy) return;
    work.busy = true;
    try {
      while (work.again && !closed) {
        work.again = false;
        const next = await step(id, work);
        follow();
        if (next === 'later') await waitFor(work);
        else work.failures = 0;
        if (next !== 'over') work.again = true;
      }
    } catch (reason) {
      deps.report(reason);
    } finally {
      work.busy = false;
      if (!elsewhere(id)) works.delete(id);
    }
  };

  const calls = async () => {
    const name = relay.name();
    const callable = name === null ? null : await relay.callable(name);
    return callable?.ok ? callable.value : null;
  };
  const follower = createFollowRelay({
    calls,
    onChanged: (ids) => {
      for (const id of ids) void run(id);
    },
    onWord: heard,
    // It says why, for the boards and for Settings.
    onGone: () => void relay.check(),
    clock,
    random: deps.random,
  });
  const follow = () => {
    if (closed) return;
    const name = relay.name();
    const there = engine.elsewhere.filter((each) => each.relay === name && each.state === 'handed-over');
    follower.set(there.map(({ id }) => id));
  };

  return {
    look: () => {
      if (closed) return;
      follow();
      const waiting = engine.elsewhere.filter(({ state, released }) => state === 'handing-over' || released);
      for (const { id } of [...engine.armed.filter(isWanted), ...waiting]) if (!works.get(id)?.busy) void run(id);
    },
    renew: () => {
      for (const work of works.values()) {
        work.failures = 0;
        work.wait?.abort();
      }
      follower.renew();
    },
    holder: async (id) => {
      const there = elsewhere(id);
      if (!there) return null;
      const at = await atRelay(there.relay);
      return at.ok ? ok({ at: at.value, state: there.state }) : at;
    },
    takeBack: async (id) => {
      const there = elsewhere(id);
      if (!there) return engine.board(id);
      const at = await atRelay(there.relay);
      if (!at.ok) return at;
      const back = await release(id, at.value);
      if (back.ok) staying.add(id);
      follow();
      return back;
    },
    close: () => {
      closed = true;
      for (const work of works.values()) work.wait?.abort();
      follower.close();
    },
  };
};

/** Reasons that may be over in a moment. */
const worthWaiting: ReadonlySet<string> = new Set(['relay-not-heard', 'relay-strange', 'relay-token-locked']);

/** A ladder that was refused or taken back stays here; one that could not be sent is tried again. */
const mayBegin = (board: Answer<Board>): boolean => {
  if (!board.ok) return false;
  const { climber, state } = board.value;
  return state !== 'running' && (climber === null || climber.problem?.advice === 'relay-unreachable');
};
