import type { Brand } from '../../../electron/contract/model/workspace';
import { useTranslation } from '../../i18n/use-translation';
import field from '../../ui/form/field.module.css';
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
