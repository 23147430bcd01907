import type { Failure } from '../../feishu/failure';

const baseMs = 1_000;
const capMs = 30_000;

/** How long to wait before attempt `next` (2, 3 …): what Feishu asked for, else full jitter up to 30 s, in ms. */
export const backOff = (failure: Failure, next: number, random: () => number): number =>
  failure.retryAfterMs ?? Math.round(random() * Math.min(capMs, baseMs * 2 ** (next - 1)));
