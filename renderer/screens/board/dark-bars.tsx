import { type ReactNode, useCallback, useEffect, useRef } from 'react';
import type { Board, BoardPerson } from '../../../electron/contract/model/board';
import type { PaidChannel } from '../../../electron/contract/model/channel';
import { useFormat } from '../../i18n/format';
import { useTranslation } from '../../i18n/use-translation';
import { useWhom } from '../../i18n/use-whom';
import { useCountdown } from '../../state/use-countdown';
import { useWindow } from '../../state/window-store';
import { VisuallyHidden } from '../../ui/text/text-spans';
import styles from './dark-bars.module.css';

interface DarkBarProps {
  children: ReactNode;
  action: string;
  /** Keys that do the same, in the form of `aria-keyshortcuts`. */
  keys?: string;
  onAction: () => void;
}

/** Bar in inverted colors: a message that people should not miss, and the one action for it. */
const DarkBar = ({ children, action, keys, onAction }: DarkBarProps) => (
  <div className={styles.bar}>
    <span className={styles.words}>{children}</span>
    <button type="button" className={styles.show} aria-keyshortcuts={keys} onClick={onAction}>
      {action}
    </button>
  </div>
);

/** Most names in one sentence. */
const mostNames = 3;

/** Names people in a sentence: all of them if they are few, otherwise the first ones and the number of the others. */
export const useNames = (): ((people: readonly Pick<BoardPerson, 'name' | 'department'>[]) => string) => {
  const { t } = useTranslation('board');
  const format = useFormat();
  const whom = useWhom();
  return useCallback(
    (people) => {
      const names = people.slice(0, mostNames).map(whom);
      const count = people.length - names.length;
      return count === 0 ? format.list(names) : t('names-more', { names: names.join(t('names-comma')), count });
    },
    [t, format, whom],
  );
};

/** Names the people who need someone to act, with a button that leads to them. */
export const AttentionBar = ({ people, onShow }: { people: readonly BoardPerson[]; onShow: () => void }) => {
  const { t } = useTranslation('board');
  const namesOf = useNames();
  if (people.length === 0) return null;
  return (
    <DarkBar action={t('attention-show')} onAction={onShow}>
      {t('attention', { count: people.length, names: namesOf(people) })}
    </DarkBar>
  );
};

/** Channel of the calls that wait for a change of mind. Only paid ones do. */
const waitingChannel = ({ channel, people }: Pick<Board, 'channel' | 'people'>): PaidChannel => {
  const pending = people.find((person) => person.outcome === 'pending');
  return (pending?.steps.at(-1)?.via ?? channel) === 'sms' ? 'sms' : 'phone';
};

interface UndoBarProps {
  board: Pick<Board, 'channel' | 'people'>;
  /** End of the wait (ms since epoch). */
  until: number;
  onUndo: () => void;
}

/**
 * Seconds that paid calls still wait, and the way to undo them: a button or Ctrl/⌘+Z, because a few seconds are not
 * enough to tab to the button. The message does not wait.
 */
export const UndoBar = ({ board, until, onUndo }: UndoBarProps) => {
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
      {/* Screen readers do not announce a timer by themselves, and a count each second would drown the rest. */}
      <span role="timer">{t(`undo-wait-${waitingChannel(board)}`, { count: seconds })}</span>
      <VisuallyHidden role="status">{t('undo-can')}</VisuallyHidden>
    </DarkBar>
  );
};
