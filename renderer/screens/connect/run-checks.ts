import type { Problem } from '../../../electron/contract/advice/problem';
import type { CheckPart, CheckView, ConnectForm } from '../../../electron/contract/ipc/connect';
import type { Bridge } from '../../../electron/contract/ipc/ipc';

/** Results so far, by id of the check; null before the first run. */
export type CheckResults = ReadonlyMap<string, CheckView> | null;

export interface RunOfChecks {
  /** Shows what is known so far, after each part. */
  show: (results: ReadonlyMap<string, CheckView>) => void;
  fail: (problem: Problem) => void;
  /** False once another run has begun or the form was changed: what comes is dropped. */
  isCurrent: () => boolean;
}

/** Runs the doctor's parts, the connection first. True when it could be run; null when it was overtaken. */
export const runChecks = async (
  bridge: Bridge,
  form: ConnectForm,
  { show, fail, isCurrent }: RunOfChecks,
): Promise<{ connected: boolean; all: ReadonlyMap<string, CheckView> } | null> => {
  const all = new Map<string, CheckView>();
  const ask = async (part: CheckPart): Promise<boolean> => {
    const answer = await bridge.checkWorkspace({ form, part });
    if (!isCurrent()) return false;
    if (!answer.ok) fail(answer.problem);
    else for (const check of answer.value) all.set(check.id, check);
    show(new Map(all));
    return answer.ok;
  };
  const connected = await ask('connection');
  if (connected && !all.has('availability')) await Promise.all([ask('availability'), ask('listening'), ask('scopes')]);
  return isCurrent() ? { connected, all } : null;
};
