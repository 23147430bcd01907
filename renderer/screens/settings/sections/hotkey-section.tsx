import { useCallback } from 'react';
import type { DesktopFacts } from '../../../../electron/contract/ipc/desktop-facts';
import { defaultHotkey } from '../../../../electron/contract/limits';
import { useBridge } from '../../../bridge';
import { useAdvice, useTranslation } from '../../../i18n/use-translation';
import { useApp } from '../../../state/app-store';
import { toast } from '../../../ui/feedback/toast';
import { keyNames } from '../../../ui/text/kbd';
import { HotkeyField } from '../../shared/hotkey/hotkey-field';
import { Section } from '../controls/section';
import styles from '../controls/settings.module.css';

/** Global shortcut of the window, with a note where this desktop limits such shortcuts. */
export const HotkeySection = ({ limit }: { limit: DesktopFacts['hotkeyLimit'] }) => {
  const { t } = useTranslation('settings');
  const advice = useAdvice();
  const bridge = useBridge();
  const platform = useApp((state) => state.platform);
  const hotkey = useApp((state) => state.hotkey);
  const ask = useCallback(
    async (accelerator: string) => {
      const answer = await bridge.tryHotkey({ accelerator });
      if (answer.ok && answer.value.accelerator === accelerator)
        toast(
          accelerator === '' ? t('hotkey-turned-off') : t('hotkey-saved', { keys: keyNames(accelerator, platform) }),
        );
      return answer;
    },
    [bridge, platform, t],
  );
  return (
    <Section part="hotkey" title={t('hotkey')}>
      <HotkeyField
        label={t('hotkey-label')}
        hint={t('hotkey-hint')}
        value={hotkey.accelerator}
        ask={ask}
        before={hotkey}
        standard={defaultHotkey}
        canTry
      />
      {limit && <p className={styles.note}>{advice(limit)}</p>}
    </Section>
  );
};
