import type { Found } from './use-connect';

/** What the doctor's lines come to: how many keep the app from buzzing, how many only take something away. */
export interface Verdict {
  kind: 'ok' | 'warn' | 'fail' | 'refused';
  count: number;
}

/** `refused`: the credentials are wrong, so that there is nothing to save. */
export const verdictOf = (found: NonNullable<Found>): Verdict => {
  const all = [...found.values()];
  const failed = all.filter(({ state }) => state === 'fail').length;
  if (found.get('credentials')?.state === 'fail') return { kind: 'refused', count: failed };
  if (failed > 0) return { kind: 'fail', count: failed };
  const warned = all.filter(({ state }) => state === 'warn').length;
  return { kind: warned > 0 ? 'warn' : 'ok', count: warned };
};
