import { useEffect, useState } from 'react';
import type { Ceilings } from '../../../electron/contract/settings';
import { isIme } from '../../app/is-ime';
import { useApp } from '../../app/use-app';
import { useFormat } from '../../i18n/format';
import { useTranslation } from '../../i18n/use-translation';
import { Field } from '../../ui/field';
import { TextInput } from '../../ui/text-input';
import { toast } from '../../ui/toast';
import { ceilingRanges, readCeiling } from './read-ceiling';
import { Section } from './section';
import styles from './settings-screen.module.css';
import { useChangeSettings } from './use-change-settings';

const labels = {
  callsPerPersonPerHour: 'calls-per-person-per-hour',
  callsPerHour: 'calls-per-hour',
  smsPerMonth: 'sms-per-month',
  phonePerMonth: 'phone-per-month',
} as const;
const names = ['callsPerPersonPerHour', 'callsPerHour', 'smsPerMonth', 'phonePerMonth'] as const;

const CeilingField = ({ name, ceilings }: { name: keyof Ceilings; ceilings: Ceilings }) => {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const change = useChangeSettings();
  const saved = ceilings[name];
  const [typed, setTyped] = useState(String(saved));
  const [wrong, setWrong] = useState(false);
  useEffect(() => {
    setTyped(String(saved));
    setWrong(false);
  }, [saved]);

  const save = async () => {
    const value = readCeiling(name, typed);
    setWrong(value === null);
    if (value === null || value === saved) return;
    if (await change({ ceilings: { ...ceilings, [name]: value } })) toast(t('limits-saved'));
  };
  const { min, max } = ceilingRanges[name];
  return (
    <Field
      label={t(labels[name])}
      error={wrong ? t('limit-range', { min: format.number(min), max: format.number(max) }) : null}
    >
      {(control) => (
        <TextInput
          {...control}
          inputMode="numeric"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setWrong(false);
          }}
          onBlur={() => void save()}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !isIme(event.nativeEvent)) void save();
          }}
        />
      )}
    </Field>
  );
};

/** The ceilings on paid calls made from this computer (design F7). */
export const LimitsSection = () => {
  const { t } = useTranslation('settings');
  const ceilings = useApp((state) => state.settings.ceilings);
  return (
    <Section title={t('limits')} hint={t('limits-hint')}>
      <div className={styles.grid}>
        {names.map((name) => (
          <CeilingField key={name} name={name} ceilings={ceilings} />
        ))}
      </div>
    </Section>
  );
};
