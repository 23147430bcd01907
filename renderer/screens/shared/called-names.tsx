import type { PlannedPerson } from '../../../electron/contract/model/plan';
import { isMany, type Stake } from '../../../electron/contract/rules/stake';
import { useFormat } from '../../i18n/format';
import { useTranslation } from '../../i18n/use-translation';
import { useWhom } from '../../i18n/use-whom';
import styles from './called-names.module.css';

/** The names of all people whom a paid plan calls, if they are many: a number alone is quickly taken for another. */
export const CalledNames = ({ stake, people }: { stake: Stake | null; people: readonly PlannedPerson[] }) => {
  const { t } = useTranslation('common');
  const { list } = useFormat();
  const whom = useWhom();
  if (!stake || !isMany(stake)) return null;
  const called = people.filter((person) => person.preflight === null);
  return (
    // A long list scrolls, so it has to be reached by keyboard as well.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls
    <section className={styles.names} aria-label={t('called-names', { count: called.length })} tabIndex={0}>
      <b>{t('called-names', { count: called.length })}</b> {list(called.map(whom))}
    </section>
  );
};
