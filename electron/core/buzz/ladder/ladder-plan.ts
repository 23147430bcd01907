import { type Problem, problem } from '../../../contract/advice/problem';
import type { Draft } from '../../../contract/model/draft';
import type { GroupId, WorkspaceId } from '../../../contract/model/ids';
import type { Ladder } from '../../../contract/model/ladder';
import type { PlanCost, PlannedBackup, PlannedLadder } from '../../../contract/model/plan';
import { isPaid } from '../../../contract/rules/consent';
import { type Climb, plannedRungs, type RungWay, turnCalls, turnsOf, wayOf } from '../../../contract/rules/rungs';
import { isGranted, neededScopes } from '../../doctor/needed-scopes';
import { feishuCode } from '../../feishu/codes';
import type { Result } from '../../feishu/failure';
import type { Clock } from '../../ports/clock';
import type { PaidUsage } from '../record/paid-usage';

/**
 * The ladder in a plan: what it does, and what it costs at most, if no person reads before the last rung. A rung that Feishu
 * would refuse now still counts: it may be allowed by then.
 *
 * @param relayHindrance the reason for which such a ladder, with paid rungs or without, cannot be handed over now; null: none is known
 */
export const plannedLadder = (
  policy: Ladder,
  climb: Climb,
  backups: readonly PlannedBackup[],
  usage: PaidUsage,
  problemOf: (way: RungWay) => Problem | null,
  relayHindrance: (paid: boolean) => Problem | null,
): PlannedLadder => {
  const backupOf = (id: GroupId) => backups.find(({ groupId }) => groupId === id) ?? null;
  const rungs = plannedRungs(policy, climb, backupOf).map((rung) => {
    if (rung.passed || rung.problem) return rung;
    const reason = problemOf(wayOf(rung));
    // Without its scope it is passed over: a ladder is not refused for what costs nothing and rings no one.
    return rung.reminder && reason
      ? { ...rung, calls: 0, passed: true, problem: reason }
      : { ...rung, problem: reason };
  });
  const later = turnCalls(policy, climb.people);
  const costs = (['sms', 'phone'] as const).flatMap((channel): PlanCost[] => {
    const ringing = rungs.filter((rung) => rung.channel === channel && !rung.passed);
    const turns = climb.sent === channel ? later : 0;
    const calls = ringing.reduce((sum, rung) => sum + rung.calls, turns);
    return ringing.length > 0 || turns > 0
      ? [{ channel, calls, leftThisMonth: usage.leftThisMonth[channel], limit: usage.limit[channel] }]
      : [];
  });
  const hindrance = policy.climbs === 'relay' ? relayHindrance(costs.length > 0) : null;
  return {
    name: policy.name,
    steps: policy.steps,
    repeat: policy.repeat,
    until: policy.until,
    enough: policy.enough,
    inTurn: policy.inTurn,
    turns: turnsOf(policy, climb.people),
    rungs,
    costs,
    climbs: { at: hindrance ? 'here' : policy.climbs, problem: hindrance },
  };
};

/** Tells whether a rung of it reminds. */
export const reminds = (policy: Ladder | null): boolean => policy?.steps.some(({ reminder }) => reminder) ?? false;

/** Tells whether any rung of it costs the company money. */
export const isPaidLadder = (policy: Ladder | null): boolean =>
  policy?.steps.some(({ channel }) => isPaid(channel)) ?? false;

/** Scopes of which one is enough to ask for reactions (feishu-api 11.2). */
const reactionScopes = ['im:message:readonly', 'im:message.reactions:read'] as const;

/** Time for which granted scopes are not asked for again (ms): planning runs with every pause in typing. */
const keptMs = 5 * 60_000;

/** The policy a draft asks for, and the problem if it cannot be climbed by. */
export interface WantedLadder {
  policy: Ladder | null;
  problem: Problem | null;
}

const noLadder: WantedLadder = { policy: null, problem: null };

/**
 * Finds the policy of a draft. Without the receipts scope it is refused: a ladder that cannot ask who has read would
 * ring all people. The app's scopes can be asked for without any scope (feishu-api 1.4); when they cannot be had now
 * (no network), the ladder is allowed, and holds later if receipts are refused then.
 */
export const createFindPolicy = (deps: {
  ladders: () => readonly Ladder[];
  scopes: (workspaceId: WorkspaceId) => Promise<Result<ReadonlySet<string>> | null>;
  clock: Clock;
}): ((draft: Draft) => Promise<WantedLadder>) => {
  const granted = new Map<string, number>();
  const receipts = neededScopes.filter(({ use }) => use === 'receipts');

  const hindrance = async (workspaceId: WorkspaceId, policy: Ladder): Promise<Problem | null> => {
    const byAnswers = policy.until === 'acknowledged' || policy.enough === 'one';
    const known = `${workspaceId} ${byAnswers}`;
    const asked = granted.get(known);
    if (asked !== undefined && Math.abs(deps.clock.now() - asked) < keptMs) return null;
    const scopes = await deps.scopes(workspaceId);
    if (!scopes?.ok) return null;
    const missing = receipts.filter((scope) => !isGranted(scope, scopes.value)).map(({ name }) => name);
    // Reactions take one of these, and not `im:message` alone (feishu-api 11.2).
    if (byAnswers && missing.length === 0 && !reactionScopes.some((name) => scopes.value.has(name))) {
      missing.push(...reactionScopes.slice(0, 1));
    }
    if (missing.length > 0) {
      return {
        ...problem('scope-missing', { scopes: missing.join(', ') }),
        code: feishuCode.scopeMissing,
        logId: scopes.logId,
      };
    }
    granted.set(known, deps.clock.now());
    return null;
  };

  return async (draft) => {
    if (draft.ladder === null) return noLadder;
    const saved = deps.ladders().find(({ id }) => id === draft.ladder) ?? null;
    if (!saved) return { policy: null, problem: problem('ladder-gone') };
    const { until = saved.until, enough = saved.enough } = draft;
    const climbs = draft.climbs ?? saved.climbs;
    if (saved.inTurn && (until === 'read' || enough === 'everyone')) {
      return { policy: saved, problem: problem('ladder-turns-one') };
    }
    const policy = { ...saved, until, enough, climbs };
    return { policy, problem: await hindrance(draft.workspaceId, policy) };
  };
};
