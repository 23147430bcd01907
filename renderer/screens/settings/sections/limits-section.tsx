import type { Ceilings } from '../../../../electron/contract/model/settings';
import { useTranslation } from '../../../i18n/use-translation';
import { useApp } from '../../../state/app-store';
import { toast } from '../../../ui/feedback/toast';
import { NumberSetting, readNumber } from '../controls/number-setting';
import { Section, useChangeSettings } from '../controls/section';
import styles from '../controls/settings.module.css';

/**
 * The lowest and highest value of each ceiling: the contract's own, repeated so that the renderer need not carry
 * zod; `read-ceiling.test.ts` holds the two together.
 */
export const ceilingRanges: Readonly<Record<keyof Ceilings, { min: number; max: number }>> = {
  callsPerPersonPerHour: { min: 1, max: 60 },
  callsPerHour: { min: 1, max: 1000 },
  smsPerMonth: { min: 0, max: 100_000 },
  phonePerMonth: { min: 0, max: 100_000 },
};

/** What was typed, as a ceiling; null when it is none. */
export const readCeiling = (name: keyof Ceilings, typed: string): number | null =>
  readNumber(typed, ceilingRanges[name], true);

const labels = {
  callsPerPersonPerHour: 'calls-per-person-per-hour',
  callsPerHour: 'calls-per-hour',
  smsPerMonth: 'sms-per-month',
  phonePerMonth: 'phone-per-month',
} as const;
const names = ['callsPerPersonPerHour', 'callsPerHour', 'smsPerMonth', 'phonePerMonth'] as const;

/** The contract's own (`Settings.undoSeconds`), s; a test holds them together. */
export const undoRange = { min: 0, max: 60 };

/** The ceilings on paid calls made from this computer, and how long they wait for a change of mind. */
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
