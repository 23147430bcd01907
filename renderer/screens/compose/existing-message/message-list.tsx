import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from '../../../../electron/contract/advice/problem';
import type { ChatMessage, MessagePage } from '../../../../electron/contract/model/chat';
import type { ChatId } from '../../../../electron/contract/model/ids';
import { useBridge } from '../../../bridge';
import { useFormat } from '../../../i18n/format';
import { useTranslation } from '../../../i18n/use-translation';
import { ErrorNote } from '../../../ui/feedback/error-note';
import { Skeleton } from '../../../ui/feedback/placeholder';
import { Button } from '../../../ui/form/button';
import { GrantHere } from '../../shared/grant-button';
import styles from './messages.module.css';

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

interface MessageListProps {
  source: MessageSource;
  onPick: (message: ChatMessage, chat: MessagePage['chat']) => void;
}

/** The messages of a chat, newest first. The bot's own are buzzed as they are; to others the bot replies. */
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
            <>
              <GrantHere problem={problem} />
              {source.kind === 'chat' && (
                <Button size="s" onClick={more}>
                  {t('common:retry')}
                </Button>
              )}
            </>
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

/** The chat whose messages are listed, or the ID of a single message. */
export type MessageSource = { kind: 'chat'; chatId: ChatId; name: string } | { kind: 'id'; messageId: string };

interface MessagesState {
  /** Messages so far, newest first; null before the first answer. */
  page: MessagePage | null;
  loading: boolean;
  problem: Problem | null;
}

const nothing: MessagesState = { page: null, loading: true, problem: null };

/** The messages of a source, a page at a time; `more` asks for the next page, or again after a problem. */
const useMessages = (source: MessageSource): MessagesState & { more: () => void } => {
  const bridge = useBridge();
  const [state, setState] = useState(nothing);
  /** The request to make; `after` continues a listing, null begins it. */
  const [request, setRequest] = useState<{ after: string | null }>({ after: null });

  useEffect(() => {
    let wanted = true;
    setState((old) => ({ page: request.after === null ? null : old.page, loading: true, problem: null }));
    const input =
      source.kind === 'id' ? { messageId: source.messageId } : { chatId: source.chatId, after: request.after };
    void bridge.listMessages(input).then((answer) => {
      if (!wanted) return;
      setState(({ page }) =>
        answer.ok
          ? {
              page: { ...answer.value, messages: [...(page?.messages ?? []), ...answer.value.messages] },
              loading: false,
              problem: null,
            }
          : { page, loading: false, problem: answer.problem },
      );
    });
    return () => {
      wanted = false;
    };
  }, [bridge, source, request]);

  const more = useCallback(() => setRequest({ after: state.page?.next ?? null }), [state.page]);
  return { ...state, more };
};
