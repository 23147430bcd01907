import type { Problem } from '../../contract/advice/problem';
import type { BuzzId } from '../../contract/model/ids';
import type { Engine } from '../../core/buzz/engine/engine';
import type { Entry } from '../../core/buzz/record/entry';
import { dayMs } from '../../core/ports/clock';
import type { MortalClock } from '../../core/ports/mortal-clock';
import { openLedger } from '../../storage/ledger/open-ledger';
import type { EngineTraces, Traces } from '../traces/traces';
import { openParts, type Parts, type PartsDeps } from './open-parts';
import { openRelayStore, type RelayStore } from './open-store';

export interface ProgramDeps extends Omit<PartsDeps, 'nameOf'> {
  clock: MortalClock;
  traces: Traces;
}

/** The engine of a relay on its own SQLite ledger, with everything around it, and news of it. */
export interface Program extends Omit<Parts, 'createEngine'> {
  engine: Engine;
  /** All entries of a buzz, oldest first. */
  entries(id: BuzzId): readonly Entry[];
  traces: EngineTraces;
  store: RelayStore;
  /** What is damaged; the first is the reason for which nothing can be sent, if `closed`. */
  damage: readonly Problem[];
  closed: boolean;
  /** Takes up the buzzes of an earlier run; answers with the number of those that a copied ledger leaves alone. */
  resume(): Promise<number>;
  /** Lets nothing further leave, waits for answers, at most so long (ms), and closes the files. */
  close(patienceMs: number): Promise<void>;
}

export const openProgram = (deps: ProgramDeps): Program => {
  const { folder, config, clock } = deps;
  const store = openRelayStore({ folder, ladders: config.ladders, groups: deps.groups, now: clock.now });
  const { ledger, problem: ledgerProblem } = openLedger(folder, clock.now());
  const { createEngine, ...parts } = openParts({ ...deps, nameOf: (id, keys) => ledger.nameOf(id, keys) });
  const traces = deps.traces.engine({ now: clock.now, inShift: false });
  const engine = createEngine({ ledger, clock, store, traces });

  const forgetOld = async (): Promise<void> => {
    for (; config.keepDays !== null; await clock.sleep(dayMs)) engine.forget(config.keepDays);
  };

  return {
    engine,
    entries: (id) => ledger.read(id),
    traces,
    store,
    ...parts,
    damage: [ledgerProblem, store.problem].flatMap((each) => each ?? []),
    closed: ledgerProblem !== null && ledgerProblem.advice !== 'ledger-damaged',
    resume: async () => {
      const stopped = await engine.resume();
      void forgetOld();
      return stopped;
    },
    close: async (patienceMs) => {
      clock.end();
      let patience: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        patience = setTimeout(resolve, patienceMs);
      });
      await Promise.race([engine.abandon(), late]);
      clearTimeout(patience);
      engine.close();
      ledger.close();
    },
  };
};
