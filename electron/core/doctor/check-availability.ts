import { problem } from '../../contract/advice/problem';
import type { FeishuApp } from '../feishu/feishu';
import type { Check } from './check';

/** Whether the app sees anybody in the company. It warns when that cannot be asked: a scope of its own is needed. */
export const checkAvailability = async (feishu: FeishuApp): Promise<Check> => {
  const id = 'availability';
  const sees = await feishu.seesAnybody();
  if (!sees.ok) return { id, state: 'warn', problem: sees.failure.problem };
  return sees.value ? { id, state: 'ok', problem: null } : { id, state: 'fail', problem: problem('nobody-available') };
};
