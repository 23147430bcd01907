import { KeyRound, ShieldAlert } from 'lucide-react';
import type { SecretView } from '../../../../electron/contract/model/workspace';
import { useTranslation } from '../../../i18n/use-translation';
import styles from './settings.module.css';

/** Place where an App Secret or a relay's token is kept, as a warning when it is not the keyring. */
export const SecretLine = ({ of, secret }: { of: 'secret' | 'token'; secret: SecretView }) => {
  const { t } = useTranslation('settings');
  const isToken = of === 'token';
  if (!secret.configured || secret.backend === null)
    return (
      <small className={styles.warn}>
        <ShieldAlert size={13} aria-hidden />
        {t(isToken ? 'token-missing' : 'secret-missing')}
      </small>
    );
  const ending = secret.last4 === null ? '' : ` · ${t('secret-ending', { last4: secret.last4 })}`;
  const safe = secret.backend === 'keyring';
  return (
    <small className={safe ? styles.fine : styles.warn}>
      {safe ? <KeyRound size={13} aria-hidden /> : <ShieldAlert size={13} aria-hidden />}
      {isToken ? t(`token-${secret.backend}`) : t(`secret-${secret.backend}`)}
      {ending}
    </small>
  );
};
