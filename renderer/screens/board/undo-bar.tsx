import { useEffect, useRef } from 'react';
import { useTranslation } from '../../i18n/use-translation';
import { useCountdown } from '../../state/use-countdown';
import { useWindow } from '../../state/use-window';
import { VisuallyHidden } from '../../ui/text/visually-hidden';
import { DarkBar } from './dark-bar';

export interface UndoBarProps {
  /** ms since epoch */
  until: number;
  onUndo: () => void;
}

/**
 * While paid calls wait for a change of mind: how long they still do, and the way back, by button or Ctrl/⌘+Z: a few
 * seconds are not enough to tab to it. The message does not wait.
 */
export const UndoBar = ({ until, onUndo }: UndoBarProps) => {
  const { t } = useTranslation(['board', 'common']);
  const mac = useWindow((state) => state.platform === 'darwin');
  const seconds = useCountdown(until);
  const over = seconds === 0;
  const undo = useRef(onUndo);
  undo.current = onUndo;
  useEffect(() => {
    if (over) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const main = mac ? event.metaKey : event.ctrlKey;
      if (event.code !== 'KeyZ' || !main || event.shiftKey || event.altKey || event.repeat) return;
      event.preventDefault();
      undo.current();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [over, mac]);

  if (over) return null;
  return (
    <DarkBar action={t('common:undo')} keys={mac ? 'Meta+Z' : 'Control+Z'} onAction={onUndo}>
      {/* A timer is silent to screen readers unless asked: a count each second would drown the rest. */}
      <span role="timer">{t('undo-wait', { count: seconds })}</span>
      <VisuallyHidden role="status">{t('undo-can')}</VisuallyHidden>
    </DarkBar>
  );
};
