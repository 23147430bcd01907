import { useState } from 'react';
import type { Answer, Problem } from '../../../electron/contract/advice/problem';
import type { BuzzId } from '../../../electron/contract/model/ids';
import type { Person } from '../../../electron/contract/model/person';
import type { WorkspaceView } from '../../../electron/contract/model/workspace';
import { useBridge } from '../../bridge';
import { useTranslation } from '../../i18n/use-translation';

export interface TestBuzz {
  /** Whom: the person at the screen. */
  person: Person | null;
  pick: (person: Person | null) => void;
  /** A line that no row of the search answers to: an e-mail, a mobile, an id. */
  pickLine: (text: string) => Promise<void>;
  problem: Problem | null;
  sending: boolean;
  /** What came of it has a board like every buzz. */
  sent: BuzzId | null;
  send: () => Promise<void>;
}

/** A first buzz to oneself, by the same way as every other: planned, confirmed, then watched. */
export const useTestBuzz = (workspace: WorkspaceView): TestBuzz => {
  const { t } = useTranslation('welcome');
  const bridge = useBridge();
  const [person, setPerson] = useState<Person | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [sending, setSending] = useState(false);
  const [sent, setSent] = useState<BuzzId | null>(null);

  /** The value, or null after saying why there is none. */
  const heard = <Value>(answer: Answer<Value>): Value | null => {
    setProblem(answer.ok ? null : answer.problem);
    return answer.ok ? answer.value : null;
  };
  const pick = (next: Person | null) => {
    setPerson(next);
    setProblem(null);
    setSent(null);
  };
  return {
    person,
    pick,
    pickLine: async (text) => {
      const first = heard(await bridge.readLines({ text }))?.[0];
      if (first?.problem) setProblem(first.problem);
      else if (first) pick(first.person);
    },
    problem,
    sending,
    sent,
    send: async () => {
      if (!person || sending) return;
      setSending(true);
      const plan = heard(
        await bridge.planBuzz({
          workspaceId: workspace.id,
          to: [{ kind: 'person', person }],
          text: t('test-message', { workspace: workspace.name }),
          channel: 'app',
          delivery: { mode: 'direct' },
          ladder: null,
          about: null,
        }),
      );
      const hindrance = plan?.problem ?? plan?.people[0]?.preflight?.problem ?? null;
      if (hindrance) setProblem(hindrance);
      else if (plan) {
        const board = heard(await bridge.confirmBuzz({ planId: plan.id, gesture: 'plain' }));
        if (board) setSent(board.id);
      }
      setSending(false);
    },
  };
};
