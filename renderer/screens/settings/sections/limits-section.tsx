import { ceilingRanges, undoRange } from '../../../../electron/contract/limits';
import { useTranslation } from '../../../i18n/use-translation';
import { useApp } from '../../../state/app-store';
import { toast } from '../../../ui/feedback/toast';
import { NumberSetting } from '../controls/number-setting';
import { Section, Tick, useChangeSettings } from '../controls/section';
import styles from '../controls/settings.module.css';
import { TimeSetting } from '../controls/time-setting';

const labels = {
  callsPerPersonPerHour: 'calls-per-person-per-hour',
  callsPerHour: 'calls-per-hour',
  smsPerMonth: 'sms-per-month',
  phonePerMonth: 'phone-per-month',
} as const;
const names = ['callsPerPersonPerHour', 'callsPerHour', 'smsPerMonth', 'phonePerMonth'] as const;

/** The night that is offered first, in minutes since midnight: 22:00 to 7:00. */
const usualNight = { from: 22 * 60, to: 7 * 60 };

/** Ceilings on paid calls from this computer, the time in which they can be undone, and the hours in which they ask once more. */
export const LimitsSection = () => {
  const { t } = useTranslation('settings');
  const change = useChangeSettings();
  const { ceilings, undoSeconds, nightHours } = useApp((state) => state.settings);
  const save = async (changed: Parameters<typeof change>[0]) => {
    if (await change(changed)) toast(t('limits-saved'));
  };
  return (
    <Section part="limits" title={t('limits')} hint={t('limits-hint')}>
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
      <Tick
        label={t('night')}
        hint={t('night-hint')}
        checked={nightHours !== null}
        onChange={(on) => void change({ nightHours: on ? usualNight : null })}
      />
      {nightHours && (
        <div className={styles.grid}>
          {(['from', 'to'] as const).map((end) => (
            <TimeSetting
              key={end}
              label={t(`night-${end}`)}
              saved={nightHours[end]}
              onSave={(minutes) => void save({ nightHours: { ...nightHours, [end]: minutes } })}
            />
          ))}
        </div>
      )}
    </Section>
  );
};
