import { type Answer, failed, ok, type Problem, problem } from '../../contract/advice/problem';
import type { BuzzId } from '../../contract/model/ids';
import { Adopted, type BoardAction, EntriesPage, Released } from '../../contract/relay';
import type { Engine } from '../../core/buzz/engine/engine';
import type { RelayAnswer, RelayCalls } from './relay-calls';
import { refusalOf, silenceOf } from './relay-problems';

/** An app at the base of its API, as both sides know it. */
export interface HandedApp {
  appId: string;
  baseUrl: string;
}

/**
 * What came of a request. `refused`: the relay has certainly not done it. `unsent`: the request certainly has not arrived.
 * `unknown`: it may have been carried out. Both of these may be made again, after `waitMs` at the earliest.
 */
export type Outcome<T> =
  | { kind: 'done'; value: T }
  | { kind: 'refused'; problem: Problem }
  | { kind: 'unsent' | 'unknown'; problem: Problem };

/** Refusals after which nothing was done and the same request is right a moment later. */
const passing: ReadonlySet<string> = new Set(['closing', 'busy', 'too-many']);

const outcomeOf = <T>(answer: RelayAnswer, relay: string, read: (value: unknown) => T | null): Outcome<T> => {
  switch (answer.kind) {
    case 'value': {
      const value = read(answer.value);
      return value === null
        ? { kind: 'unknown', problem: problem('relay-strange', { relay }) }
        : { kind: 'done', value };
    }
    case 'refused':
      if (passing.has(answer.reason)) return { kind: 'unsent', problem: silenceOf(answer, relay) };
      return answer.status >= 500
        ? { kind: 'unknown', problem: silenceOf(answer, relay) }
        : { kind: 'refused', problem: refusalOf(answer, relay) };
    case 'lost':
      return { kind: answer.stage === 'not-sent' ? 'unsent' : 'unknown', problem: silenceOf(answer, relay) };
    case 'strange':
      return { kind: 'unknown', problem: silenceOf(answer, relay) };
  }
};

export interface AtRelayDeps {
  calls: Pick<RelayCalls, 'call'>;
  /** The relay's name. */
  relay: string;
  engine: Pick<Engine, 'elsewhere' | 'takeEntries'>;
  now: () => number;
  /** Called after each answer of the relay, and with the reason after each request without one. */
  onHeard: () => void;
  onMissed: (reason: Problem) => void;
}

/** What a desktop asks of a relay about one buzz. */
export interface AtRelay {
  /** Has it take a ladder with these entries. */
  adopt(id: BuzzId, app: HandedApp, entries: readonly unknown[]): Promise<Outcome<void>>;
  /** Has it give a ladder back, or never take it. `hadIt`: it has climbed it. */
  release(id: BuzzId, app: HandedApp): Promise<Outcome<{ hadIt: boolean }>>;
  act(id: BuzzId, action: BoardAction | 'continue', body?: unknown): Promise<Outcome<void>>;
  /** Takes over all entries that are not known here yet. */
  pull(id: BuzzId): Promise<Answer<void>>;
}

export const createAtRelay = (deps: AtRelayDeps): AtRelay => {
  const { relay, engine } = deps;
  const call = async <T>(
    read: (value: unknown) => T | null,
    ...request: Parameters<RelayCalls['call']>
  ): Promise<Outcome<T>> => {
    const answer = await deps.calls.call(...request);
    const outcome = outcomeOf(answer, relay, read);
    const isHeard = answer.kind === 'value' || answer.kind === 'refused';
    // A token that is not accepted any more is not a relay that can be used.
    if (outcome.kind !== 'done' && (!isHeard || outcome.problem.advice === 'relay-token-refused'))
      deps.onMissed(outcome.problem);
    else deps.onHeard();
    return outcome;
  };
  const path = (id: BuzzId, what: string) => `/v1/buzzes/${id}/${what}`;

  return {
    adopt: (id, app, entries) =>
      call(
        (value) => {
          const read = Adopted.safeParse(value);
          return read.success && read.data.buzz === id && read.data.entries === entries.length ? undefined : null;
        },
        'POST',
        path(id, 'adopt'),
        { app, at: deps.now(), entries },
      ) as Promise<Outcome<void>>,

    release: (id, app) =>
      call(
        (value) => {
          const read = Released.safeParse(value);
          return read.success ? { hadIt: read.data.kind === 'released' } : null;
        },
        'POST',
        path(id, 'release'),
        { app },
      ),

    act: (id, action, body) => call(() => undefined, 'POST', path(id, action), body),

    pull: async (id) => {
      for (;;) {
        const known = engine.elsewhere.find((each) => each.id === id);
        // Told of its end meanwhile, or not taken yet.
        if (known?.state !== 'handed-over') return ok(undefined);
        const { next } = known;
        const page = await call(
          (value) => {
            const read = EntriesPage.safeParse(value);
            return read.success && read.data.next === next + read.data.entries.length ? read.data : null;
          },
          'GET',
          path(id, `entries?after=${next}`),
        );
        if (page.kind !== 'done') return failed(page.problem);
        const taken = await engine.takeEntries(id, next, page.value.entries);
        if (!taken.ok) return taken;
        if (!page.value.more || page.value.entries.length === 0) return ok(undefined);
      }
    },
  };
};
