import type { Answer } from '../../contract/advice/problem';
import type { ActivityRow } from '../../contract/model/board';
import type { BuzzId, WorkspaceId } from '../../contract/model/ids';
import type { ActivityQuery } from '../../core/buzz/record/ledger';
import type { Clock } from '../../core/ports/clock';
import type { Incidents } from '../incidents/incidents';
import type { Program } from '../program/open-program';
import { hasRight, type StoredToken } from '../tokens/token';
import type { Audit, AuditLine } from './audit';
import type { Budgets } from './budgets';
import { carryOutAlarm } from './carry-out-alarm';
import { carryOutNamed } from './carry-out-named';
import { buzzIdOf, type CarryOutDeps, type PlanWish } from './carry-out-wish';
import type { Desk, HandedOver } from './desk';
import { hashOf } from './hash-of';

export interface LocalDeskDeps {
  program: Pick<Program, 'engine' | 'askerOf' | 'traces' | 'entries'>;
  plan: PlanWish;
  audit: Audit;
  budgets: Budgets;
  incidents: Incidents;
  clock: Clock;
}

/** Notes in the audit what a token does. */
type Note = (does: 'buzz' | 'same' | 'resolved', buzz: BuzzId, paid?: number) => void;

interface KnownWish {
  digest: string;
  buzz: BuzzId;
}

const handedOver = <T>(answer: Answer<T>): HandedOver<T> =>
  answer.ok ? { kind: 'done', value: answer.value } : { kind: 'problem', problem: answer.problem };

/** Rows that are looked through at once. */
const page = 200;

/** The rows of these workspaces among those of an engine that serves more. */
const rowsOf = (
  engine: Pick<Program['engine'], 'list'>,
  ids: ReadonlySet<WorkspaceId>,
  { before, limit, ...search }: ActivityQuery,
): readonly ActivityRow[] => {
  const rows: ActivityRow[] = [];
  for (let from = before; rows.length < limit; ) {
    const next = engine.list({ ...search, before: from, limit: page });
    rows.push(...next.filter((row) => ids.has(row.workspaceId)));
    const last = next.at(-1);
    if (!last || next.length < page) break;
    from = last.id;
  }
  return rows.slice(0, limit);
};

/**
 * The desk of a process that acts for all of its workspaces. A wish with a key becomes one buzz, however often it is told and
 * whatever dies in between: the key decides the buzz's id, and the audit, which is on disk before the buzz, what the key was
 * used for.
 */
export const createLocalDesk = (deps: LocalDeskDeps): Desk => {
  const { program, plan, audit, budgets, incidents, clock } = deps;
  const { engine } = program;
  const known = new Map<string, KnownWish>();
  const nameOf = (token: string, keyHash: string) => `${token} ${keyHash}`;
  for (const { token, key, digest, buzz, does } of audit.recent) {
    if ((does === 'buzz' || does === 'same') && key && digest) known.set(nameOf(token, key), { digest, buzz });
  }

  const carrying = (token: StoredToken, note: Note): CarryOutDeps => ({
    engine,
    plan,
    traces: program.traces,
    // In one turn, before the engine is asked: two calls at the same moment must not both find the last place free.
    spend: async (id, paid) => {
      const spent = budgets.spent(token, paid);
      if (spent) return spent;
      budgets.use(token, paid);
      note('buzz', id, paid);
      return null;
    },
    noteSame: async (id) => note('same', id),
  });

  return {
    board: async (id) => engine.board(id),
    list: async (ids, query) => rowsOf(engine, new Set(ids), query),
    wish: async (wish, { token, workspace, digest, key, locale }) => {
      const keyHash = key === null ? null : hashOf(key);
      const before = keyHash === null ? undefined : known.get(nameOf(token.id, keyHash));
      if (before && before.digest !== digest) return { kind: 'key-reused' };
      if (before) {
        const board = engine.board(before.buzz);
        if (board.ok) return { kind: 'made', board: { ...board.value, repeated: true } };
      }
      const mayPay = hasRight(token, workspace.id, 'paid');
      if (wish.paid && !mayPay) return { kind: 'no-right', right: 'paid' };
      const own = program.askerOf(workspace.id);
      const note: Note = (does, buzz, paid = 0) => {
        const line: AuditLine = { at: clock.now(), token: token.id, does, workspace: workspace.id, buzz, digest, paid };
        audit.write(keyHash === null ? line : { ...line, key: keyHash });
        if (keyHash !== null) known.set(nameOf(token.id, keyHash), { digest, buzz });
      };
      return carryOutNamed({ ...carrying(token, note), incidents, board: async (id) => engine.board(id) }, wish, {
        id: buzzIdOf(token.id, keyHash),
        at: clock.now(),
        workspace,
        mayPay,
        asker: wish.asker ?? own.asker,
        locale: locale ?? own.locale,
      });
    },
    alarm: (alarm, { token, workspace, digest }) => {
      const note: Note = (does, buzz, paid = 0) =>
        audit.write({
          at: clock.now(),
          token: token.id,
          does,
          workspace: workspace.id,
          buzz,
          digest,
          paid,
          hook: alarm.hook,
        });
      const noteEnd = async (buzz: BuzzId) => note('resolved', buzz);
      return carryOutAlarm({ ...carrying(token, note), incidents, noteEnd }, workspace, alarm, clock.now());
    },
    act: async (action, { id, workspaceId }, token) => {
      audit.write({ at: clock.now(), token: token.id, does: action, workspace: workspaceId, buzz: id });
      const of = {
        stop: () => engine.stop(id),
        undo: () => engine.undo(id),
        recall: () => engine.recall(id),
        receipts: () => engine.askReceipts(id),
      };
      return { kind: 'board', board: await of[action]() };
    },
    goOn: async ({ id, workspaceId, ladder }, gesture, token) => {
      const held = ladder?.rungs.find(({ state }) => state === 'held');
      const paid = held && gesture !== 'plain' ? held.people : 0;
      const spent = paid > 0 ? budgets.spent(token, paid) : null;
      if (spent) return { kind: 'spent', spent };
      if (paid > 0) budgets.use(token, paid);
      const line: AuditLine = { at: clock.now(), token: token.id, does: 'continue', workspace: workspaceId, buzz: id };
      audit.write(paid > 0 ? { ...line, paid } : line);
      return { kind: 'board', board: await engine.continueLadder(id, gesture) };
    },
    adopt: async ({ entries, skew, workspace, token, digest }) => {
      const [{ id }] = entries;
      if (!engine.board(id).ok) {
        const spent = budgets.spent(token, 0);
        if (spent) return { kind: 'spent', spent };
        budgets.use(token, 0);
      }
      audit.write({ at: clock.now(), token: token.id, does: 'adopt', workspace: workspace.id, buzz: id, digest });
      return handedOver(await engine.adopt({ entries, skew, isReleased: async () => audit.isReleased(id) }));
    },
    release: async (id, workspace, token) => {
      // On disk before the engine is asked, so that a request to adopt it that is on its way finds it.
      audit.write({ at: clock.now(), token: token.id, does: 'release', workspace: workspace.id, buzz: id });
      return handedOver(await engine.release(id));
    },
    entries: async (id) => program.entries(id),
  };
};
