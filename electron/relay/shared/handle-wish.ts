import type { Answer } from '../../contract/advice/problem';
import type { Board } from '../../contract/model/board';
import type { Engine } from '../../core/buzz/engine/engine';
import type { Clock } from '../../core/ports/clock';
import type { Incidents } from '../incidents/incidents';
import type { Tx } from '../postgres/database';
import type { RelayLedger } from '../postgres/pg-ledger';
import type { NamedWorkspace } from '../program/open-parts';
import type { EngineTraces } from '../traces/traces';
import type { AuditLine } from '../wishes/audit';
import type { Spent } from '../wishes/budgets';
import { carryOutAlarm } from '../wishes/carry-out-alarm';
import { carryOutNamed } from '../wishes/carry-out-named';
import type { CarryOutDeps, PlanWish } from '../wishes/carry-out-wish';
import { answerWish, type InboxAnswer, type InboxRow, type InboxWish, passOver, takenLifeMs, takeWish } from './inbox';
import { isReleased, noteAudit, spend } from './shared-audit';

export interface HandleDeps {
  engine: Engine;
  ledger: RelayLedger;
  clock: Clock;
  workspace: NamedWorkspace;
  plan: PlanWish;
  traces: EngineTraces;
  incidents: Incidents;
}

const answerOf = (board: Answer<Board>): InboxAnswer =>
  board.ok ? { kind: 'done' } : { kind: 'problem', problem: board.problem };

/** What carrying out takes, its ceilings and its audit in the database. */
const carrying = (
  { engine, ledger, plan, traces }: HandleDeps,
  token: Extract<InboxWish, { kind: 'buzz' }>['token'],
  lineOf: (does: AuditLine['does'], of: Board['id'], paid?: number) => AuditLine,
): CarryOutDeps => ({
  engine,
  plan,
  traces,
  spend: async (of, paid) => {
    let spent: Spent | null = null;
    await ledger.join(async (tx) => {
      spent = await spend(tx, token, lineOf('buzz', of, paid));
    });
    return spent;
  },
  noteSame: (of) => ledger.join((tx) => noteAudit(tx, lineOf('same', of))),
});

const raise = async (
  deps: HandleDeps,
  { alarm, token, digest }: Extract<InboxWish, { kind: 'alarm' }>,
  at: number,
): Promise<InboxAnswer> => {
  const { ledger, clock, workspace, incidents } = deps;
  const lineOf = (does: AuditLine['does'], of: Board['id'], paid = 0): AuditLine => {
    const { hook } = alarm;
    return { at: clock.now(), token: token.id, does, workspace: workspace.id, buzz: of, digest, paid, hook };
  };
  const noteEnd = (of: Board['id']) => ledger.join((tx) => noteAudit(tx, lineOf('resolved', of)));
  return carryOutAlarm({ ...carrying(deps, token, lineOf), incidents, noteEnd }, workspace, alarm, at);
};

const buzz = async (
  deps: HandleDeps,
  { id, at }: InboxRow,
  asked: Extract<InboxWish, { kind: 'buzz' }>,
  isLate: boolean,
): Promise<InboxAnswer | null> => {
  const { engine, ledger, clock, workspace, incidents } = deps;
  const buzzId = id as Board['id'];
  // A process that died had made it already: its id is that of the wish.
  if (await ledger.warm(buzzId)) return { kind: 'made', buzz: buzzId, repeated: true };
  if (isLate) return null;
  const { token, digest, key, mayPay, asker, locale } = asked;
  const lineOf = (does: AuditLine['does'], of: Board['id'], paid = 0): AuditLine => {
    const line = { at: clock.now(), token: token.id, does, workspace: workspace.id, buzz: of, digest, paid };
    return key === null ? line : { ...line, key };
  };
  const board = async (of: Board['id']) => {
    await ledger.warm(of);
    return engine.board(of);
  };
  const made = await carryOutNamed({ ...carrying(deps, token, lineOf), incidents, board }, asked.wish, {
    id: buzzId,
    at,
    workspace,
    mayPay,
    asker,
    locale,
  });
  return made.kind === 'made' ? { kind: 'made', buzz: made.board.id, repeated: made.board.repeated } : made;
};

const handedOver = (answer: Answer<number | null>): InboxAnswer =>
  answer.ok ? { kind: 'handed-over', entries: answer.value } : { kind: 'problem', problem: answer.problem };

/** Takes a ladder of a desktop, and counts it as a buzz of its token, once. */
const adopt = async (
  { engine, ledger, clock, workspace }: HandleDeps,
  { entries: [first, ...rest], skew, token, digest }: Extract<InboxWish, { kind: 'adopt' }>,
  isLate: boolean,
): Promise<InboxAnswer | null> => {
  if (first?.kind !== 'confirmed') return null;
  const { id } = first;
  const isKnown = await ledger.warm(id);
  if (isLate && !isKnown) return null;
  const ask = async <T>(question: (tx: Tx) => Promise<T>): Promise<T | null> => {
    let told: T | null = null;
    await ledger.join(async (tx) => {
      told = await question(tx);
    });
    return told;
  };
  const line: AuditLine = {
    ...{ at: clock.now(), token: token.id, does: 'adopt' },
    ...{ workspace: workspace.id, buzz: id, digest },
  };
  const spent = await ask(async (tx) => {
    if (!isKnown) return spend(tx, token, line);
    await noteAudit(tx, line);
    return null;
  });
  if (spent) return { kind: 'spent', spent };
  const entries = [first, ...rest.filter((entry) => entry.kind !== 'confirmed')] as const;
  const wasReleased = async () => (await ask((tx) => isReleased(tx, id))) === true;
  return handedOver(await engine.adopt({ entries, skew, isReleased: wasReleased }));
};

/** The answer to a wish; null: it is not carried out, as it is of a newer version or too late. Nothing goes out late. */
const carryOut = async (deps: HandleDeps, row: InboxRow): Promise<InboxAnswer | null> => {
  const { engine, ledger, clock } = deps;
  const { at, wish } = row;
  const isLate = clock.now() - at > takenLifeMs;
  switch (wish?.kind) {
    case undefined:
      return null;
    case 'buzz':
      return buzz(deps, row, wish, isLate);
    case 'alarm':
      // What is over is ended however late.
      return isLate && wish.alarm.status === 'firing' ? null : raise(deps, wish, row.at);
    case 'continue':
      if (isLate) return null;
      await ledger.warm(wish.buzz);
      return answerOf(await engine.continueLadder(wish.buzz, wish.gesture));
    case 'adopt':
      return adopt(deps, wish, isLate);
    case 'release':
      await ledger.warm(wish.buzz);
      return handedOver(await engine.release(wish.buzz));
    case 'act': {
      await ledger.warm(wish.buzz);
      const of = {
        stop: () => engine.stop(wish.buzz),
        undo: () => engine.undo(wish.buzz),
        recall: () => engine.recall(wish.buzz),
        receipts: () => engine.askReceipts(wish.buzz),
      };
      return answerOf(await of[wish.action]());
    }
  }
};

/**
 * Carries out one wish of the inbox and writes its answer, both under the claim. A process that dies in between leaves it to
 * the next one, which finds what was done: a buzz by its id, the rest is done twice at no cost.
 */
export const handleWish = async (deps: HandleDeps, row: InboxRow): Promise<void> => {
  const { ledger, clock } = deps;
  let taken = false;
  await ledger.join(async (tx) => {
    taken = await takeWish(tx, row.id, clock.now());
  });
  if (!taken) return;
  const answer = await carryOut(deps, row);
  await ledger.join((tx) => (answer ? answerWish(tx, row.id, answer) : passOver(tx, row.id)));
};
