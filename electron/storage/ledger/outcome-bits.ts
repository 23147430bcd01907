import type { Outcome } from '../../contract/model/outcome';

/** The outcomes of a buzz as one number. What a bit means never changes: ledgers are full of them. */
export const outcomeBits: Record<Outcome, number> = {
  pending: 1,
  accepted: 2,
  'not-in-chat': 4,
  unreachable: 8,
  'too-many-unread': 16,
  quota: 32,
  refused: 64,
  unknown: 128,
  'not-called': 256,
};

export const bitsOf = (outcomes: Iterable<Outcome>): number => {
  let bits = 0;
  for (const outcome of outcomes) bits |= outcomeBits[outcome];
  return bits;
};
