import { MessageSquareReply } from 'lucide-react';
import type { BoardNote } from '../../../../electron/contract/model/note';
import { useFormat } from '../../../i18n/format';
import { useAdvice, useTranslation } from '../../../i18n/use-translation';
import { Button } from '../../../ui/form/button';
import styles from './note-list.module.css';

/** The free messages after a buzz: when, what, and to how many they went. */
export const NoteList = ({
  notes,
  busy,
  onAgain,
}: {
  notes: readonly BoardNote[];
  busy: boolean;
  /** Sends what did not arrive once more. Null after a recall: there is nothing to follow. */
  onAgain: ((note: string) => void) | null;
}) => {
  const { t } = useTranslation(['board', 'common']);
  const format = useFormat();
  const advice = useAdvice();
  if (notes.length === 0) return null;
  return (
    <ul className={styles.notes} aria-label={t('notes')}>
      {notes.map(({ id, kind, at, text, chatName, messages: { all, sent, open }, problem, againUntil }) => (
        <li key={id}>
          <p className={styles.words}>
            <MessageSquareReply size={13} aria-hidden />
            <span className={styles.what}>
              {kind === 'report'
                ? t('note-report', { name: chatName ?? '' })
                : kind === 'taken'
                  ? t('note-taken', { text })
                  : text}
            </span>
            <span>
              {format.moment(at)} · {open > 0 ? t('note-open', { sent, all }) : t('note-sent', { sent, all })}
            </span>
          </p>
          {problem && (
            <p className={styles.problem}>
              {advice(problem)}{' '}
              {onAgain && open === 0 && Date.now() < againUntil && (
                <Button variant="link" size="s" disabled={busy} onClick={() => onAgain(id)}>
                  {t('common:retry')}
                </Button>
              )}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
};
