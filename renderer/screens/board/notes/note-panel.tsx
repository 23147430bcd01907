import { X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Board } from '../../../../electron/contract/model/board';
import { useTranslation } from '../../../i18n/use-translation';
import { isIme } from '../../../keys/key-rules';
import { useConsent } from '../../../state/asking';
import { useWindow } from '../../../state/window-store';
import { ErrorNote } from '../../../ui/feedback/error-note';
import { Button, IconButton } from '../../../ui/form/button';
import { TextArea } from '../../../ui/form/text-input';
import layout from '../../../ui/layout.module.css';
import { Kbd } from '../../../ui/text/kbd';
import styles from './note-panel.module.css';
import { type NoteToWrite, useNotePlan } from './use-note-plan';

/** Longest text that a person can write here (characters); main counts the bytes of the message. */
const longest = 5_000;

interface NotePanelProps {
  board: Board;
  note: NoteToWrite;
  onSent: (board: Board) => void;
  onClose: () => void;
}

/** A free message after a buzz, with what it would send and to whom. It is sent by a press of its button or Ctrl/⌘+Enter. */
export const NotePanel = ({ board, note, onSent, onClose }: NotePanelProps) => {
  const { t } = useTranslation(['board', 'common']);
  const platform = useWindow((state) => state.platform);
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const { plan, said, busy, send } = useNotePlan(board.id, note, text, onSent);
  const written = note.kind === 'follow-up';
  useConsent(true);
  useEffect(() => field.current?.focus(), []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (isIme(event.nativeEvent)) return;
    if (event.key === 'Escape' && !event.defaultPrevented) {
      event.stopPropagation();
      onClose();
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.repeat) {
      event.preventDefault();
      void send();
    }
  };
  const begin = (words: string) => {
    setText(words);
    field.current?.focus();
  };
  const title = t(written ? 'follow-up' : 'report-to-chat');
  return (
    <section className={styles.panel} aria-label={title} onKeyDown={onKeyDown}>
      <div className={styles.line}>
        <b>{title}</b>
        {written &&
          (['update', 'resolved'] as const).map((preset) => (
            <Button key={preset} size="s" onClick={() => begin(t(`note-${preset}-text`))}>
              {t(`note-${preset}`)}
            </Button>
          ))}
      </div>
      <TextArea
        ref={field}
        rows={written ? 2 : 6}
        maxLength={longest}
        readOnly={!written}
        aria-label={t(written ? 'note-text' : 'report-text')}
        placeholder={t('note-placeholder')}
        value={written ? text : (plan?.text ?? '')}
        onChange={(event) => setText(event.target.value)}
      />
      <small role="status" className={layout.fine}>
        {plan && plan.problem === null
          ? plan.chat
            ? t('note-plan-chat', { name: plan.chat.name })
            : t('note-plan', { count: plan.messages })
          : t('note-plan-none')}
      </small>
      {said && <ErrorNote problem={said} variant="line" />}
      <div className={styles.row}>
        <Button
          variant="primary"
          size="l"
          wide
          loading={busy}
          disabled={plan === null || plan.problem !== null}
          onClick={() => void send()}
        >
          <span>
            {plan?.chat || plan === null
              ? t(board.practice ? 'note-send-practice' : 'note-send')
              : t(board.practice ? 'note-send-people-practice' : 'note-send-people', { count: plan.people })}
          </span>
          <Kbd keys="Mod+Enter" platform={platform} onColor />
        </Button>
        <IconButton label={t('common:cancel')} icon={<X size={16} aria-hidden />} onClick={onClose} />
      </div>
    </section>
  );
};
