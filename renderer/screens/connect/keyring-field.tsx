import { CircleAlert, ShieldAlert } from 'lucide-react';
import { useId } from 'react';
import type { SecretChoice } from '../../../electron/contract/ipc/connect';
import { useTranslation } from '../../i18n/use-translation';
import field from '../../ui/form/field.module.css';
import styles from './connect-screen.module.css';

const choices = ['session', 'unprotected'] as const;

/** Without a keyring: the two ways left, in plain words. Neither is chosen beforehand. */
export const KeyringField = ({
  value,
  missing,
  onChange,
}: {
  value: SecretChoice;
  missing: boolean;
  onChange: (choice: SecretChoice) => void;
}) => {
  const { t } = useTranslation('connect');
  const errorId = useId();
  return (
    <fieldset className={styles.keyring} aria-describedby={missing ? errorId : undefined}>
      <legend className={styles.keyringTitle}>
        <ShieldAlert size={14} aria-hidden />
        {t('keyring-title')}
      </legend>
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
