import { useCallback, useEffect, useState } from 'react';
import type { DesktopFacts } from '../../../electron/contract/ipc/desktop-facts';
import type { SettingsPart } from '../../../electron/contract/ipc/startup';
import type { Ladder } from '../../../electron/contract/model/ladder';
import type { Template } from '../../../electron/contract/model/settings';
import { useBridge } from '../../bridge';
import { useTranslation } from '../../i18n/use-translation';
import { useApp } from '../../state/app-store';
import { Button } from '../../ui/form/button';
import { ScreenHead } from '../../ui/screen/screen-head';
import { useNewestAnswer } from '../shared/use-answer';
import { ShownPart } from './controls/section';
import styles from './controls/settings.module.css';
import { LadderEditor } from './editors/ladder-editor';
import { keptSettingsEdit, type SettingsEdit } from './editors/settings-list';
import { TemplateEditor } from './editors/template-editor';
import { RelaySection } from './relay/relay-section';
import { AboutSection } from './sections/about-section';
import { AnswersSection } from './sections/answers-section';
import { DataSection } from './sections/data-section';
import { GeneralSection } from './sections/general-section';
import { HotkeySection } from './sections/hotkey-section';
import { LaddersSection } from './sections/ladders-section';
import { LimitsSection } from './sections/limits-section';
import { TemplatesSection } from './sections/templates-section';
import { WindowSection } from './sections/window-section';
import { WorkspacesSection } from './sections/workspaces-section';

const parts: readonly SettingsPart[] = [
  ...([
    'workspaces',
    'general',
    'hotkey',
    'window',
    'ladders',
    'relay',
    'templates',
    'answers',
    'limits',
    'data',
    'about',
  ] as const),
];

/** Facts about this computer, read again each time the window is shown; null until they are there. */
const useDesktop = (): DesktopFacts | null => {
  const bridge = useBridge();
  const shows = useApp((state) => state.shows);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the window is shown
  return useNewestAnswer(useCallback(() => bridge.getDesktop(), [bridge, shows]));
};

/** Ladder or template in the editor; `form` null: the person has not changed it yet. */
type Editing =
  | SettingsEdit
  | { kind: 'ladders'; original: Ladder | null; form: null }
  | { kind: 'templates'; original: Template | null; form: null };

/** 设置: all settings on one page. Each change is saved at once; only ladders and templates have a Save of their own. */
export const SettingsScreen = ({ onBack }: { onBack: () => void }) => {
  const { t } = useTranslation('settings');
  const view = useApp((state) => state.view);
  const [editing, setEditing] = useState<Editing | null>(keptSettingsEdit.current);
  const asked = view.screen === 'settings' ? view.section : undefined;
  const [shown, setShown] = useState(asked ? { part: asked } : null);
  // Settings may be open already when another place asks for one of their parts.
  useEffect(() => setShown(asked ? { part: asked } : null), [asked]);
  const desktop = useDesktop();
  const done = () => {
    setShown(editing ? { part: editing.kind } : null);
    setEditing(null);
  };
  if (editing)
    return (
      <div className={styles.screen}>
        {editing.kind === 'ladders' ? (
          <LadderEditor original={editing.original} kept={editing.form} onDone={done} />
        ) : (
          <TemplateEditor original={editing.original} kept={editing.form} onDone={done} />
        )}
      </div>
    );
  return (
    <div className={styles.screen}>
      <ScreenHead title={t('title')} onBack={onBack} />
      <nav className={styles.parts} aria-label={t('parts')}>
        {parts.map((part) => (
          <Button key={part} variant="link" size="s" onClick={() => setShown({ part })}>
            {t(part)}
          </Button>
        ))}
      </nav>
      <ShownPart.Provider value={shown}>
        <div className={styles.body}>
          <WorkspacesSection />
          <GeneralSection />
          <HotkeySection limit={desktop?.hotkeyLimit ?? null} />
          <WindowSection launch={desktop?.launchAtLogin ?? null} />
          <LaddersSection onEdit={(original) => setEditing({ kind: 'ladders', original, form: null })} />
          <RelaySection />
          <TemplatesSection onEdit={(original) => setEditing({ kind: 'templates', original, form: null })} />
          <AnswersSection />
          <LimitsSection />
          <DataSection desktop={desktop} />
          <AboutSection />
        </div>
      </ShownPart.Provider>
    </div>
  );
};
