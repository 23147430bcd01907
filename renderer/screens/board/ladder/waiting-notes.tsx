import { useState } from 'react';
import type { Board, BoardRung } from '../../../../electron/contract/model/board';
import { isPaid } from '../../../../electron/contract/rules/consent';
import { useFormat } from '../../../i18n/format';
import { useAdvice, useTranslation } from '../../../i18n/use-translation';
import { useConsent } from '../../../state/asking';
import { useCountdown } from '../../../state/use-countdown';
import { ErrorNote } from '../../../ui/feedback/error-note';
import { Button } from '../../../ui/form/button';
import { HoldButton } from '../../../ui/form/hold-button';
import { VisuallyHidden } from '../../../ui/text/text-spans';
import styles from './ladder-strip.module.css';

interface HeldNoteProps {
  rung: BoardRung;
  practice: boolean;
  busy: boolean;
  onContinue: (gesture: 'plain' | 'paid') => void;
}

/** Explains that the ladder waits because receipts cannot be had, with the gesture that continues it once. */
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

interface WaitingNoteProps {
  waiting: NonNullable<Board['waiting']>;
  busy: boolean;
  onTryNow: () => void;
}

/** Explains that calls wait because Feishu cannot be reached, with the time of the next attempt and "Try now". */
export const WaitingNote = ({ waiting, busy, onTryNow }: WaitingNoteProps) => {
  const { t } = useTranslation('board');
  const advice = useAdvice();
  const format = useFormat();
  const seconds = useCountdown(waiting.until);
  const { message, buzz } = waiting.tries;
  const last = message ?? buzz;
  const tries =
    message !== null && buzz !== null && message !== buzz
      ? t('tries-both', { message: format.moment(message), buzz: format.moment(buzz) })
      : last !== null && t('tries-until', { time: format.moment(last) });
  return (
    <div className={styles.note}>
      <VisuallyHidden role="status">{advice(waiting.problem)}</VisuallyHidden>
      <ErrorNote
        problem={waiting.problem}
        announced={false}
        action={
          <>
            <span role="timer" className={styles.count}>
              {seconds > 0 ? t('try-in', { time: format.countdown(seconds) }) : t('trying')}
            </span>
            <Button size="s" loading={busy} onClick={onTryNow}>
              {t('try-now')}
            </Button>
          </>
        }
      />
      {tries !== false && <p className={styles.tries}>{tries}</p>}
    </div>
  );
};
