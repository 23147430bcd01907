import type { Group } from '../../../../electron/contract/model/group';
import { useTranslation } from '../../../i18n/use-translation';
import { useApp } from '../../../state/app-store';
import { GroupIcon } from '../../../ui/text/icon';
import styles from './favorites.module.css';

/** The pinned groups as toggle buttons. */
export const Favorites = ({
  chosen,
  onToggle,
}: {
  chosen: ReadonlySet<string>;
  onToggle: (group: Group, on: boolean) => void;
}) => {
  const { t } = useTranslation('compose');
  const groups = useApp((state) => state.groups);
  const pinned = groups.filter((group) => group.pinned);
  if (pinned.length === 0) return null;
  return (
    <fieldset className={styles.row} data-tour="to" aria-label={t('favorites')}>
      {pinned.map((group) => (
        <button
          key={group.id}
          type="button"
          className={styles.favorite}
          aria-pressed={chosen.has(group.id)}
          onClick={() => onToggle(group, !chosen.has(group.id))}
        >
          <GroupIcon name={group.icon} />
          <span>{group.name}</span>
          <span className={styles.count}>{group.members.length}</span>
        </button>
      ))}
    </fieldset>
  );
};
