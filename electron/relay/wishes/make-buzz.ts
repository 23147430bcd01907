import { createHash, randomBytes } from 'node:crypto';
import type { Problem } from '../../contract/advice/problem';
import type { ConfirmedBoard } from '../../contract/model/board';
import { BuzzId } from '../../contract/model/ids';
import type { Locale } from '../../contract/model/settings';
import type { RelayRefusal, Right, Wish } from '../../contract/relay';
import type { Clock } from '../../core/ports/clock';
import type { NamedWorkspace, Program } from '../program/open-program';
import { hasRight, type StoredToken } from '../tokens/token';
import type { Audit } from './audit';
import type { Budgets, Spent } from './budgets';

/** A wish that was planned: what confirming it takes, or the object that the command line prints for its refusal. */
export type PlannedWish =
  | { ok: true; planId: Parameters<Program['engine']['confirm']>[0]; paid: boolean; people: number }
  | { ok: false; printed: RelayRefusal['problem'] };

/** Plans a wish as the command line does, in the language of its caller. Sends nothing. */
export type PlanWish = (
  wish: Wish,
  by: { workspace: NamedWorkspace; asker: string; locale: Locale },
) => Promise<PlannedWish>;

export interface MakeBuzzDeps {
  program: Pick<Program, 'engine' | 'askerOf'>;
  plan: PlanWish;
  audit: Audit;
  budgets: Budgets;
  clock: Clock;
}

export type MadeBuzz =
  | { kind: 'made'; board: ConfirmedBoard }
  | { kind: 'printed'; printed: RelayRefusal['problem'] }
  | { kind: 'problem'; problem: Problem }
  | { kind: 'spent'; spent: Spent }
  | { kind: 'no-right'; right: Right }
  | { kind: 'key-reused' };

interface KnownWish {
  digest: string;
  buzz: BuzzId;
}

const hashOf = (...texts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(texts)).digest('hex');

/**
 * Turns wishes into buzzes. A wish with a key becomes one buzz, however often it is told and whatever dies in between: the
 * key decides the buzz's id, and the audit, which is on disk before the buzz, what the key was used for.
 */
export const createMakeBuzz = (deps: MakeBuzzDeps) => {
  const { program, audit, budgets, clock } = deps;
  const known = new Map<string, KnownWish>();
  const nameOf = (token: string, keyHash: string) => `${token} ${keyHash}`;
  for (const { token, key, digest, buzz, does } of audit.recent) {
    if ((does === 'buzz' || does === 'same') && key && digest) known.set(nameOf(token, key), { digest, buzz });
  }

  return async (
    wish: Wish,
    call: { token: StoredToken; workspace: NamedWorkspace; digest: string; key: string | null; locale: Locale | null },
  ): Promise<MadeBuzz> => {
    const { token, workspace, digest } = call;
    const keyHash = call.key === null ? null : hashOf(call.key);
    const before = keyHash === null ? undefined : known.get(nameOf(token.id, keyHash));
    if (before && before.digest !== digest) return { kind: 'key-reused' };
    if (before) {
      const board = program.engine.board(before.buzz);
      if (board.ok) return { kind: 'made', board: { ...board.value, repeated: true } };
    }
    if (wish.paid && !hasRight(token, workspace.id, 'paid')) return { kind: 'no-right', right: 'paid' };

    const own = program.askerOf(workspace.id);
    const asked = { asker: wish.asker ?? own.asker, locale: call.locale ?? own.locale };
    const planned = await deps.plan(wish, { workspace, ...asked });
    if (!planned.ok) return { kind: 'printed', printed: planned.printed };
    // What a ladder costs is known by now: the caller has agreed to it, and may do so.
    if (planned.paid && !hasRight(token, workspace.id, 'paid')) return { kind: 'no-right', right: 'paid' };
    const paid = planned.paid ? planned.people : 0;
    const spent = budgets.spent(token, paid);
    if (spent) return { kind: 'spent', spent };

    const id = BuzzId.parse(
      `bz_${keyHash === null ? randomBytes(12).toString('hex') : hashOf(token.id, keyHash).slice(0, 24)}`,
    );
    const line = { token: token.id, workspace: workspace.id, digest };
    const note = (does: 'buzz' | 'same', buzz: BuzzId) => {
      audit.write({
        ...line,
        at: clock.now(),
        does,
        buzz,
        paid: does === 'buzz' ? paid : 0,
        ...(keyHash === null ? {} : { key: keyHash }),
      });
      if (keyHash !== null) known.set(nameOf(token.id, keyHash), { digest, buzz });
    };
    // Counted before the engine is asked: two calls at the same moment must not both find the last place free.
    budgets.use(token, paid);
    note('buzz', id);
    const confirmed = await program.engine.confirm(planned.planId, planned.paid ? 'paid' : 'plain', 'unattended', id);
    if (!confirmed.ok) return { kind: 'problem', problem: confirmed.problem };
    // The same draft went out a moment ago: the key stands for that buzz.
    if (confirmed.value.id !== id) note('same', confirmed.value.id);
    return { kind: 'made', board: confirmed.value };
  };
};
