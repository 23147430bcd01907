import { useTranslation } from '../../i18n/use-translation';
import { ScreenHead } from '../../ui/screen-head';
import { AboutSection } from './about-section';
import { GeneralSection } from './general-section';
import { HotkeySection } from './hotkey-section';
import { LimitsSection } from './limits-section';
import styles from './settings-screen.module.css';
import { WorkspacesSection } from './workspaces-section';

/** 设置: everything at once on one page; each change is saved as it is made. */
export const SettingsScreen = ({ onBack }: { onBack: () => void }) => {
  const { t } = useTranslation('settings');
  return (
    <div className={styles.screen}>
      <ScreenHead title={t('title')} onBack={onBack} />
      <div className={styles.body}>
        <WorkspacesSection />
        <GeneralSection />
        <HotkeySection />
        <LimitsSection />
        <AboutSection />
      </div>
    </div>
  );
};
