import { useCallback, useState } from 'react';
import type { Board } from '../../../../electron/contract/model/board';
import type { Plan } from '../../../../electron/contract/model/plan';
import { useTranslation } from '../../../i18n/use-translation';
import type { BuzzResult } from '../draft/composer';
import { useComposer, useComposerState } from '../draft/composer';

export interface BuzzFocus {
  to: () => void;
  message: () => void;
  button: () => void;
}

/** Sentence on why the last press of Buzz failed; `withPlan`: the plan is shown as well. */
export interface BuzzNote {
  words: string;
  withPlan: boolean;
}

/** Confirms the plan on a press of Buzz, or says what is missing and moves the focus there. */
export const useBuzz = (focus: BuzzFocus, onSent: (board: Board) => void) => {
  const { t } = useTranslation('compose');
  const composer = useComposer();
  const { reading } = useComposerState();
  const [last, setLast] = useState<BuzzResult | null>(null);

  const buzz = useCallback(
    async (gesture: 'plain' | 'paid', seen: Plan | null) => {
      setLast(null);
      const result = await composer.buzz(gesture, seen);
      setLast(result);
      switch (result.kind) {
        case 'sent':
          return onSent(result.board);
        case 'missing':
          return result.field === 'to' ? focus.to() : focus.message();
        case 'unfinished':
          return focus.to();
        case 'needs-paid':
          return focus.button();
        case 'reading':
        case 'nobody-left':
        case 'changed':
        case 'problem':
        case 'busy':
          return;
      }
    },
    [composer, focus, onSent],
  );
  const words = (): string | null => {
    switch (last?.kind) {
      case 'missing':
        return t(last.field === 'to' ? 'plan-empty' : 'plan-needs-text');
      case 'unfinished':
        return t('to-unfinished', { text: last.typed });
      case 'reading':
        // Shown only as long as it is true.
        return reading > 0 ? t('to-reading') : null;
      case 'nobody-left':
        return t('plan-nobody-left');
      case 'changed':
        return t('plan-changed');
      default:
        return null;
    }
  };
  const said = words();
  const note: BuzzNote | null = said === null ? null : { words: said, withPlan: last?.kind === 'changed' };
  return { note, clearNote: useCallback(() => setLast(null), []), buzz };
};
