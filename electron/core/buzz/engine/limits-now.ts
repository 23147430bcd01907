import type { WorkspaceId } from '../../../contract/model/ids';
import type { Ceilings } from '../../../contract/model/settings';
import type { Ledger } from '../record/ledger';
import type { Records } from '../record/records';
import { reservedOf, type Usage, usageOf, usageSince } from '../record/usage';
import type { RunningSteps } from './running-steps';

/** What a plan or a rung is measured by. Every workspace has its own counts: its company pays for them. */
export const limitsNow = (
  parts: { ledger: Ledger; records: Records; steps: RunningSteps; ceilings: Ceilings },
  workspaceId: WorkspaceId,
  now: number,
): { now: number; ceilings: Ceilings; usage: Usage } => {
  const { ledger, records, steps, ceilings } = parts;
  const made = ledger.paidCalls(usageSince(now));
  const reserved = steps.all().flatMap(({ id, steps: running }) => {
    const record = records.get(id);
    return record ? running.flatMap((step) => reservedOf(record, step, now)) : [];
  });
  const calls = [...made, ...reserved].filter((call) => call.workspaceId === workspaceId);
  return { now, ceilings, usage: usageOf(calls, ceilings, now) };
};
