import { useEffect } from 'react';
import type { Group } from '../../../electron/contract/group';
import type { Suggestion } from '../../../electron/contract/search';
import { useTranslation } from '../../i18n/use-translation';
import { ErrorNote } from '../../ui/error-note';
import { useRealMoves } from '../../ui/use-real-moves';
import styles from './suggestion-list.module.css';
import { SuggestionRow } from './suggestion-row';
import type { Found } from './use-suggestions';

export interface SuggestionListProps {
  id: string;
  found: Found;
  typed: string;
  groups: readonly Group[];
  active: number;
  chosen: ReadonlySet<string>;
  keyOf: (row: Suggestion) => string;
  onHover: (index: number) => void;
  onPick: (row: Suggestion) => void;
}

/** What can be picked for what is typed; over the form in the popup, in its place in quick buzz. */
export const SuggestionList = (props: SuggestionListProps) => {
  const { id, found, typed, groups, active, chosen, keyOf, onHover, onPick } = props;
  const { t } = useTranslation('compose');
  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView?.({ block: 'nearest' });
  }, [id, active]);
  // The list is there only while it is open.
  const moved = useRealMoves(true);
  const nothing = found.rows.length === 0 && typed.trim() !== '';
  return (
    <div className={styles.panel}>
      <div id={id} role="listbox" aria-label={t('to-suggestions')}>
        {found.rows.map((row, index) => (
          <SuggestionRow
            key={keyOf(row)}
            id={`${id}-${index}`}
            row={row}
            groups={groups}
            active={index === active}
            chosen={chosen.has(keyOf(row))}
            onMove={(event) => {
              if (moved(event)) onHover(index);
            }}
            onPick={() => onPick(row)}
          />
        ))}
      </div>
      {nothing && <p className={styles.none}>{t('to-none', { query: typed.trim() })}</p>}
      {found.problem && (
        <div className={styles.problem}>
          <ErrorNote problem={found.problem} />
        </div>
      )}
    </div>
  );
};
