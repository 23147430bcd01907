import { MessageSquare, MessagesSquare, RefreshCw, Search } from 'lucide-react';
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Chat } from '../../../electron/contract/model/chat';
import type { WorkspaceId } from '../../../electron/contract/model/ids';
import { plainText, searchKey } from '../../../electron/contract/plain-text';
import { useBridge } from '../../bridge';
import { useTranslation } from '../../i18n/use-translation';
import { isIme } from '../../keys/key-rules';
import { PickerDialog } from '../../ui/dialog/picker-dialog';
import { ErrorNote } from '../../ui/feedback/error-note';
import { Skeleton } from '../../ui/feedback/placeholder';
import { Button, IconButton } from '../../ui/form/button';
import { TextInput } from '../../ui/form/text-input';
import { Pill } from '../../ui/text/pill';
import styles from './chat-picker.module.css';
import { GrantHere } from './grant-button';
import { useAnswer } from './use-answer';
import { useMarkedRow } from './use-marked-row';

interface ChatPickerProps {
  open: boolean;
  /** Whose chats; by default those of the workspace that Compose shows. */
  workspaceId?: WorkspaceId;
  onPick: (chat: Chat) => void;
  /** Takes a message id pasted instead of a chat's name. Main decides whether it can be buzzed. */
  onMessageId?: (id: string) => void;
  onClose: () => void;
}

/** Dialog to pick one of the bot's chats: type to filter, then arrows and Enter, or a click. */
export const ChatPicker = ({ open, workspaceId, onPick, onMessageId, onClose }: ChatPickerProps) => {
  const { t } = useTranslation('compose');
  const { t: common } = useTranslation('common');
  const search = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState('');
  const bridge = useBridge();
  // Main may answer the first question from memory; a refresh asks Feishu.
  const listChats = useCallback(
    (attempt: number) => bridge.listChats({ fresh: attempt > 0, workspaceId }),
    [bridge, workspaceId],
  );
  const { state, again: refresh } = useAnswer(listChats, open);

  const rows = useMemo(() => {
    const wanted = searchKey(query);
    return state.kind === 'ready' ? state.value.filter((chat) => searchKey(chat.name).includes(wanted)) : [];
  }, [state, query]);
  const pick = (index: number) => {
    const chat = rows[index];
    if (chat) onPick(chat);
  };
  const { marked, mark, field, listId, row, moveBy } = useMarkedRow(rows.length, open, pick);

  useEffect(() => {
    setQuery('');
    mark(0);
    // The browser would choose the first button, and `autoFocus` comes too early, before the dialog is shown.
    if (open) search.current?.focus();
  }, [open, mark]);

  // `bm_…` counts as well: it cannot be buzzed, and the reason helps more than "no chat of that name".
  const messageId = onMessageId && /^[bo]m[_-]\S+$/.test(plainText(query)) ? plainText(query) : null;

  const onKeyDown = (event: KeyboardEvent) => {
    if (isIme(event.nativeEvent) || moveBy(event) || event.key !== 'Enter') return;
    event.preventDefault();
    if (messageId !== null) onMessageId?.(messageId);
    else pick(marked);
  };

  return (
    <PickerDialog
      open={open}
      title={t('chats-title')}
      tools={<IconButton label={t('chats-refresh')} icon={<RefreshCw size={15} aria-hidden />} onClick={refresh} />}
      onClose={onClose}
    >
      <TextInput
        ref={search}
        {...field}
        aria-label={t(onMessageId ? 'chats-search-or-id' : 'chats-search')}
        placeholder={t(onMessageId ? 'chats-search-or-id' : 'chats-search')}
        lead={<Search size={14} aria-hidden />}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          mark(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={listId} role="listbox" aria-label={t('chats-list')} className={styles.list}>
        {rows.map((chat, index) => (
          <div key={chat.chatId} className={styles.row} {...row(index)}>
            <span className={styles.mark}>
              <MessagesSquare size={14} aria-hidden />
            </span>
            <span className={styles.name}>{chat.name}</span>
            {chat.external && <Pill>{t('chats-external')}</Pill>}
            {chat.memberCount !== null && (
              <small className={styles.count}>{common('people', { count: chat.memberCount })}</small>
            )}
          </div>
        ))}
      </div>
      {state.kind === 'loading' && (
        <div className={styles.note} aria-label={common('loading')} role="status">
          <Skeleton height="26px" />
          <Skeleton height="26px" width="80%" />
        </div>
      )}
      {state.kind === 'failed' && <ErrorNote problem={state.problem} action={<GrantHere problem={state.problem} />} />}
      {messageId !== null && (
        <Button icon={<MessageSquare size={14} aria-hidden />} onClick={() => onMessageId?.(messageId)}>
          {t('chats-open-message')}
        </Button>
      )}
      {state.kind === 'ready' && rows.length === 0 && messageId === null && (
        <p className={styles.note} role="status">
          {state.value.length === 0 ? t('chats-empty') : t('chats-none', { query })}
        </p>
      )}
    </PickerDialog>
  );
};
