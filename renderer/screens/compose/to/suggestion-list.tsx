import { useEffect, useRef, useState } from 'react';
import type { Group } from '../../../../electron/contract/model/group';
import type { Suggestion } from '../../../../electron/contract/model/search';
import { useTranslation } from '../../../i18n/use-translation';
import type { Found } from '../../../state/use-suggestions';
import { ErrorNote } from '../../../ui/feedback/error-note';
import { useRealMoves } from '../../../ui/overlay/use-real-moves';
import { PeopleReading } from './people-reading';
import styles from './suggestion-list.module.css';
import { SuggestionRow } from './suggestion-row';

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

/** As high as a row is drawn (suggestion-list.module.css), px. */
const rowHeight = 42;
/** Rows drawn at a time: what the tallest list shows, and some more on either side. */
const drawn = 18;
const before = 4;

/** What can be picked for what is typed; over the form in the popup, in its place in quick buzz. Draws what is in sight. */
export const SuggestionList = (props: SuggestionListProps) => {
  const { id, found, typed, groups, active, chosen, keyOf, onHover, onPick } = props;
  const { t } = useTranslation('compose');
  const panel = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const { rows, query } = found;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another query begins at the top, unless a row further down is active
  useEffect(() => {
    const box = panel.current;
    if (!box) return;
    const at = Math.max(active, 0) * rowHeight;
    box.scrollTop = Math.min(at, Math.max(active < 0 ? 0 : box.scrollTop, at + 2 * rowHeight - box.clientHeight));
  }, [active, query]);
  // The list is there only while it is open.
  const moved = useRealMoves(true);
  const first = Math.max(0, Math.min(Math.floor(top / rowHeight) - before, rows.length - drawn));
  const last = Math.min(rows.length, first + drawn);
  return (
    <div ref={panel} className={styles.panel} onScroll={(event) => setTop(event.currentTarget.scrollTop)}>
      <div
        id={id}
        role="listbox"
        aria-label={t('to-suggestions')}
        style={{ paddingTop: first * rowHeight, paddingBottom: (rows.length - last) * rowHeight }}
      >
        {rows.slice(first, last).map((row, index) => (
          <SuggestionRow
            key={keyOf(row)}
            id={`${id}-${first + index}`}
            row={row}
            place={[first + index + 1, rows.length]}
            groups={groups}
            active={first + index === active}
            chosen={chosen.has(keyOf(row))}
            onMove={(event) => {
              if (moved(event)) onHover(first + index);
            }}
            onPick={() => onPick(row)}
          />
        ))}
      </div>
      {found.problem ? (
        <div className={styles.problem}>
          <ErrorNote problem={found.problem} />
        </div>
      ) : (
        // While the answer to what is typed is on its way nobody knows that there is none.
        rows.length === 0 &&
        query !== '' &&
        query === typed.trim() && <p className={styles.none}>{t('to-none', { query })}</p>
      )}
      <PeopleReading />
    </div>
  );
};
