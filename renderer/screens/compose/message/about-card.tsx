import { Reply, X, Zap } from 'lucide-react';
import type { About } from '../../../../electron/contract/model/draft';
import { useTranslation } from '../../../i18n/use-translation';
import { IconButton } from '../../../ui/form/icon-button';
import styles from './message-field.module.css';

/** The message that is there already, to recognise it by; taken out again by its cross. */
export const AboutCard = ({ about, onRemove }: { about: About; onRemove: () => void }) => {
  const { t } = useTranslation('compose');
  const Sign = about.kind === 'reply' ? Reply : Zap;
  return (
    <div className={styles.about}>
      <Sign size={14} aria-hidden />
      <div>
        <small>{t(`about-${about.kind}`, { chat: about.chatName })}</small>
        <p data-selectable>{about.excerpt}</p>
      </div>
      <IconButton size="s" label={t('about-remove')} icon={<X size={14} aria-hidden />} onClick={onRemove} />
    </div>
  );
};
