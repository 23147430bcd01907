import { useState } from 'react';
import type { Ladder } from '../../../electron/contract/ladder';
import { useApp } from '../../app/use-app';
import { useTranslation } from '../../i18n/use-translation';
import { ScreenHead } from '../../ui/screen-head';
import { AboutSection } from './about-section';
import { DataSection } from './data-section';
import { GeneralSection } from './general-section';
import { HotkeySection } from './hotkey-section';
import { LadderEditor } from './ladder-editor';
import { LaddersSection } from './ladders-section';
import { LimitsSection } from './limits-section';
import styles from './settings-screen.module.css';
import { useDesktop } from './use-desktop';
import { WindowSection } from './window-section';
import { WorkspacesSection } from './workspaces-section';

/** 设置: everything at once on one page; each change is saved as it is made, only a ladder has a Save of its own. */
export const SettingsScreen = ({ onBack }: { onBack: () => void }) => {
  const { t } = useTranslation('settings');
  const view = useApp((state) => state.view);
  const [editing, setEditing] = useState<{ ladder: Ladder | null } | null>(null);
  const [edited, setEdited] = useState(false);
  const desktop = useDesktop();
  if (editing)
    return (
      <div className={styles.screen}>
        <LadderEditor
          original={editing.ladder}
          onDone={() => {
            setEditing(null);
            setEdited(true);
          }}
        />
      </div>
    );
  return (
    <div className={styles.screen}>
      <ScreenHead title={t('title')} onBack={onBack} />
      <div className={styles.body}>
        <WorkspacesSection />
        <GeneralSection />
        <HotkeySection limit={desktop?.hotkeyLimit ?? null} />
        <WindowSection launch={desktop?.launchAtLogin ?? null} />
        <LaddersSection
          shown={edited || (view.screen === 'settings' && view.section === 'ladders')}
          onEdit={(ladder) => setEditing({ ladder })}
        />
        <LimitsSection />
        <DataSection desktop={desktop} />
        <AboutSection />
      </div>
    </div>
  );
};
