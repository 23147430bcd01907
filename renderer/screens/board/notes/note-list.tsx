import { MessageSquareReply } from 'lucide-react';
import type { BoardNote } from '../../../../electron/contract/model/note';
import { useFormat } from '../../../i18n/format';
import { useAdvice, useTranslation } from '../../../i18n/use-translation';
import styles from './note-list.module.css';

/** The free messages after a buzz: when, what, and to how many they went. */
export const NoteList = ({ notes }: { notes: readonly BoardNote[] }) => {
  const { t } = useTranslation('board');
  const format = useFormat();
  const advice = useAdvice();
  if (notes.length === 0) return null;
  return (
    <ul className={styles.notes} aria-label={t('notes')}>
      {notes.map(({ id, kind, at, text, chatName, messages: { all, sent, open }, problem }) => (
        <li key={id}>
          <p className={styles.words}>
            <MessageSquareReply size={13} aria-hidden />
            <span className={styles.what}>{kind === 'report' ? t('note-report', { name: chatName ?? '' }) : text}</span>
            <span>
              {format.moment(at)} · {open > 0 ? t('note-open', { sent, all }) : t('note-sent', { sent, all })}
            </span>
          </p>
          {problem && <p className={styles.problem}>{advice(problem)}</p>}
        </li>
      ))}
    </ul>
  );
};
