import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { Problem } from '../../../electron/contract/advice/problem';
import { longestText } from '../../../electron/contract/limits';
import { isBlank } from '../../../electron/contract/plain-text';
import { useTranslation } from '../../i18n/use-translation';
import { isIme } from '../../keys/key-rules';
import { useApp } from '../../state/app-store';
import { ErrorNote } from '../../ui/feedback/error-note';
import { Button } from '../../ui/form/button';
import { TextArea } from '../../ui/form/text-input';
import layout from '../../ui/layout.module.css';
import styles from './inbox-screen.module.css';

/** What is being typed for each message, kept while a person looks elsewhere. */
const typedFor = new Map<string, string>();

/** Keys that would lead from row to row outside of a field. */
const rowKeys = new Set(['ArrowUp', 'ArrowDown', 'Home', 'End']);

/** A reply that buzzes no person, typed below its message. */
export const ReplyForm = ({
  id,
  name,
  onSend,
  onClose,
}: {
  id: string;
  name: string;
  /** Resolves with why the reply was not sent; null: it was. */
  onSend: (text: string) => Promise<Problem | null>;
  onClose: () => void;
}) => {
  const { t } = useTranslation(['inbox', 'common']);
  const platform = useApp((state) => state.platform);
  const [text, setText] = useState(() => typedFor.get(id) ?? '');
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const hintId = useId();
  useEffect(() => {
    const field = form.current?.querySelector('textarea');
    field?.focus();
    // Words that were left here are gone on with.
    field?.setSelectionRange(field.value.length, field.value.length);
  }, []);

  const send = async () => {
    if (sending || isBlank(text)) return;
    setSending(true);
    setProblem(null);
    const why = await onSend(text);
    setSending(false);
    setProblem(why);
    if (why) return;
    typedFor.delete(id);
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isIme(event.nativeEvent)) return;
    if (rowKeys.has(event.key)) event.stopPropagation();
    const main = platform === 'darwin' ? event.metaKey : event.ctrlKey;
    if (event.key === 'Enter' && main) void send();
    if (event.key === 'Escape') onClose();
    if ((event.key === 'Enter' && main) || event.key === 'Escape') event.preventDefault();
  };
  return (
    <form
      ref={form}
      className={styles.reply}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <TextArea
        aria-label={t('reply-label', { name })}
        aria-describedby={hintId}
        rows={2}
        maxLength={longestText}
        value={text}
        onChange={(event) => {
          typedFor.set(id, event.target.value);
          setText(event.target.value);
        }}
      />
      <small id={hintId} className={layout.fine}>
        {t('reply-hint')}
      </small>
      {problem && <ErrorNote problem={problem} variant="line" />}
      <div className={styles.actions}>
        <Button size="s" variant="primary" type="submit" loading={sending} disabled={isBlank(text)}>
          {t('reply-send')}
        </Button>
        <Button size="s" onClick={onClose}>
          {t('common:cancel')}
        </Button>
      </div>
    </form>
  );
};
