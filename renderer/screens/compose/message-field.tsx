import { type RefObject, useId } from 'react';
import { useTranslation } from '../../i18n/use-translation';
import styles from './message-field.module.css';

export interface MessageFieldProps {
  text: string;
  onChange: (text: string) => void;
  asker: string;
  inputRef: RefObject<HTMLTextAreaElement | null>;
}

/** The message, and below it the line that main adds: the callee sees only a bot, so it says who asks. */
export const MessageField = ({ text, onChange, asker, inputRef }: MessageFieldProps) => {
  const { t } = useTranslation('compose');
  const id = useId();
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {t('message')}
      </label>
      <div className={styles.box}>
        <textarea
          ref={inputRef}
          id={id}
          className={styles.text}
          placeholder={t('message-placeholder')}
          aria-describedby={`${id}-from`}
          spellCheck={false}
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
        <div id={`${id}-from`} className={styles.from}>
          {t('message-from', { name: asker })}
        </div>
      </div>
    </div>
  );
};
