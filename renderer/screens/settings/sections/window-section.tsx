import { useState } from 'react';
import type { LaunchAtLogin } from '../../../../electron/contract/ipc/desktop-facts';
import { useBridge } from '../../../bridge';
import { useAdvice, useTranslation } from '../../../i18n/use-translation';
import { useApp } from '../../../state/app-store';
import { toast } from '../../../ui/feedback/toast';
import { Section, Tick, useChangeSettings } from '../controls/section';

/** Launch at login, and when the popup hides. */
export const WindowSection = ({ launch }: { launch: LaunchAtLogin | null }) => {
  const { t } = useTranslation('settings');
  const advice = useAdvice();
  const bridge = useBridge();
  const change = useChangeSettings();
  const { hideOnBlur, hideAfterBuzz } = useApp((state) => state.settings);
  const [changed, setChanged] = useState<LaunchAtLogin | null>(null);
  const now = changed ?? launch;
  const setLaunch = async (on: boolean) => {
    const answer = await bridge.setLaunchAtLogin({ on });
    if (answer.ok) setChanged(answer.value);
    else toast(advice(answer.problem));
  };
  return (
    <Section part="window" title={t('window')}>
      <Tick
        label={t('launch')}
        hint={now?.kind === 'unavailable' ? advice(now.problem) : t('launch-hint')}
        checked={now?.kind === 'on'}
        disabled={now === null || now.kind === 'unavailable'}
        onChange={(on) => void setLaunch(on)}
      />
      <Tick
        label={t('hide-on-blur')}
        hint={t('hide-on-blur-hint')}
        checked={hideOnBlur}
        onChange={(on) => void change({ hideOnBlur: on })}
      />
      <Tick
        label={t('hide-after-buzz')}
        hint={t('hide-after-buzz-hint')}
        checked={hideAfterBuzz}
        onChange={(on) => void change({ hideAfterBuzz: on })}
      />
    </Section>
  );
};
