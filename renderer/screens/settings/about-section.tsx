import { ExternalLink } from 'lucide-react';
import { useApp } from '../../app/use-app';
import { useBridge } from '../../bridge';
import { useTranslation } from '../../i18n/use-translation';
import { Button } from '../../ui/button';
import { Section } from './section';
import styles from './settings-screen.module.css';

/** Which version this is, where the data stays, and what the words mean. */
export const AboutSection = () => {
  const { t } = useTranslation('settings');
  const bridge = useBridge();
  const version = useApp((state) => state.version);
  return (
    <Section title={t('about')}>
      <p className={styles.version} data-selectable>
        {t('version', { version })}
      </p>
      <ul className={styles.notes}>
        <li>{t('data-note')}</li>
        <li>{t('secret-note')}</li>
        <li>{t('accepted-note')}</li>
      </ul>
      <div>
        <Button
          variant="link"
          icon={<ExternalLink size={13} aria-hidden />}
          onClick={() => void bridge.openLink({ link: 'help-buzz' })}
        >
          {t('help-buzz')}
        </Button>
      </div>
    </Section>
  );
};
