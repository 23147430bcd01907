import { useCallback, useEffect, useState } from 'react';
import type { Problem } from '../../../../electron/contract/advice/problem';
import type { Board } from '../../../../electron/contract/model/board';
import type { Chat } from '../../../../electron/contract/model/chat';
import type { BuzzId } from '../../../../electron/contract/model/ids';
import type { NotePlan } from '../../../../electron/contract/model/note';
import { useBridge } from '../../../bridge';

/** A note to write to the people of the buzz, or its result for a chat. */
export type NoteToWrite = { kind: 'follow-up' } | { kind: 'report'; chat: Chat };

/**
 * The plan of a note as its text changes, and its one confirmation. What is shown is what would be sent: a plan for another
 * text than the one on the screen counts for nothing.
 */
export const useNotePlan = (id: BuzzId, note: NoteToWrite, text: string, onSent: (board: Board) => void) => {
  const bridge = useBridge();
  const [newest, setNewest] = useState<NotePlan | null>(null);
  const [said, setSaid] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` plans again
  useEffect(() => {
    let current = true;
    if (note.kind === 'follow-up' && text.trim() === '') {
      setNewest(null);
      setSaid(null);
      return;
    }
    const wish =
      note.kind === 'follow-up'
        ? ({ id, kind: note.kind, text } as const)
        : ({ id, kind: note.kind, chatId: note.chat.chatId } as const);
    void bridge.planNote(wish).then((answer) => {
      if (!current) return;
      setNewest(answer.ok ? answer.value : null);
      setSaid(answer.ok ? answer.value.problem : answer.problem);
    });
    return () => {
      current = false;
    };
  }, [bridge, id, note, text, attempt]);

  const plan = newest && (note.kind === 'report' || newest.text === text) ? newest : null;
  const send = useCallback(async () => {
    if (plan === null || plan.problem !== null || busy) return;
    setBusy(true);
    const answer = await bridge.confirmNote({ planId: plan.id });
    setBusy(false);
    if (answer.ok) return onSent(answer.value);
    setSaid(answer.problem);
    if (answer.problem.advice === 'plan-gone') setAttempt((count) => count + 1);
  }, [bridge, plan, busy, onSent]);
  return { plan, said, busy, send };
};
