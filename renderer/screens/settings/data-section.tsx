import { useApp } from '../../app/use-app';
import { useTranslation } from '../../i18n/use-translation';
import { Field } from '../../ui/field';
import { SelectBox } from '../../ui/select-box';
import { Section } from './section';
import { useChangeSettings } from './use-change-settings';

const offered = [30, 90, 180, 365];
const forever = 'forever';

/** How long buzzes are kept on this computer. */
export const DataSection = () => {
  const { t } = useTranslation('settings');
  const change = useChangeSettings();
  const keepDays = useApp((state) => state.settings.keepDays);
  const days = keepDays === null || offered.includes(keepDays) ? offered : [...offered, keepDays].sort((a, b) => a - b);
  return (
    <Section title={t('data')}>
      <Field label={t('keep-days')} hint={t('keep-hint')}>
        {(control) => (
          <SelectBox
            id={control.id}
            label={t('keep-days')}
            aria-describedby={control['aria-describedby']}
            value={keepDays === null ? forever : String(keepDays)}
            options={[
              ...days.map((count) => ({ value: String(count), label: t('keep-for', { count }) })),
              { value: forever, label: t('keep-forever') },
            ]}
            onChange={(next) => void change({ keepDays: next === forever ? null : Number(next) })}
          />
        )}
      </Field>
    </Section>
  );
};
