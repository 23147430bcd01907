import { MessageSquare, MessagesSquare, RefreshCw, Search } from 'lucide-react';
import { type KeyboardEvent, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Chat } from '../../../electron/contract/model/chat';
import { useBridge } from '../../bridge';
import { useTranslation } from '../../i18n/use-translation';
import { isIme } from '../../keys/whose-key';
import { PickerDialog } from '../../ui/dialog/picker-dialog';
import { ErrorNote } from '../../ui/feedback/error-note';
import { Skeleton } from '../../ui/feedback/placeholder';
import { Button, IconButton } from '../../ui/form/button';
import { TextInput } from '../../ui/form/text-input';
import { useRealMoves } from '../../ui/overlay/floating';
import { Pill } from '../../ui/text/pill';
import styles from './chat-picker.module.css';
import { useAnswer } from './use-answer';

interface ChatPickerProps {
  open: boolean;
  onPick: (chat: Chat) => void;
  /** With it a message id can be pasted in place of a chat's name; what it means is main's to say. */
  onMessageId?: (id: string) => void;
  onClose: () => void;
}

/** A dialog to pick one of the bot's chats: type to filter, arrows and Enter, or a click. */
export const ChatPicker = ({ open, onPick, onMessageId, onClose }: ChatPickerProps) => {
  const { t } = useTranslation('compose');
  const { t: common } = useTranslation('common');
  const search = useRef<HTMLInputElement>(null);
  const listId = useId();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const bridge = useBridge();
  // A refresh asks Feishu anew, the first question may be answered from memory.
  const listChats = useCallback((attempt: number) => bridge.listChats({ fresh: attempt > 0 }), [bridge]);
  const { state, again: refresh } = useAnswer(listChats, open);
  const moved = useRealMoves(open);

  useEffect(() => {
    setQuery('');
    setActive(0);
    // The browser's choice would be the first button; `autoFocus` is too early, before the dialog is shown.
    if (open) search.current?.focus();
  }, [open]);

  const rows = useMemo(() => {
    const wanted = query.trim().toLowerCase();
    return state.kind === 'ready' ? state.value.filter((chat) => chat.name.toLowerCase().includes(wanted)) : [];
  }, [state, query]);

  // Also `bm_…`, which cannot be buzzed: then the reason is said rather than "no chat of that name".
  const messageId = onMessageId && /^\s*[bo]m[_-]\S+\s*$/.test(query) ? query.trim() : null;

  const onKeyDown = (event: KeyboardEvent) => {
    if (isIme(event.nativeEvent)) return;
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    const chat = rows[active];
    if (step) {
      event.preventDefault();
      const next = Math.min(Math.max(active + step, 0), Math.max(rows.length - 1, 0));
      setActive(next);
      document.getElementById(`${listId}-${next}`)?.scrollIntoView?.({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (messageId !== null) onMessageId?.(messageId);
      else if (chat) onPick(chat);
    }
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
        role="combobox"
        aria-label={t(onMessageId ? 'chats-search-or-id' : 'chats-search')}
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={rows[active] ? `${listId}-${active}` : undefined}
        placeholder={t(onMessageId ? 'chats-search-or-id' : 'chats-search')}
        lead={<Search size={14} aria-hidden />}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={listId} role="listbox" aria-label={t('chats-list')} className={styles.list}>
        {rows.map((chat, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys arrive at the search field, which keeps the focus
          <div
            key={chat.chatId}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={styles.row}
            onMouseMove={(event) => {
              if (moved(event)) setActive(index);
            }}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onPick(chat)}
          >
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
      {state.kind === 'failed' && <ErrorNote problem={state.problem} />}
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
