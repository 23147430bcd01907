import { problem } from '../../contract/advice/problem';
import type { Check, CheckId } from './check';

/** A check that makes no sense yet: what comes before it failed. */
export const skipped = (id: CheckId): Check => ({ id, state: 'warn', problem: problem('check-skipped') });
