import type { ReactNode } from 'react';
import type { Person } from '../../../../electron/contract/model/person';
import { personKey } from '../../../../electron/contract/rules/person-key';
import { useTranslation } from '../../../i18n/use-translation';
import { Button, IconButton } from '../../../ui/form/button';
import { Avatar } from '../../../ui/text/avatar';
import list from './member-list.module.css';

/** Most rows drawn: a chat may hold thousands, and "all" takes the others as well. */
const most = 30;

/** People of one side of a difference, with an action for each and one for all. */
export const DifferenceSide = ({
  title,
  people,
  icon,
  one,
  all,
  onTake,
  other,
}: {
  title: string;
  people: readonly Person[];
  icon: ReactNode;
  one: (name: string) => string;
  all: string;
  onTake: (people: readonly Person[]) => void;
  /** A second action for each. */
  other?: { icon: ReactNode; label: (name: string) => string; onTake: (person: Person) => void };
}) => {
  const { t } = useTranslation('groups');
  if (people.length === 0) return null;
  return (
    <ul className={list.list} aria-label={title}>
      <li className={list.row}>
        <small className={list.words}>{title}</small>
        <Button variant="link" size="s" onClick={() => onTake(people)}>
          {all}
        </Button>
      </li>
      {people.slice(0, most).map((person) => (
        <li key={personKey(person)} className={list.row}>
          <Avatar name={person.name} size="s" />
          <span className={list.words}>
            {person.name}
            {person.department && <small> · {person.department}</small>}
          </span>
          {other && (
            <IconButton
              size="s"
              label={other.label(person.name)}
              icon={other.icon}
              onClick={() => other.onTake(person)}
            />
          )}
          <IconButton size="s" label={one(person.name)} icon={icon} onClick={() => onTake([person])} />
        </li>
      ))}
      {people.length > most && (
        <li className={list.row}>
          <small>{t('and-more', { count: people.length - most })}</small>
        </li>
      )}
    </ul>
  );
};
