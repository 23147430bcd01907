import { useState } from 'react';
import type { BoardRung } from '../../../../electron/contract/model/board';
import { isPaid } from '../../../../electron/contract/rules/is-paid';
import { useAdvice } from '../../../i18n/advice';
import { useTranslation } from '../../../i18n/use-translation';
import { useConsent } from '../../../state/use-consent';
import { Button } from '../../../ui/form/button';
import { HoldButton } from '../../../ui/form/hold-button';
import styles from './ladder-strip.module.css';

export interface HeldNoteProps {
  rung: BoardRung;
  practice: boolean;
  busy: boolean;
  onContinue: (gesture: 'plain' | 'paid') => void;
}

/** Nobody can say who has read, so the ladder waits: why, and the gesture with which it goes on, once. */
export const HeldNote = ({ rung, practice, busy, onContinue }: HeldNoteProps) => {
  const { t } = useTranslation(['board', 'common']);
  const advice = useAdvice();
  const [holding, setHolding] = useState(false);
  useConsent(holding);
  const { via, people: count } = rung;
  return (
    <div className={styles.held} role="alert">
      <p>
        {t('held')} {rung.problem && advice(rung.problem)}
      </p>
      {isPaid(via) ? (
        <HoldButton
          size="m"
          loading={busy}
          description={`${practice ? t('common:practice-hint') : t('held-cost')} ${t('held-hold')}`}
          onHolding={setHolding}
          onHeld={() => onContinue('paid')}
        >
          {t(`continue-${via}`, { count })}
        </HoldButton>
      ) : (
        <Button wide loading={busy} onClick={() => onContinue('plain')}>
          {t('continue-app', { count })}
        </Button>
      )}
    </div>
  );
};
