import type { RefObject } from 'react';
import type { BoardPerson } from '../../../../electron/contract/model/board';
import { useTranslation } from '../../../i18n/use-translation';
import { PersonRow } from './person-row';
import styles from './person-row.module.css';

/** One row per person, in the order of the draft. Rows change in place and never move. */
export const PeopleList = ({
  people,
  open,
  onToggle,
  onBuzzAgain,
  rows,
}: {
  people: readonly BoardPerson[];
  open: ReadonlySet<string>;
  onToggle: (key: string) => void;
  onBuzzAgain: ((person: BoardPerson) => void) | null;
  /** Receives the button of each row, so that the attention bar can bring one into view. */
  rows: RefObject<Map<string, HTMLButtonElement>>;
}) => {
  const { t } = useTranslation('board');
  return (
    // biome-ignore lint/a11y/noRedundantRoles: Safari's VoiceOver drops the role of a list without bullets
    <ul role="list" className={styles.list} aria-label={t('people')}>
      {people.map((person) => (
        <PersonRow
          key={person.key}
          person={person}
          open={open.has(person.key)}
          onToggle={() => onToggle(person.key)}
          onBuzzAgain={onBuzzAgain && (() => onBuzzAgain(person))}
          buttonRef={(button) => {
            if (button) rows.current.set(person.key, button);
            else rows.current.delete(person.key);
          }}
        />
      ))}
    </ul>
  );
};
