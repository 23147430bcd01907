import { useState } from 'react';
import type { Answer, Problem } from '../../../electron/contract/advice/problem';
import type { BuzzId } from '../../../electron/contract/model/ids';
import type { Person } from '../../../electron/contract/model/person';
import type { WorkspaceView } from '../../../electron/contract/model/workspace';
import { useBridge } from '../../bridge';
import { useTranslation } from '../../i18n/use-translation';
import { useRepeatedNote } from '../shared/use-repeated-note';

export interface TestBuzz {
  /** The person at the screen. */
  person: Person | null;
  pick: (person: Person | null) => void;
  /** Takes a line that no row of the search matches: an e-mail, a mobile or an id. */
  pickLine: (text: string) => Promise<void>;
  problem: Problem | null;
  sending: boolean;
  /** Id of the buzz, which has a board like every other. */
  sent: BuzzId | null;
  send: () => Promise<void>;
}

/**
 * Makes a first buzz to oneself like every other: plan, confirm, watch.
 *
 * @param known the person at the screen, as a scan has told; null: they find themselves
 */
export const useTestBuzz = (workspace: WorkspaceView, known: Person | null): TestBuzz => {
  const { t } = useTranslation('welcome');
  const bridge = useBridge();
  const noteRepeated = useRepeatedNote();
  const [person, setPerson] = useState<Person | null>(known);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [sending, setSending] = useState(false);
  const [sent, setSent] = useState<BuzzId | null>(null);

  /** Value of the answer, or null after showing the problem. */
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
          ask: false,
          climbs: null,
          pictures: [],
          about: null,
          origin: null,
        }),
      );
      const hindrance = plan?.problem ?? plan?.people[0]?.preflight?.problem ?? null;
      if (hindrance) setProblem(hindrance);
      else if (plan) {
        const board = heard(await bridge.confirmBuzz({ planId: plan.id, gesture: 'plain' }));
        if (board) {
          noteRepeated(board);
          setSent(board.id);
        }
      }
      setSending(false);
    },
  };
};
