import type { PaidChannel } from '../../../contract/model/channel';
import type { Figures } from '../../../contract/model/figures';
import type { WorkspaceId } from '../../../contract/model/ids';
import { dayMs } from '../../ports/clock';
import type { Ledger } from '../record/ledger';
import type { PaidUsage } from '../record/paid-usage';

/** Days that the figures of reading look back. */
const figureDays = 30;

/** This month's paid calls of a workspace against its ceilings; with `reading` how long its people took to read lately. */
export const figuresOf = (
  ledger: Pick<Ledger, 'readingTimes'>,
  workspaceId: WorkspaceId,
  { now, usage, reading }: { now: number; usage: PaidUsage; reading: boolean },
): Figures => {
  const used = (channel: PaidChannel) => ({
    used: usage.limit[channel] - usage.leftThisMonth[channel],
    limit: usage.limit[channel],
  });
  const none = { groups: [], channels: [], answers: { groups: [], channels: [] }, cutAt: null };
  const { cutAt, ...times } = reading ? ledger.readingTimes(workspaceId, now - figureDays * dayMs) : none;
  return {
    paid: { sms: used('sms'), phone: used('phone') },
    days: cutAt === null ? figureDays : Math.max(1, Math.ceil((now - cutAt) / dayMs)),
    ...times,
  };
};
