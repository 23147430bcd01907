import type { Outcome } from '../../contract/outcome';
import type { Failure } from '../feishu/failure';

const unreachable = new Set([
  230013, 230029, 230035, 230038, 230053, 99992351, 99992359, 99992360, 99992361, 99992363, 99992364, 99992381,
]);
const quota = new Set([230024, 99991403]);

/** What a refused call means for the people it was for (design, section 4: "Codes to outcomes"). */
export const outcomeOf = (failure: Failure): Outcome => {
  if (failure.stage === 'lost' || failure.stage === 'faulty') return 'unknown';
  const code = failure.problem.code;
  if (code === null) return 'refused';
  if (unreachable.has(code)) return 'unreachable';
  if (quota.has(code)) return 'quota';
  if (code === 230023) return 'too-many-unread';
  return 'refused';
};

/** "All ids in the list are invalid": a 230001 of the buzz call that names the list (feishu-api 2.1). */
export const isAllInvalid = (failure: Failure): boolean =>
  failure.problem.code === 230001 && /user_id_list|ids/i.test(failure.problem.params.ext ?? '');

/** Codes that one person in a list can cause without being named: the list is halved until it is them alone. */
const onePersons = new Set([230013, 230023, 230029, 230035, 230038, 230053, ...unreachable]);
export const concernsOnePerson = (failure: Failure): boolean =>
  failure.stage === 'rejected' && failure.problem.code !== null && onePersons.has(failure.problem.code);
