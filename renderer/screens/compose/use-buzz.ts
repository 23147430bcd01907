import { useCallback, useState } from 'react';
import type { Board } from '../../../electron/contract/board';
import type { Plan } from '../../../electron/contract/plan';
import { useTranslation } from '../../i18n/use-translation';
import { useComposer } from './use-composer';

export interface BuzzFocus {
  to: () => void;
  message: () => void;
  button: () => void;
}

/**
 * Pressing Buzz: confirms the plan, or says what is missing and puts the focus there. `typed` is what stands in To
 * without being chosen: somebody the person means to reach, so it is never passed over.
 */
export const useBuzz = (typed: string, focus: BuzzFocus, onSent: (board: Board) => void) => {
  const { t } = useTranslation('compose');
  const composer = useComposer();
  const [note, setNote] = useState<string | null>(null);

  const buzz = useCallback(
    async (gesture: 'plain' | 'paid', seen: Plan | null) => {
      setNote(null);
      if (typed.trim() !== '') {
        setNote(t('to-unfinished', { text: typed.trim() }));
        return focus.to();
      }
      const result = await composer.buzz(gesture, seen);
      switch (result.kind) {
        case 'sent':
          return onSent(result.board);
        case 'missing':
          setNote(t(result.field === 'to' ? 'plan-empty' : 'plan-needs-text'));
          return result.field === 'to' ? focus.to() : focus.message();
        case 'needs-paid':
          return focus.button();
        case 'nobody-left':
          return setNote(t('plan-nobody-left'));
        case 'changed':
          return setNote(t('plan-changed'));
        case 'problem':
        case 'busy':
          return;
      }
    },
    [composer, focus, onSent, t, typed],
  );
  return { note, clearNote: useCallback(() => setNote(null), []), buzz };
};
