import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Problem } from '../../../electron/contract/advice/problem';
import { useAdvice, useTranslation } from '../../i18n/use-translation';
import { classNames } from '../class-names';
import styles from './error-note.module.css';

export interface ErrorNoteProps {
  problem: Problem;
  /** `box` stands on its own; `line` stands within other text. */
  variant?: 'box' | 'line';
  /** A button that helps with the problem. */
  action?: ReactNode;
  /** False inside a region that screen readers announce already. */
  announced?: boolean;
}

/** A problem as its advice sentence, with Feishu's code and log ID below it, which can be selected and copied. */
export const ErrorNote = ({ problem, variant = 'box', action, announced = true }: ErrorNoteProps) => {
  const { t } = useTranslation('common');
  const advice = useAdvice();
  const details = [
    problem.code === null ? null : t('error-code', { code: problem.code }),
    problem.logId === null ? null : t('error-log-id', { logId: problem.logId }),
  ].filter((part) => part !== null);
  return (
    <div className={classNames(styles.note, styles[variant])} role={announced ? 'alert' : undefined}>
      <CircleAlert size={14} aria-hidden />
      <div className={styles.words}>
        <span>{advice(problem)}</span>
        {details.length > 0 && (
          <small className={styles.details} data-selectable>
            {details.join(' · ')}
          </small>
        )}
      </div>
      {action}
    </div>
  );
};
