import type { AdviceKey } from '../../../contract/advice/problem';
import { type Problem, problem } from '../../../contract/advice/problem';
import { type Hideable, hideable, type Shown } from './directory-record';

/** The scope each field needs, and the sentence for its absence (feishu-api 5, 5.3). */
const fields: Readonly<Record<Hideable, readonly [scope: string, advice: AdviceKey]>> = {
  name: ['contact:user.base:readonly', 'names-hidden'],
  email: ['contact:user.email:readonly', 'emails-hidden'],
  department: ['contact:department.base:readonly', 'departments-hidden'],
  standing: ['contact:user.employee:readonly', 'standing-hidden'],
  userId: ['contact:user.employee_id:readonly', 'user-ids-hidden'],
};

/**
 * What Feishu kept back without a word. A field that nobody showed although its scope is granted is merely empty; null:
 * what is granted could not be asked.
 */
export const hiddenFields = (shown: ReadonlySet<Shown>, granted: ReadonlySet<string> | null): Problem[] =>
  hideable.flatMap((field) => {
    const [scope, advice] = fields[field];
    return shown.has(field) || granted?.has(scope) ? [] : [problem(advice, { scope })];
  });
