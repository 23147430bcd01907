import type { Problem } from '../../contract/advice/problem';

export type CheckId = 'network' | 'credentials' | 'bot' | 'ip' | 'availability' | 'receipts' | `scope:${string}`;

/** One line of the doctor. `fail` keeps the app from buzzing; `warn` takes something away, or could not be asked. */
export interface Check {
  id: CheckId;
  state: 'ok' | 'warn' | 'fail';
  /** null when all is well. */
  problem: Problem | null;
}
