import { problem } from '../../../contract/advice/problem';
import { isDirect, type RecordMessage } from '../record/buzz-record';
import { ledgerGuard } from './ledger-guard';
import type { Run } from './run';

/** Longest time for which the buzz waits for the bubbles of its message (ms). */
const mostWaitMs = 2_000;
/** Most attempts, of which only those that provably did nothing are followed by another. */
const mostAttempts = 3;

/**
 * Shows the bubbles under a direct message that asks for an answer (feishu-api 11.3): at most once, also after a crash, and
 * never at the buzz's cost. Resolves when the buzz may go out; `over` resolves when no attempt is left.
 */
export const showBubbles = async (run: Run, message: RecordMessage): Promise<{ over: Promise<void> }> => {
  const { confirmed } = run.record;
  const bubbles = confirmed.ask?.bubbles ?? [];
  if (bubbles.length === 0 || !isDirect(message) || message.bubbles !== 'none') return { over: Promise.resolve() };
  const over = attempt(run, message, bubbles);
  await run.waitAtMost(over, mostWaitMs);
  return { over };
};

const attempt = async (
  run: Run,
  message: RecordMessage,
  bubbles: Parameters<Run['feishu']['showBubbles']>[0]['bubbles'],
): Promise<void> => {
  for (let nth = 1; ; nth += 1) {
    const { messageId } = message;
    if (messageId === null) return;
    const guard = ledgerGuard(run, { kind: 'bubbles-showing', message: message.ref }, () => run.hindrance('message'));
    const result = await run.feishu.showBubbles({ messageId, bubbles }, guard);
    if (result.ok) return run.report({ kind: 'bubbles-shown', message: message.ref });
    const { failure } = result;
    const reason = guard.withheld ?? failure.problem;
    const harmless = failure.stage === 'not-sent' || failure.stage === 'rejected';
    const wait = run.backOff(failure, nth + 1);
    const again = !guard.withheld && harmless && failure.passing && nth < mostAttempts && !run.isLate('message', wait);
    if (!again || run.stop.aborted || !(await run.waited(wait))) {
      return run.report({ kind: 'bubbles-failed', message: message.ref, problem: reason ?? problem('lost-answer') });
    }
  }
};
