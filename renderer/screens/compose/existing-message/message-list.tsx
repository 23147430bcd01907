import { useEffect, useRef } from 'react';
import type { ChatMessage, MessagePage } from '../../../../electron/contract/model/message';
import { useFormat } from '../../../i18n/format';
import { useTranslation } from '../../../i18n/use-translation';
import { ErrorNote } from '../../../ui/feedback/error-note';
import { Skeleton } from '../../../ui/feedback/skeleton';
import { Button } from '../../../ui/form/button';
import styles from './messages.module.css';
import { type MessageSource, useMessages } from './use-messages';

const Row = ({ message, onPick }: { message: ChatMessage; onPick: () => void }) => {
  const { t } = useTranslation('compose');
  const format = useFormat();
  const { own, deleted, author, sentAt, excerpt } = message;
  const who = author ?? (own ? t('messages-bot') : null);
  return (
    <li className={styles.message}>
      <div className={styles.words}>
        <small>{[who, format.moment(sentAt)].filter(Boolean).join(' · ')}</small>
        <p>{deleted ? t('messages-deleted') : excerpt}</p>
      </div>
      <Button size="s" disabled={deleted} aria-description={excerpt} onClick={onPick}>
        {t(own ? 'messages-buzz' : 'messages-reply')}
      </Button>
    </li>
  );
};

export interface MessageListProps {
  source: MessageSource;
  onPick: (message: ChatMessage, chat: MessagePage['chat']) => void;
}

/** The messages of a chat, newest first. The bot's own are buzzed as they are, to others it replies. */
export const MessageList = ({ source, onPick }: MessageListProps) => {
  const { t } = useTranslation(['compose', 'common']);
  const { page, loading, problem, more } = useMessages(source);
  const list = useRef<HTMLUListElement>(null);
  const first = page !== null && page.messages.length > 0;
  useEffect(() => {
    if (first) list.current?.querySelector<HTMLElement>('button:not(:disabled)')?.focus();
  }, [first]);
  return (
    <div className={styles.scroll}>
      {page && first && (
        <ul ref={list} aria-label={t('messages-list')}>
          {page.messages.map((message) => (
            <Row key={message.messageId} message={message} onPick={() => onPick(message, page.chat)} />
          ))}
        </ul>
      )}
      {loading && (
        <div role="status" aria-label={t('common:loading')}>
          <Skeleton width="100%" height="44px" />
        </div>
      )}
      {problem && (
        <ErrorNote
          problem={problem}
          action={
            source.kind === 'chat' && (
              <Button size="s" onClick={more}>
                {t('common:retry')}
              </Button>
            )
          }
        />
      )}
      {page && !loading && page.messages.length === 0 && <p role="status">{t('messages-none')}</p>}
      {page?.next && !loading && !problem && (
        <Button wide onClick={more}>
          {t('messages-more')}
        </Button>
      )}
    </div>
  );
};
