import { useFormat } from '../../../i18n/format';
import { useTranslation } from '../../../i18n/use-translation';
import { useApp } from '../../../state/use-app';
import { useDirectory } from '../../../state/use-directory';
import styles from './suggestion-list.module.css';

/** While the contacts are read for the first time: why somebody may not be found yet. */
export const PeopleReading = () => {
  const { t } = useTranslation('compose');
  const format = useFormat();
  const view = useDirectory(useApp((state) => state.currentWorkspaceId));
  if (!view?.reading || view.at !== null) return null;
  return (
    // Not announced: it changes several times a second.
    <p className={styles.foot}>{t('to-people-reading', { number: format.number(view.people) })}</p>
  );
};
