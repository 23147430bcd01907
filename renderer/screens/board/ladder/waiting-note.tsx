import type { Board } from '../../../../electron/contract/model/board';
import { useAdvice } from '../../../i18n/advice';
import { useFormat } from '../../../i18n/format';
import { useTranslation } from '../../../i18n/use-translation';
import { useCountdown } from '../../../state/use-countdown';
import { ErrorNote } from '../../../ui/feedback/error-note';
import { Button } from '../../../ui/form/button';
import { VisuallyHidden } from '../../../ui/text/visually-hidden';
import styles from './ladder-strip.module.css';

export interface WaitingNoteProps {
  waiting: NonNullable<Board['waiting']>;
  busy: boolean;
  onTryNow: () => void;
}

/** Calls wait because Feishu cannot be reached: why, when it is tried again, and a way not to wait. */
export const WaitingNote = ({ waiting, busy, onTryNow }: WaitingNoteProps) => {
  const { t } = useTranslation('board');
  const advice = useAdvice();
  const format = useFormat();
  const seconds = useCountdown(waiting.until);
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
    </div>
  );
};
