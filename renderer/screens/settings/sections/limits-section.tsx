import { ceilingRanges, undoRange } from '../../../../electron/contract/limits';
import { useTranslation } from '../../../i18n/use-translation';
import { useApp } from '../../../state/app-store';
import { toast } from '../../../ui/feedback/toast';
import { NumberSetting } from '../controls/number-setting';
import { Section, useChangeSettings } from '../controls/section';
import styles from '../controls/settings.module.css';

const labels = {
  callsPerPersonPerHour: 'calls-per-person-per-hour',
  callsPerHour: 'calls-per-hour',
  smsPerMonth: 'sms-per-month',
  phonePerMonth: 'phone-per-month',
} as const;
const names = ['callsPerPersonPerHour', 'callsPerHour', 'smsPerMonth', 'phonePerMonth'] as const;

/** Ceilings on paid calls from this computer, and the time in which they can be undone. */
export const LimitsSection = () => {
  const { t } = useTranslation('settings');
  const change = useChangeSettings();
  const { ceilings, undoSeconds } = useApp((state) => state.settings);
  const save = async (changed: Parameters<typeof change>[0]) => {
    if (await change(changed)) toast(t('limits-saved'));
  };
  return (
    <Section title={t('limits')} hint={t('limits-hint')}>
      <div className={styles.grid}>
        {names.map((name) => (
          <NumberSetting
            key={name}
            label={t(labels[name])}
            range={ceilingRanges[name]}
            saved={ceilings[name]}
            onSave={(value) => void save({ ceilings: { ...ceilings, [name]: value } })}
          />
        ))}
      </div>
      <NumberSetting
        label={t('undo-seconds')}
        hint={t('undo-hint')}
        range={undoRange}
        saved={undoSeconds}
        onSave={(value) => void save({ undoSeconds: value })}
      />
    </Section>
  );
};
