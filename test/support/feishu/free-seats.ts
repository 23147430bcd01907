import type { Fetch, PaidSeats } from '../../../electron/core/feishu/client/paid-seats';

/** A seat for everybody: for tests of what is said, not of what carries it. */
export const freeSeats = (fetch: Fetch): PaidSeats => ({
  seat: async () => ({ fetch, leave: () => undefined }),
});
