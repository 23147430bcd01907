import { useState } from 'react';
import type { Answer, Problem } from '../../../electron/contract/advice/problem';
import type { Board } from '../../../electron/contract/model/board';
import type { Gesture } from '../../../electron/contract/model/channel';
import { isWaitedFor } from '../../../electron/contract/rules/answered';
import { useBridge } from '../../bridge';
import { useAdvice, useTranslation } from '../../i18n/use-translation';
import { useWhom } from '../../i18n/use-whom';
import { toast } from '../../ui/feedback/toast';

/** True when the buzz has a message of its own to recall. A message that was there before it stays. */
export const canRecall = ({ recalled, messages, about }: Pick<Board, 'recalled' | 'messages' | 'about'>): boolean =>
  !recalled && messages.length > 0 && about?.kind !== 'message';

/** True when a message of the buzz is still there, which a free one can follow. */
export const canFollowUp = ({ recalled, messages }: Pick<Board, 'recalled' | 'messages'>): boolean =>
  !recalled && messages.length > 0;

export type BoardAction = 'recall' | 'stop' | 'undo' | 'continue' | 'try' | 'note' | 'take-back';

/** Actions on a whole board. Each says how it went, with the advice when main refuses. */
export const useBoardActions = (board: Board, adopt: (board: Board) => void) => {
  const { t } = useTranslation('board');
  const bridge = useBridge();
  const advice = useAdvice();
  const whom = useWhom();
  const [busy, setBusy] = useState<BoardAction | null>(null);
  const [night, setNight] = useState<Problem | null>(null);

  // Success needs no toast, because the board itself shows that it was stopped or recalled.
  const change = async (name: BoardAction, answer: Promise<Answer<Board>>) => {
    setBusy(name);
    setNight(null);
    const settled = await answer;
    setBusy(null);
    if (settled.ok) adopt(settled.value);
    else if (settled.problem.advice === 'night-asks') setNight(settled.problem);
    else toast(advice(settled.problem));
  };
  return {
    busy,
    recall: () => void change('recall', bridge.recallBuzz({ id: board.id })),
    stop: () => void change('stop', bridge.stopBuzz({ id: board.id })),
    undo: () => void change('undo', bridge.undoBuzz({ id: board.id })),
    /** Main's question because of the hour, before a held rung goes on; null: none is open. */
    night,
    endNight: () => setNight(null),
    continueLadder: (gesture: Gesture) => void change('continue', bridge.continueLadder({ id: board.id, gesture })),
    repeatNote: (note: string) => void change('note', bridge.repeatNote({ id: board.id, note })),
    takeBack: () => void change('take-back', bridge.takeBack({ id: board.id })),
    tryNow: () => void change('try', bridge.tryNow({ id: board.id })),
    /** Opens the board in a window of its own. True when it is there. */
    openWindow: async () => {
      const answer = await bridge.openBoard({ id: board.id });
      if (!answer.ok) toast(advice(answer.problem));
      return answer.ok;
    },
    askReads: async () => {
      const answer = await bridge.askReceipts({ id: board.id });
      if (!answer.ok) toast(advice(answer.problem));
    },
    /** Copies the names of the people who are waited for: who have not read or, where an answer is asked for, not answered. */
    copyUnread: async () => {
      const names = board.people.filter((person) => isWaitedFor(person, board)).map(whom);
      const copied = await bridge.copyText({ text: names.join('\n') });
      toast(copied.ok ? t('unread-copied', { count: names.length }) : advice(copied.problem));
    },
    /** Copies who was called how and when, and who has read, for the next shift. */
    copyReport: async () => {
      const text = await bridge.getReport({ id: board.id });
      const copied = text.ok ? await bridge.copyText({ text: text.value }) : text;
      toast(copied.ok ? t('report-copied') : advice(copied.problem));
    },
    copyDiagnostics: async () => {
      const text = await bridge.getDiagnostics({ id: board.id });
      const copied = text.ok ? await bridge.copyText({ text: text.value }) : text;
      toast(copied.ok ? t('diagnostics-copied') : advice(copied.problem));
    },
  };
};
