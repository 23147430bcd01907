import { MessageSquareReply } from 'lucide-react';
import { type RefObject, useId } from 'react';
import type { About } from '../../../electron/contract/draft';
import { useTranslation } from '../../i18n/use-translation';
import { Button } from '../../ui/button';
import { AboutCard } from './about-card';
import styles from './message-field.module.css';

export interface MessageFieldProps {
  text: string;
  onChange: (text: string) => void;
  asker: string;
  /** A message that is there already; null: this is a new one. */
  about: About | null;
  onRemoveAbout: () => void;
  onPickExisting: () => void;
  inputRef: RefObject<HTMLTextAreaElement | null>;
}

/**
 * The message, and below it the line that main adds: the callee sees only a bot, so it says who asks. An existing message
 * stands above its reply, or, buzzed as it is, in place of both.
 */
export const MessageField = (props: MessageFieldProps) => {
  const { text, onChange, asker, about, onRemoveAbout, onPickExisting, inputRef } = props;
  const { t } = useTranslation('compose');
  const id = useId();
  const written = about?.kind !== 'message';
  return (
    <div className={styles.field} data-tour="message">
      <div className={styles.head}>
        <label className={styles.label} htmlFor={written ? id : undefined}>
          {t('message')}
        </label>
        {!about && (
          <Button
            variant="link"
            size="s"
            icon={<MessageSquareReply size={13} aria-hidden />}
            aria-haspopup="dialog"
            onClick={onPickExisting}
          >
            {t('existing')}
          </Button>
        )}
      </div>
      <div className={styles.box}>
        {about && <AboutCard about={about} onRemove={onRemoveAbout} />}
        {written && (
          <>
            <textarea
              ref={inputRef}
              id={id}
              className={styles.text}
              placeholder={t(about ? 'reply-placeholder' : 'message-placeholder')}
              aria-describedby={`${id}-from`}
              spellCheck={false}
              value={text}
              onChange={(event) => onChange(event.target.value)}
            />
            <div id={`${id}-from`} className={styles.from}>
              {t('message-from', { name: asker })}
            </div>
          </>
        )}
      </div>
    </div>
  );
};
