import type { ReactNode } from 'react';
import type { Person } from '../../../../electron/contract/model/person';
import { personKey } from '../../../../electron/contract/rules/person-key';
import { useTranslation } from '../../../i18n/use-translation';
import { Button } from '../../../ui/form/button';
import { IconButton } from '../../../ui/form/icon-button';
import { Avatar } from '../../../ui/text/avatar';
import styles from './member-list.module.css';

/** Rows that are drawn: a chat may hold thousands, and "all" takes them over. */
const most = 30;

/** The people of one side of a difference, each with what can be done about them. */
export const OneSide = ({
  title,
  people,
  icon,
  one,
  all,
  onTake,
}: {
  title: string;
  people: readonly Person[];
  icon: ReactNode;
  one: (name: string) => string;
  all: string;
  onTake: (people: readonly Person[]) => void;
}) => {
  const { t } = useTranslation('groups');
  if (people.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={title}>
      <li className={styles.row}>
        <small className={styles.words}>{title}</small>
        <Button variant="link" size="s" onClick={() => onTake(people)}>
          {all}
        </Button>
      </li>
      {people.slice(0, most).map((person) => (
        <li key={personKey(person)} className={styles.row}>
          <Avatar name={person.name} size="s" />
          <span className={styles.words}>{person.name}</span>
          <IconButton size="s" label={one(person.name)} icon={icon} onClick={() => onTake([person])} />
        </li>
      ))}
      {people.length > most && (
        <li className={styles.row}>
          <small>{t('and-more', { count: people.length - most })}</small>
        </li>
      )}
    </ul>
  );
};
