import { useCountdown } from '../../app/use-countdown';
import { useTranslation } from '../../i18n/use-translation';
import { DarkBar } from './dark-bar';

/** While paid calls wait for a change of mind: how long they still do, and the way back. The message does not wait. */
export const UndoBar = ({ until, onUndo }: { until: number; onUndo: () => void }) => {
  const { t } = useTranslation(['board', 'common']);
  const seconds = useCountdown(until);
  if (seconds === 0) return null;
  return (
    <DarkBar action={t('common:undo')} onAction={onUndo}>
      {/* A timer is silent to screen readers unless asked: a count each second would drown the rest. */}
      <span role="timer">{t('undo-wait', { count: seconds })}</span>
    </DarkBar>
  );
};
