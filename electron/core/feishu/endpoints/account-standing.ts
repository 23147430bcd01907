import { z } from 'zod';
import type { AccountStanding } from '../feishu-contacts';

const flag = z.boolean().optional().catch(undefined);

/** The `status` of a person or of a look-up (feishu-api 5); absent when the app lacks its scope. */
export const AccountStatus = z
  .looseObject({ is_frozen: flag, is_resigned: flag, is_activated: flag, is_exited: flag, is_unjoin: flag })
  .optional()
  .catch(undefined);

/** What a `status` says of the account: reachable only if activated, and neither frozen, resigned nor exited. */
export const standingOf = (status: z.output<typeof AccountStatus>): AccountStanding | undefined => {
  if (!status) return undefined;
  if (status.is_resigned || status.is_exited) return 'resigned';
  if (status.is_frozen) return 'frozen';
  return status.is_unjoin || status.is_activated === false ? 'unjoined' : 'active';
};
