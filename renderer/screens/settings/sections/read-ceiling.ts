import type { Ceilings } from '../../../../electron/contract/model/settings';
import { readNumber } from '../controls/read-number';

/**
 * The lowest and highest value of each ceiling: the contract's own, repeated so that the renderer need not carry
 * zod; `read-ceiling.test.ts` holds the two together.
 */
export const ceilingRanges: Readonly<Record<keyof Ceilings, { min: number; max: number }>> = {
  callsPerPersonPerHour: { min: 1, max: 60 },
  callsPerHour: { min: 1, max: 1000 },
  smsPerMonth: { min: 0, max: 100_000 },
  phonePerMonth: { min: 0, max: 100_000 },
};

/** What was typed, as a ceiling; null when it is none. */
export const readCeiling = (name: keyof Ceilings, typed: string): number | null =>
  readNumber(typed, ceilingRanges[name], true);
