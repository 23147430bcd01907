import { type AdviceKey, problem } from '../../contract/advice/problem';
import type { FeishuApp } from '../feishu/feishu';
import { blamedCheck, type Check, connectionChecks, skipped } from './check';

/** `activate_status` (feishu-api 1.3): 2 is an enabled bot; the others each have somebody who can change it. */
const enabled = 2;
const inactive: Readonly<Record<number, AdviceKey>> = {
  1: 'app-disabled',
  3: 'bot-waits',
  4: 'bot-upgrade-waits',
  5: 'app-plan-ended',
  6: 'app-plan-ended',
};

interface CheckedConnection {
  /** Network, credentials, IP and bot. */
  checks: readonly Check[];
  /** Whether anything further can be asked: the app answers, and this computer may call. */
  goesOn: boolean;
}

/** Fetches a token and asks who the bot is: two calls, of which one counts against the month. */
export const checkConnection = async (feishu: FeishuApp): Promise<CheckedConnection> => {
  const bot = await feishu.readBot();
  if (bot.ok) {
    const { status } = bot.value;
    const checks = connectionChecks.map(
      (id): Check =>
        id === 'bot' && status !== enabled
          ? { id, state: 'fail', problem: problem(inactive[status] ?? 'bot-inactive') }
          : { id, state: 'ok', problem: null },
    );
    return { checks, goesOn: true };
  }
  const { problem: found, stage } = bot.failure;
  const at = connectionChecks.indexOf(blamedCheck(bot.failure));
  const checks = connectionChecks.map((id, index): Check => {
    // Without a token nobody has said that the secret is right.
    if (index < at)
      return id === 'credentials' && stage === 'not-sent' ? skipped(id) : { id, state: 'ok', problem: null };
    return index === at ? { id, state: 'fail', problem: found } : skipped(id);
  });
  // Without a bot the app still answers; whatever else is wrong would be said of every scope in the same words.
  return { checks, goesOn: found.advice === 'bot-ability-off' };
};

/** Whether the app sees anybody in the company. It warns when that cannot be asked: a scope of its own is needed. */
export const checkAvailability = async (feishu: FeishuApp): Promise<Check> => {
  const id = 'availability';
  const sees = await feishu.seesPeople();
  if (!sees.ok) return { id, state: 'warn', problem: sees.failure.problem };
  return sees.value ? { id, state: 'ok', problem: null } : { id, state: 'fail', problem: problem('nobody-available') };
};
