import { randomBytes } from 'node:crypto';
import { type Answer, failed, ok, problem } from '../../contract/advice/problem';
import type { Board } from '../../contract/model/board';
import type { BuzzId, WorkspaceId } from '../../contract/model/ids';
import { boardOf } from '../../core/buzz/record/board-of';
import { recordOf } from '../../core/buzz/record/open-record';
import { type Clock, systemClock } from '../../core/ports/clock';
import { CommitUnsure, type Database, DatabaseAway } from '../postgres/database';
import { listBuzzes } from '../postgres/list-buzzes';
import { readEntries } from '../postgres/load-image';
import type { Parts } from '../program/open-parts';
import type { Shifts } from '../shifts/shifts';
import { hasRight } from '../tokens/token';
import type { Spent } from '../wishes/budgets';
import { buzzIdOf } from '../wishes/carry-out-wish';
import type { Acted, Desk, HandedOver } from '../wishes/desk';
import { hashOf } from '../wishes/hash-of';
import { type InboxAnswer, type InboxWish, putWish, readAnswer, wishLifeMs, withdraw } from './inbox';
import { knownKey, noteAudit, spend } from './shared-audit';

/** Time between two looks for an answer, and the longest wait for that of a wish that was taken up (ms). */
const lookMs = 100;
const longestMs = wishLifeMs + 30_000;

type AlarmEnding = Extract<InboxAnswer, { kind: 'opened' | 'running' | 'folded' | 'resolved' | 'nothing' | 'full' }>;
const isAlarmEnd = (answer: InboxAnswer): answer is AlarmEnding =>
  ['opened', 'running', 'folded', 'resolved', 'nothing', 'full'].includes(answer.kind);

/** The refusal in an answer to what asked for a buzz. */
const refusalIn = (answer: InboxAnswer) => {
  if (answer.kind === 'done' || answer.kind === 'made' || answer.kind === 'handed-over' || isAlarmEnd(answer)) {
    throw new Error('a buzz that is wanted ends in a buzz or a refusal');
  }
  return answer;
};

const isAway = (error: unknown): boolean => error instanceof DatabaseAway;

/**
 * What a call came to that an error has ended: nothing, where the database is away, or not known, if it went at a commit; null:
 * the error is another one. What is away after a wish was put in, the desk has answered itself.
 */
export const endedBy = (error: unknown): 'late' | 'busy' | null => {
  if (error instanceof CommitUnsure) return 'late';
  return isAway(error) ? 'busy' : null;
};

export interface SharedDeskDeps {
  db: Database;
  shifts: Pick<Shifts, 'wake'>;
  parts: Pick<Parts, 'askerOf'>;
  clock: Clock;
}

const handedOver = <T>(answer: InboxAnswer | 'late' | 'busy', told: (entries: number | null) => T): HandedOver<T> => {
  if (answer === 'late' || answer === 'busy') return { kind: answer };
  switch (answer.kind) {
    case 'handed-over':
      return { kind: 'done', value: told(answer.entries) };
    case 'problem':
    case 'spent':
      return answer;
    default:
      throw new Error('a ladder that is handed over ends in a number or a refusal');
  }
};

/**
 * The desk of a process that may or may not act for a workspace: wishes go through the inbox to the process that does, boards
 * and lists come from the database.
 */
export const createSharedDesk = ({ db, shifts, parts, clock }: SharedDeskDeps): Desk => {
  const board = async (id: BuzzId): Promise<Answer<Board>> => {
    const record = recordOf(await readEntries(db, id));
    // The reason for which calls wait is known to the owner alone.
    return record ? ok({ ...boardOf(record), waiting: null }) : failed(problem('buzz-gone'));
  };

  /**
   * Waits for the answer to a wish that was put in; a wish that no process takes up is taken back. While the database is away,
   * what became of the wish is not known.
   */
  const answered = async (id: string): Promise<InboxAnswer | 'late' | 'busy'> => {
    const began = performance.now();
    for (;;) {
      const waited = performance.now() - began;
      try {
        const answer = await readAnswer(db, id);
        if (answer === 'gone') return 'busy';
        if (answer) return answer;
        if (waited > wishLifeMs && (await withdraw(db, id))) return 'busy';
      } catch (error) {
        if (!isAway(error)) throw error;
      }
      if (waited > longestMs) return 'late';
      await systemClock.sleep(lookMs);
    }
  };

  /** The board of what was carried out; `late` if the database went away meanwhile: "nothing was done" would be wrong. */
  const boardAfter = (id: BuzzId): Promise<Answer<Board> | 'late'> =>
    board(id).catch((error: unknown) => {
      if (!isAway(error)) throw error;
      return 'late';
    });

  const acted = async (of: Board, id: string): Promise<Acted> => {
    const answer = await answered(id);
    if (answer === 'late' || answer === 'busy') return { kind: answer };
    if (answer.kind === 'problem') return { kind: 'board', board: failed(answer.problem) };
    const after = await boardAfter(of.id);
    return after === 'late' ? { kind: after } : { kind: 'board', board: after };
  };

  const put = (
    workspaceId: WorkspaceId,
    wish: InboxWish,
  ): { id: string; workspaceId: WorkspaceId; at: number; wish: InboxWish } => ({
    id: `act_${randomBytes(12).toString('hex')}`,
    workspaceId,
    at: clock.now(),
    wish,
  });

  return {
    board,
    list: (ids, page) => listBuzzes(db, ids, page),
    wish: async (wish, { token, workspace, digest, key, locale }) => {
      const keyHash = key === null ? null : hashOf(key);
      const now = clock.now();
      const known = keyHash === null ? null : await knownKey(db, token.id, keyHash, now);
      if (known && known.digest !== digest) return { kind: 'key-reused' };
      if (known) {
        const before = await board(known.buzz);
        if (before.ok) return { kind: 'made', board: { ...before.value, repeated: true } };
      }
      const mayPay = hasRight(token, workspace.id, 'paid');
      if (wish.paid && !mayPay) return { kind: 'no-right', right: 'paid' };
      const own = parts.askerOf(workspace.id);
      const id = buzzIdOf(token.id, keyHash);
      const { id: tokenId, buzzesPerHour, paidPerHour } = token;
      const row: InboxWish = {
        kind: 'buzz',
        wish,
        token: { id: tokenId, buzzesPerHour, paidPerHour },
        mayPay,
        digest,
        key: keyHash,
        asker: wish.asker ?? own.asker,
        locale: locale ?? own.locale,
      };
      const isSame = await db.transaction(async (tx) => {
        const same = await putWish(tx, { id, workspaceId: workspace.id, at: now, wish: row });
        if (same) await shifts.wake(tx, workspace.id, now);
        return same;
      });
      if (!isSame) return { kind: 'key-reused' };
      const answer = await answered(id);
      if (answer === 'late' || answer === 'busy') return { kind: answer };
      if (answer.kind !== 'made') return refusalIn(answer);
      const made = await boardAfter(answer.buzz);
      if (made === 'late') return { kind: made };
      if (!made.ok) return { kind: 'problem', problem: made.problem };
      return { kind: 'made', board: { ...made.value, repeated: answer.repeated } };
    },
    alarm: async (alarm, { token, workspace, digest }) => {
      const { id, buzzesPerHour, paidPerHour } = token;
      const row = put(workspace.id, {
        kind: 'alarm',
        alarm,
        token: { id, buzzesPerHour, paidPerHour },
        digest,
      });
      await db.transaction(async (tx) => {
        await putWish(tx, row);
        await shifts.wake(tx, workspace.id, row.at);
      });
      const answer = await answered(row.id);
      if (answer === 'late' || answer === 'busy') return { kind: answer };
      return isAlarmEnd(answer) ? answer : refusalIn(answer);
    },
    act: async (action, of, token) => {
      const row = put(of.workspaceId, { kind: 'act', action, buzz: of.id });
      await db.transaction(async (tx) => {
        await putWish(tx, row);
        await noteAudit(tx, { at: row.at, token: token.id, does: action, workspace: of.workspaceId, buzz: of.id });
        await shifts.wake(tx, of.workspaceId, row.at);
      });
      return acted(of, row.id);
    },
    goOn: async (of, gesture, token) => {
      const held = of.ladder?.rungs.find(({ state }) => state === 'held');
      const paid = held && gesture !== 'plain' ? held.people : 0;
      const row = put(of.workspaceId, { kind: 'continue', gesture, buzz: of.id });
      const spent = await db.transaction<Spent | null>(async (tx) => {
        // The lock of the workspace before that of the token, as the owner takes them.
        await shifts.wake(tx, of.workspaceId, row.at);
        const line = { at: row.at, token: token.id, workspace: of.workspaceId, buzz: of.id, paid };
        const beyond = await spend(tx, token, { ...line, does: 'continue' });
        if (!beyond) await putWish(tx, row);
        return beyond;
      });
      return spent ? { kind: 'spent', spent } : acted(of, row.id);
    },
    adopt: async ({ entries, skew, workspace, token: { id, buzzesPerHour, paidPerHour }, digest }) => {
      const token = { id, buzzesPerHour, paidPerHour };
      const row = put(workspace.id, { kind: 'adopt', entries: [...entries], skew, token, digest });
      await db.transaction(async (tx) => {
        await putWish(tx, row);
        await shifts.wake(tx, workspace.id, row.at);
      });
      return handedOver(await answered(row.id), (count) => count ?? 0);
    },
    release: async (id, workspace, token) => {
      const row = put(workspace.id, { kind: 'release', buzz: id });
      await db.transaction(async (tx) => {
        await putWish(tx, row);
        await noteAudit(tx, { at: row.at, token: token.id, does: 'release', workspace: workspace.id, buzz: id });
        await shifts.wake(tx, workspace.id, row.at);
      });
      return handedOver(await answered(row.id), (count) => count);
    },
    entries: (id) => readEntries(db, id),
  };
};
