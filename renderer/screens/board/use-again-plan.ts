import { useCallback, useEffect, useState } from 'react';
import { type Problem, problem } from '../../../electron/contract/advice/problem';
import type { Board } from '../../../electron/contract/model/board';
import type { Channel } from '../../../electron/contract/model/channel';
import type { BuzzId } from '../../../electron/contract/model/ids';
import type { Plan } from '../../../electron/contract/model/plan';
import { useBridge } from '../../bridge';

/** What is asked: these people (board keys) over this channel. */
export interface AgainWish {
  channel: Channel;
  people: readonly string[];
  /** The last attempt's fate is unknown for one of them: buzzing again may reach them twice. */
  risky: boolean;
}

type PlanState = { kind: 'planning' } | { kind: 'failed'; problem: Problem } | { kind: 'ready'; plan: Plan };

const asState = (plan: Plan): PlanState =>
  plan.problem ? { kind: 'failed', problem: plan.problem } : { kind: 'ready', plan };

/**
 * Plans another buzz and confirms it, once. A plan that ran out is made anew and shown again, never sent unseen:
 * its counts and its cost may be others now.
 */
export const useAgainPlan = (id: BuzzId, wish: AgainWish, onConfirmed: (board: Board) => void) => {
  const bridge = useBridge();
  const [state, setState] = useState<PlanState>({ kind: 'planning' });
  const [said, setSaid] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` is what plans again
  useEffect(() => {
    let wanted = true;
    setState({ kind: 'planning' });
    void bridge.planAgain({ id, channel: wish.channel, people: [...wish.people] }).then((answer) => {
      if (wanted) setState(answer.ok ? asState(answer.value) : { kind: 'failed', problem: answer.problem });
    });
    return () => {
      wanted = false;
    };
  }, [bridge, id, wish, attempt]);

  const plan = state.kind === 'ready' ? state.plan : null;
  const confirm = useCallback(
    async (gesture: 'plain' | 'paid') => {
      if (plan === null || busy) return;
      if (plan.expiresAt <= Date.now()) {
        setSaid(problem('plan-gone'));
        setAttempt((count) => count + 1);
        return;
      }
      setBusy(true);
      const answer = await bridge.confirmBuzz({ planId: plan.id, gesture });
      setBusy(false);
      if (answer.ok) return onConfirmed(answer.value);
      setSaid(answer.problem);
      if (answer.problem.advice === 'plan-gone') setAttempt((count) => count + 1);
    },
    [bridge, plan, busy, onConfirmed],
  );
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  return { state, said, busy, confirm, retry };
};
