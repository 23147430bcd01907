import { ExternalLink } from 'lucide-react';
import { useCallback } from 'react';
import { useBridge } from '../../../bridge';
import { useAdvice, useTranslation } from '../../../i18n/use-translation';
import { useApp } from '../../../state/app-store';
import { toast } from '../../../ui/feedback/toast';
import { Button } from '../../../ui/form/button';
import { useNewestAnswer } from '../../shared/use-answer';
import { Section, Tick, useChangeSettings } from '../controls/section';
import styles from '../controls/settings.module.css';

/** Version, updates, notes on data and words, and the diagnostics report. */
export const AboutSection = () => {
  const { t } = useTranslation('settings');
  const advice = useAdvice();
  const bridge = useBridge();
  const change = useChangeSettings();
  const version = useApp((state) => state.version);
  const { checkUpdates, language } = useApp((state) => state.settings);
  // biome-ignore lint/correctness/useExhaustiveDependencies: main words it by these two settings
  const about = useNewestAnswer(useCallback(() => bridge.getAbout(), [bridge, checkUpdates, language]));

  const saveDiagnostics = async () => {
    const saved = await bridge.saveDiagnostics();
    if (!saved.ok) toast(advice(saved.problem));
    else if (saved.value) toast(t('diagnostics-saved'));
  };
  return (
    <Section part="about" title={t('about')}>
      <div data-selectable>
        <p className={styles.version}>{t('version', { version })}</p>
        <p className={styles.note}>{about?.runtime}</p>
        {about && !about.updatable && (
          <p className={styles.note} data-warn={about.testBuild || undefined}>
            {about.updates}
          </p>
        )}
      </div>
      {about?.updatable && (
        <Tick
          label={t('check-updates')}
          hint={about.updates}
          checked={checkUpdates}
          onChange={(on) => void change({ checkUpdates: on })}
        />
      )}
      <ul className={styles.notes}>
        <li>{t('data-note')}</li>
        <li>{t('secret-note')}</li>
        <li>{t('accepted-note')}</li>
      </ul>
      <div>
        <div className={styles.line}>
          <Button size="s" onClick={() => void saveDiagnostics()}>
            {t('diagnostics')}
          </Button>
          <Button
            variant="link"
            icon={<ExternalLink size={13} aria-hidden />}
            onClick={() => void bridge.openLink({ link: 'help-buzz' })}
          >
            {t('help-buzz')}
          </Button>
        </div>
        <p className={styles.note}>{t('diagnostics-hint')}</p>
      </div>
    </Section>
  );
};
