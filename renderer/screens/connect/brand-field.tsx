import { connectLimits } from '../../../electron/contract/limits';
import type { Brand } from '../../../electron/contract/model/workspace';
import { useTranslation } from '../../i18n/use-translation';
import { Field } from '../../ui/form/field';
import field from '../../ui/form/field.module.css';
import { TextInput } from '../../ui/form/text-input';
import styles from './connect-screen.module.css';

const brands = ['feishu', 'lark', 'custom'] as const;

/** Choice between Feishu, Lark and an address of one's own. */
export const BrandField = ({ value, onChange }: { value: Brand; onChange: (brand: Brand) => void }) => {
  const { t } = useTranslation('connect');
  return (
    <fieldset className={styles.group}>
      <legend className={field.label}>{t('brand')}</legend>
      <div className={styles.brands}>
        {brands.map((brand) => (
          <label key={brand} className={styles.card}>
            <input type="radio" name="brand" checked={brand === value} onChange={() => onChange(brand)} />
            <b>{t(`brand-${brand}`)}</b>
            <small>{t(`brand-${brand}-hint`)}</small>
          </label>
        ))}
      </div>
    </fieldset>
  );
};

interface BaseUrlFieldProps {
  value: string;
  /** Sentence on what is wrong with it; null: nothing so far. */
  error: string | null;
  onChange: (baseUrl: string) => void;
}

/** The address of one's own. */
export const BaseUrlField = ({ value, error, onChange }: BaseUrlFieldProps) => {
  const { t } = useTranslation('connect');
  return (
    <Field label={t('base-url')} error={error} hint={t('base-url-hint')}>
      {(control) => (
        <TextInput
          {...control}
          mono
          inputMode="url"
          placeholder="https://"
          maxLength={connectLimits.baseUrl}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
};
