import { useState } from 'react';
import type { Board } from '../../../electron/contract/board';
import type { Answer } from '../../../electron/contract/problem';
import { useBridge } from '../../bridge';
import { useAdvice } from '../../i18n/advice';
import { useTranslation } from '../../i18n/use-translation';
import { toast } from '../../ui/toast';

/** What can be done with a whole board. Each says how it went; a refusal is its advice sentence. */
export const useBoardActions = (board: Board, adopt: (board: Board) => void) => {
  const { t } = useTranslation('board');
  const bridge = useBridge();
  const advice = useAdvice();
  const [busy, setBusy] = useState<'recall' | 'stop' | null>(null);

  // Success needs no toast: the board itself says that it was stopped or recalled.
  const change = async (name: 'recall' | 'stop', answer: Promise<Answer<Board>>) => {
    setBusy(name);
    const settled = await answer;
    setBusy(null);
    if (settled.ok) adopt(settled.value);
    else toast(advice(settled.problem));
  };
  return {
    busy,
    recall: () => void change('recall', bridge.recallBuzz({ id: board.id })),
    stop: () => void change('stop', bridge.stopBuzz({ id: board.id })),
    askReads: async () => {
      const answer = await bridge.askReceipts({ id: board.id });
      if (!answer.ok) toast(advice(answer.problem));
    },
    copyDiagnostics: async () => {
      const text = await bridge.getDiagnostics({ id: board.id });
      const copied = text.ok ? await bridge.copyText({ text: text.value }) : text;
      toast(copied.ok ? t('diagnostics-copied') : advice(copied.problem));
    },
  };
};
