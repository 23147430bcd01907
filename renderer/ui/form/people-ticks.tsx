import type { Person } from '../../../electron/contract/model/person';
import { personKey } from '../../../electron/contract/rules/person-key';
import { useTranslation } from '../../i18n/use-translation';
import { Avatar } from '../text/avatar';
import styles from './people-ticks.module.css';

export interface PeopleTicksProps {
  people: readonly Person[];
  /** Keys of the selected people. */
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
}

/** A list of checkboxes, one for each person and one for all. */
export const PeopleTicks = ({ people, chosen, onChange }: PeopleTicksProps) => {
  const { t } = useTranslation('common');
  const keys = people.map((person) => personKey(person));
  const ticked = keys.filter((key) => chosen.has(key)).length;
  return (
    <div className={styles.ticks}>
      <label className={styles.tick}>
        <input
          type="checkbox"
          checked={ticked === keys.length}
          ref={(box) => {
            if (box) box.indeterminate = ticked > 0 && ticked < keys.length;
          }}
          onChange={() => onChange(new Set(ticked === keys.length ? [] : keys))}
        />
        {t('select-all')}
      </label>
      {people.map((person, index) => {
        const key = keys[index] ?? '';
        return (
          <label key={key} className={styles.tick}>
            <input
              type="checkbox"
              checked={chosen.has(key)}
              onChange={() => {
                const next = new Set(chosen);
                if (!next.delete(key)) next.add(key);
                onChange(next);
              }}
            />
            <Avatar name={person.name} size="s" />
            <span>
              {person.name} {person.department && <small className={styles.department}>· {person.department}</small>}
            </span>
          </label>
        );
      })}
    </div>
  );
};
