import { type AdviceKey, problem } from '../../contract/advice/problem';
import { userIdScope } from '../feishu/contact-scopes';
import type { FeishuApp } from '../feishu/feishu';
import { blamedCheck, type Check, connectionChecks, skipped } from './check';

/** `activate_status` of an enabled bot (feishu-api 1.3). */
const enabled = 2;
/** Advice by the other values: each has a person who can change it. */
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
  /** True when further checks make sense: the app answers, and this computer may call. */
  goesOn: boolean;
}

/** Fetches a token and reads who the bot is: two calls, of which one counts against the monthly quota. */
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
    // Without a token the secret may still be wrong.
    if (index < at)
      return id === 'credentials' && stage === 'not-sent' ? skipped(id) : { id, state: 'ok', problem: null };
    return index === at ? { id, state: 'fail', problem: found } : skipped(id);
  });
  // Without a bot the app still answers; any other problem would fail every scope in the same words.
  return { checks, goesOn: found.advice === 'bot-ability-off' };
};

/**
 * Checks that the app sees people in the company. Warns when it cannot tell: the call needs a scope of its own, and
 * another one to name people whom the range holds one by one.
 */
export const checkAvailability = async (feishu: FeishuApp): Promise<Check> => {
  const id = 'availability';
  const sees = await feishu.seesPeople();
  if (!sees.ok) return { id, state: 'warn', problem: sees.failure.problem };
  if (sees.value) return { id, state: 'ok', problem: null };
  const granted = await feishu.readScopes();
  return granted.ok && granted.value.has(userIdScope)
    ? { id, state: 'fail', problem: problem('nobody-available') }
    : { id, state: 'warn', problem: problem('people-unlisted', { scope: userIdScope }) };
};
