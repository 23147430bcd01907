import { useCallback, useState } from 'react';
import type { ConfirmedBoard } from '../../../../electron/contract/model/board';
import type { Gesture } from '../../../../electron/contract/model/channel';
import type { Plan } from '../../../../electron/contract/model/plan';
import { isMany, stakeOf } from '../../../../electron/contract/rules/stake';
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

/** Notes about the button, which leave the plan in sight. */
const withPlan: ReadonlySet<string | undefined> = new Set(['changed', 'needs-paid', 'needs-hold', 'needs-look']);

/** Confirms the plan on a press of Buzz, or says what is missing and moves the focus there. */
export const useBuzz = (focus: BuzzFocus, onSent: (board: ConfirmedBoard) => void) => {
  const { t } = useTranslation('compose');
  const composer = useComposer();
  const { reading } = useComposerState();
  const [last, setLast] = useState<BuzzResult | { kind: 'needs-hold' } | null>(null);

  const buzz = useCallback(
    async (gesture: Gesture, seen: Plan | null, byKeys = false) => {
      setLast(null);
      const stake = seen && stakeOf(seen);
      // Keys are pressed faster than a number is read: for many people only holding the button will do.
      const result =
        byKeys && stake && isMany(stake)
          ? ({ kind: 'needs-hold' } as const)
          : await composer.buzz(gesture, seen, byKeys);
      setLast(result);
      switch (result.kind) {
        case 'sent':
          return onSent(result.board);
        case 'missing':
          return result.field === 'to' ? focus.to() : focus.message();
        case 'unfinished':
          return focus.to();
        case 'needs-paid':
        case 'needs-hold':
          return focus.button();
        case 'needs-look':
        case 'night':
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
      case 'needs-paid':
        return t('hold-hint');
      case 'needs-hold':
        return t('hold-many');
      case 'needs-look':
        return t('plan-look');
      default:
        return null;
    }
  };
  const said = words();
  const note: BuzzNote | null = said === null ? null : { words: said, withPlan: withPlan.has(last?.kind) };
  const night = last?.kind === 'night' ? last : null;
  return { note, night, clearNote: useCallback(() => setLast(null), []), buzz };
};
