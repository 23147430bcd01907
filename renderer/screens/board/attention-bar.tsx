import type { BoardPerson } from '../../../electron/contract/board';
import { useTranslation } from '../../i18n/use-translation';
import styles from './attention-bar.module.css';
import { useNames } from './use-names';

/** The dark bar: who needs somebody to act, and a way to them. */
export const AttentionBar = ({ people, onShow }: { people: readonly BoardPerson[]; onShow: () => void }) => {
  const { t } = useTranslation('board');
  const namesOf = useNames();
  if (people.length === 0) return null;
  const names = namesOf(
    people.map((person) => person.name),
    3,
  );
  return (
    <div className={styles.bar}>
      <span className={styles.words}>{t('attention', { count: people.length, names })}</span>
      <button type="button" className={styles.show} onClick={onShow}>
        {t('attention-show')}
      </button>
    </div>
  );
};
