import { randomBytes } from 'node:crypto';
import type { ConfirmedBoard } from '../../contract/model/board';
import { BuzzId } from '../../contract/model/ids';
import type { Locale } from '../../contract/model/settings';
import type { RelayRefusal, Wish } from '../../contract/relay';
import type { Engine } from '../../core/buzz/engine/engine';
import type { NamedWorkspace } from '../program/open-parts';
import type { EngineTraces } from '../traces/traces';
import type { Spent } from './budgets';
import type { MadeBuzz } from './desk';
import { hashOf } from './hash-of';

/** A wish that was planned: what confirming it takes, or the object that the command line prints for its refusal. */
export type PlannedWish =
  | { ok: true; planId: Parameters<Engine['confirm']>[0]; paid: boolean; people: number }
  | { ok: false; printed: RelayRefusal['problem'] };

/** Plans a wish as the command line does, in the language of its caller. Sends nothing. */
export type PlanWish = (
  wish: Wish,
  by: { workspace: NamedWorkspace; asker: string; locale: Locale },
) => Promise<PlannedWish>;

/** The id of a wish's buzz: with a key it is decided by it, so that the ledger itself knows whether it was carried out. */
export const buzzIdOf = (token: string, keyHash: string | null): BuzzId =>
  BuzzId.parse(`bz_${keyHash === null ? randomBytes(12).toString('hex') : hashOf(token, keyHash).slice(0, 24)}`);

export interface CarryOutDeps {
  engine: Pick<Engine, 'confirm'>;
  plan: PlanWish;
  traces: Pick<EngineTraces, 'wish'>;
  /** Counts the wish against its token's ceilings and notes it in the audit; with an answer it is beyond one, and noted nowhere. */
  spend: (id: BuzzId, paid: number) => Promise<Spent | null>;
  /** Notes that the wish is a buzz that was there already. */
  noteSame: (id: BuzzId) => Promise<void>;
}

/** A wish that is to be the buzz of this id. `at`: when it came (ms since the epoch). */
interface WishToCarryOut {
  id: BuzzId;
  at: number;
  workspace: NamedWorkspace;
  mayPay: boolean;
  asker: string;
  locale: Locale;
}

/** The reason for which carrying out came to no buzz. */
export type CarryOutRefusal = Exclude<MadeBuzz, { kind: 'made' | 'key-reused' } | { kind: 'late' | 'busy' }>;
/** What carrying out came to. */
export type CarryOutEnd = CarryOutRefusal | { kind: 'made'; board: ConfirmedBoard };

/** Makes a wish a buzz of this id, planned and confirmed for a caller who is not there to look. */
export const carryOutWish = (deps: CarryOutDeps, wish: Wish, call: WishToCarryOut): Promise<CarryOutEnd> =>
  deps.traces.wish({ buzz: call.id, workspaceId: call.workspace.id, at: call.at }, () => carryOut(deps, wish, call));

const carryOut = async (
  { engine, plan, spend, noteSame }: CarryOutDeps,
  wish: Wish,
  { id, workspace, mayPay, asker, locale }: WishToCarryOut,
): Promise<CarryOutEnd> => {
  const planned = await plan(wish, { workspace, asker, locale });
  if (!planned.ok) return { kind: 'printed', printed: planned.printed };
  // What a ladder costs is known by now: the caller has agreed to it, and may do so.
  if (planned.paid && !mayPay) return { kind: 'no-right', right: 'paid' };
  const spent = await spend(id, planned.paid ? planned.people : 0);
  if (spent) return { kind: 'spent', spent };
  const confirmed = await engine.confirm(planned.planId, planned.paid ? 'paid' : 'plain', 'unattended', id);
  if (!confirmed.ok) return { kind: 'problem', problem: confirmed.problem };
  // The same draft went out a moment ago: the wish is that buzz.
  if (confirmed.value.id !== id) await noteSame(confirmed.value.id);
  return { kind: 'made', board: confirmed.value };
};
