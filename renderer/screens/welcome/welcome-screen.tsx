import { Zap } from 'lucide-react';
import { useTranslation } from '../../i18n/use-translation';
import { useApp } from '../../state/app-store';
import { EmptyState } from '../../ui/feedback/placeholder';
import { Button } from '../../ui/form/button';
import { Kbd } from '../../ui/text/kbd';
import styles from './welcome-screen.module.css';

/** First start: practice or connect, and the shortcut that opens the window from anywhere. */
export const WelcomeScreen = ({ onPractice, onConnect }: { onPractice: () => void; onConnect: () => void }) => {
  const { t } = useTranslation('welcome');
  const hotkey = useApp((state) => state.hotkey);
  const platform = useApp((state) => state.platform);
  return (
    <section className={styles.welcome} aria-label={t('title')}>
      <EmptyState
        icon={<Zap size={24} />}
        title={t('title')}
        heading
        text={t('text')}
        action={
          <div className={styles.ways}>
            <Button variant="primary" size="l" wide autoFocus onClick={onPractice}>
              {t('practice')}
            </Button>
            <p>{t('practice-hint')}</p>
            <Button size="l" wide onClick={onConnect}>
              {t('connect')}
            </Button>
            <p>{t('connect-hint')}</p>
          </div>
        }
      />
      {hotkey.accelerator !== '' && hotkey.problem === null && (
        <p className={styles.keys}>
          {t('keys')} <Kbd keys={hotkey.accelerator} platform={platform} />
        </p>
      )}
    </section>
  );
};
