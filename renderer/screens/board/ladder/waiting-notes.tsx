import { useState } from 'react';
import type { Problem } from '../../../../electron/contract/advice/problem';
import type { Board, BoardRung } from '../../../../electron/contract/model/board';
import type { Gesture } from '../../../../electron/contract/model/channel';
import { isPaid } from '../../../../electron/contract/rules/consent';
import { stakeOfRung } from '../../../../electron/contract/rules/stake';
import { useFormat } from '../../../i18n/format';
import { useAdvice, useTranslation } from '../../../i18n/use-translation';
import { useConsent } from '../../../state/asking';
import { useCountdown } from '../../../state/use-countdown';
import { ErrorNote } from '../../../ui/feedback/error-note';
import { Button } from '../../../ui/form/button';
import { HoldButton } from '../../../ui/form/hold-button';
import { VisuallyHidden } from '../../../ui/text/text-spans';
import { GrantButton } from '../../shared/grant-button';
import { NightDialog } from '../../shared/night-dialog';
import styles from './ladder-strip.module.css';

export interface HeldNoteProps {
  rung: BoardRung;
  board: Pick<Board, 'workspaceId' | 'practice'>;
  busy: boolean;
  /** Main's question because of the hour; null: none is open. */
  night: Problem | null;
  onContinue: (gesture: Gesture) => void;
  onNightOver: () => void;
}

/** Explains that the ladder waits because receipts cannot be had, with the gesture that continues it once. */
export const HeldNote = ({ rung, board, busy, night, onContinue, onNightOver }: HeldNoteProps) => {
  const { t } = useTranslation('board');
  const advice = useAdvice();
  const [holding, setHolding] = useState(false);
  useConsent(holding);
  const { practice, workspaceId } = board;
  const { via, people: count } = rung;
  const stake = stakeOfRung(rung);
  return (
    <div className={styles.held} role="alert">
      <p>
        {t('held')} {rung.problem && advice(rung.problem)}{' '}
        <GrantButton problem={rung.problem} workspace={{ id: workspaceId, practice }} />
      </p>
      {isPaid(via) && stake && (
        <HoldButton
          size="m"
          stake={stake}
          practice={practice}
          verb="continue"
          loading={busy}
          onHolding={setHolding}
          onHeld={() => onContinue('paid')}
        />
      )}
      {!isPaid(via) && (
        <Button wide loading={busy} onClick={() => onContinue('plain')}>
          {t('continue-app', { count })}
        </Button>
      )}
      <NightDialog
        problem={night}
        stake={stake}
        practice={practice}
        onHeld={() => onContinue('paid-at-night')}
        onCancel={onNightOver}
      />
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
