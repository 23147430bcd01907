import { type Problem, problem } from '../advice/problem';
import { baseUrlFault } from '../base-url';

/** The problem of a text as a base URL, which says how it is written right; null: there is none. */
export const baseUrlProblem = (text: string): Problem | null => {
  const fault = baseUrlFault(text);
  return fault && problem(`base-url-${fault.kind}`, { ...fault.params });
};
