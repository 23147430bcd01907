import { CircleAlert, Eye, EyeOff, ShieldAlert } from 'lucide-react';
import { type RefObject, useId, useState } from 'react';
import type { Problem } from '../../../electron/contract/advice/problem';
import type { SecretChoice } from '../../../electron/contract/ipc/connect';
import { connectLimits } from '../../../electron/contract/limits';
import { plainText } from '../../../electron/contract/plain-text';
import { useAdvice, useTranslation } from '../../i18n/use-translation';
import { IconButton } from '../../ui/form/button';
import { Field } from '../../ui/form/field';
import field from '../../ui/form/field.module.css';
import { TextInput } from '../../ui/form/text-input';
import styles from './connect-screen.module.css';

/** The App Secret, hidden by default. The input is uncontrolled, so that the value is in no state. */
export const SecretField = ({
  input,
  error,
  kept,
  onTyped,
}: {
  input: RefObject<HTMLInputElement | null>;
  error: string | null;
  /** True when the saved secret stays as long as the field is empty. */
  kept: boolean;
  onTyped: () => void;
}) => {
  const { t } = useTranslation('connect');
  const [revealed, setRevealed] = useState(false);
  const [trimmed, setTrimmed] = useState(false);
  return (
    <Field
      label={t('app-secret')}
      error={error}
      hint={trimmed ? t('secret-trimmed') : kept ? t('secret-kept') : undefined}
    >
      {(control) => (
        <TextInput
          {...control}
          ref={input}
          mono
          type={revealed ? 'text' : 'password'}
          autoComplete="off"
          maxLength={connectLimits.appSecret}
          onInput={({ currentTarget }) => {
            // Text copied from the console often comes with a space, a line end or an invisible mark.
            const secret = plainText(currentTarget.value);
            setTrimmed(secret !== currentTarget.value && secret !== '');
            if (secret !== currentTarget.value) currentTarget.value = secret;
            onTyped();
          }}
          tail={
            <IconButton
              size="s"
              label={t(revealed ? 'conceal' : 'reveal')}
              icon={revealed ? <EyeOff size={14} aria-hidden /> : <Eye size={14} aria-hidden />}
              onClick={() => setRevealed(!revealed)}
            />
          }
        />
      )}
    </Field>
  );
};

const choices = ['session', 'unprotected'] as const;

/** The two ways to keep the secret without a keyring. Neither is chosen beforehand. */
export const KeyringField = ({
  value,
  why,
  missing,
  onChange,
}: {
  value: SecretChoice;
  /** The reason why the system cannot keep it; null: not known. */
  why: Problem | null;
  missing: boolean;
  onChange: (choice: SecretChoice) => void;
}) => {
  const { t } = useTranslation('connect');
  const advice = useAdvice();
  const errorId = useId();
  return (
    <fieldset className={styles.keyring} aria-describedby={missing ? errorId : undefined}>
      <legend className={styles.keyringTitle}>
        <ShieldAlert size={14} aria-hidden />
        {t(why?.advice === 'keyring-closed' ? 'keyring-closed-title' : 'keyring-title')}
      </legend>
      {why && <p>{advice(why)}</p>}
      <p>{t('keyring-body')}</p>
      <div id={errorId} role="alert">
        {missing && (
          <p className={field.error}>
            <CircleAlert size={13} aria-hidden />
            {t('need-choice')}
          </p>
        )}
      </div>
      {choices.map((choice) => (
        <label key={choice} className={styles.choice}>
          <input
            type="radio"
            name="keyring"
            checked={choice === value}
            aria-invalid={missing || undefined}
            onChange={() => onChange(choice)}
          />
          <span>
            <b>{t(`${choice}-title`)}</b>
            <small className={styles.choiceText}>{t(`${choice}-body`)}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
};
