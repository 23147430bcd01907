import type { Group } from '../../contract/model/group';
import type { BuzzId, WorkspaceId } from '../../contract/model/ids';
import type { Ladder } from '../../contract/model/ladder';
import { type Clock, systemClock } from '../../core/ports/clock';
import { mortalClock } from '../../core/ports/mortal-clock';
import { incidentEngine } from '../incidents/incident-engine';
import { Incidents } from '../incidents/incidents';
import type { Database, Tx } from '../postgres/database';
import { openPgLedger, type RelayLedger } from '../postgres/pg-ledger';
import type { RelayLog } from '../program/log';
import type { Parts } from '../program/open-parts';
import type { Claim, ShiftEnd, Shifts } from '../shifts/shifts';
import type { Traces } from '../traces/traces';
import { createPlanWish } from '../wishes/plan-wish';
import { handleWish } from './handle-wish';
import { openWishes, passOver } from './inbox';
import { incidentsDue, sharedIncidents } from './shared-incidents';
import { readRooms, sharedStore } from './shared-store';
import { acceptTimeline, isRestored } from './shared-workspaces';

/** Time between two looks at the inbox, and of quiet after which a shift ends (ms). */
const lookMs = 200;
const quietMs = 1_400;
/** A ladder that needs its engine again within this time (ms) is waited for. */
const soonMs = 3_000;
/** Longest wait for answers to calls that have left, when a shift ends (ms): a call waits 15 s for its own. */
const patienceMs = 16_000;
/** Time after which an armed ladder is looked at whatever its engine said (ms): no ladder is ever left without a look. */
const atLeastMs = 30_000;
/** Failures after which a wish is not tried again. */
const mostFailures = 3;
/** Wait before a workspace that this process does not serve is looked at again (ms). */
const elsewhereMs = 10_000;

export interface ShiftDeps {
  db: Database;
  shifts: Pick<Shifts, 'holds'>;
  parts: Parts;
  clock: Clock;
  ladders: readonly Ladder[];
  groups: ReadonlyMap<WorkspaceId, readonly Group[]>;
  log: RelayLog;
  traces: Traces;
  /** The ledgers of the shifts that this process has. */
  ledgers: Map<WorkspaceId, RelayLedger>;
  /** Buzzes of a restored database are doubted. */
  onRestored: (count: number) => void;
}

/** The database did not take what a restored one is to say first. */
class DoubtRefused extends Error {}

const watchedIn = async (tx: Tx, id: WorkspaceId, now: number): Promise<readonly BuzzId[]> =>
  (
    await tx.query<{ id: BuzzId }>(
      'SELECT buzz_id AS id FROM feishu_buzz.watched WHERE workspace_id = $1 AND until > $2 ORDER BY buzz_id',
      [id, now],
    )
  ).map(({ id: buzz }) => buzz);

/** What is there to do, asked in the transaction that ends a shift: every wish, armed ladder and open reminder gets a next look. */
const endOf =
  (deps: ShiftDeps, id: WorkspaceId, nextAt: number | null): ShiftEnd =>
  async (tx) => {
    const now = deps.clock.now();
    const [open] = await tx.query<{ wishes: number; busy: number; armed: number }>(
      `SELECT (SELECT count(*) FROM feishu_buzz.inbox WHERE workspace_id = $1 AND state IN ('waiting', 'taken')) AS wishes,
         (SELECT count(*) FROM feishu_buzz.buzz WHERE workspace_id = $1 AND state = 'running') AS busy,
         (SELECT count(*) FROM feishu_buzz.buzz WHERE workspace_id = $1 AND (armed OR reminding)) AS armed`,
      [id],
    );
    if (!open || open.wishes > 0 || open.busy > 0) return now;
    if ((await watchedIn(tx, id, now)).length > 0) return now;
    // "Armed ⇒ a job exists": also where the engine knew of no time.
    const ladders = open.armed > 0 ? (nextAt ?? now + atLeastMs) : null;
    const incidents = await incidentsDue(tx, id);
    return ladders === null || incidents === null ? (ladders ?? incidents) : Math.min(ladders, incidents);
  };

/**
 * A shift: acts for one workspace, as the engine of a desktop does, until there is nothing to do for a while or the claim is
 * gone. What a shift before was cut off at, its engine goes on with as after a restart.
 */
export const runShift =
  (deps: ShiftDeps) =>
  async (claim: Claim): Promise<ShiftEnd> => {
    const { db, parts, log } = deps;
    const { workspaceId } = claim;
    const workspace = parts.workspaces.find(({ id }) => id === workspaceId);
    // Another process has it in its configuration.
    if (!workspace) return async () => deps.clock.now() + elsewhereMs;
    const holds = (tx: Tx) => deps.shifts.holds(tx, claim);
    const restored = await isRestored(db, workspaceId);
    const { giveUp } = claim;
    const ledger = await openPgLedger({ db, workspaceId, holds, giveUp, now: deps.clock.now() });
    const clock = mortalClock(deps.clock);
    const rooms = await readRooms(db, workspaceId);
    const store = sharedStore({ ladders: deps.ladders, groups: deps.groups, rooms, ledger });
    const traces = deps.traces.engine({ now: clock.now, inShift: true });
    const engine = parts.createEngine({ ledger, clock, store, traces });
    deps.ledgers.set(workspaceId, ledger);
    const plan = createPlanWish({ engine, store, open: parts.open, zoneOf: parts.zoneOf });
    const incidents = new Incidents({
      store: sharedIncidents(db, ledger),
      engine: incidentEngine(engine, (id) => ledger.warm(id)),
      clock,
      locale: (id) => parts.askerOf(id).locale,
    });
    let incidentsAt: number | null = 0;
    const handling = new Map<string, Promise<void>>();
    const failed = new Map<string, number>();
    let watched = '';
    let over = false;
    let nextAt: number | null = null;
    const look = async (): Promise<boolean> => {
      for (const row of await openWishes(db, workspaceId)) {
        if (handling.has(row.id)) continue;
        const done = handleWish({ engine, ledger, clock, workspace, plan, traces, incidents }, row)
          // Put down in the midst of it, the next shift takes the wish up.
          .catch(async (error: unknown) => {
            if (over) return;
            log.error('wish-failed', error);
            const failures = (failed.get(row.id) ?? 0) + 1;
            failed.set(row.id, failures);
            // What fails again and again must not keep the others waiting.
            if (failures >= mostFailures) await ledger.join((tx) => passOver(tx, row.id)).catch(() => undefined);
          })
          .finally(() => handling.delete(row.id));
        handling.set(row.id, done);
      }
      const now = deps.clock.now();
      if (handling.size === 0 && incidentsAt !== null && incidentsAt <= now) {
        incidentsAt = await incidents.look(workspaceId);
      } else if (handling.size > 0) incidentsAt = now;
      const seen = await watchedIn(db, workspaceId, deps.clock.now());
      if (seen.join() !== watched) {
        watched = seen.join();
        const there = await Promise.all(seen.map(async (id) => ((await ledger.warm(id)) ? [id] : [])));
        engine.watch(...there.flat());
      }
      return handling.size === 0 && seen.length === 0;
    };
    const isQuiet = (): boolean => {
      const { nextAt: due } = engine;
      const isSoon = due !== null && due < deps.clock.now() + soonMs;
      return engine.running === 0 && !isSoon;
    };
    try {
      if (restored) {
        const doubted = await engine.doubt();
        // Nothing is acted on before all of it is doubted: the next shift tries again.
        if (doubted === null) throw new DoubtRefused();
        await ledger.join((tx) => acceptTimeline(tx, workspaceId));
        deps.onRestored(doubted);
      }
      await Promise.race([engine.resume(), lostOf(claim)]);
      for (let quiet = 0; !claim.lost.aborted && !claim.ripe.aborted && quiet < quietMs; quiet += lookMs) {
        const idle = await look().catch((error: unknown) => {
          log.warn('look-failed', { reason: String((error as { code?: string }).code ?? 'error') });
          return false;
        });
        if (!idle || !isQuiet()) quiet = -lookMs;
        await systemClock.sleep(lookMs, claim.lost).catch(() => undefined);
      }
    } finally {
      over = true;
      nextAt = engine.nextAt;
      clock.end();
      const late = new AbortController();
      await Promise.race([
        engine.abandon(),
        lostOf(claim),
        systemClock.sleep(patienceMs, late.signal).catch(() => undefined),
      ]);
      late.abort();
      engine.close();
      traces.end();
      ledger.close();
      if (deps.ledgers.get(workspaceId) === ledger) deps.ledgers.delete(workspaceId);
    }
    return endOf(deps, workspaceId, nextAt);
  };

const lostOf = ({ lost }: Claim): Promise<null> =>
  new Promise((resolve) => {
    if (lost.aborted) resolve(null);
    else lost.addEventListener('abort', () => resolve(null), { once: true });
  });
