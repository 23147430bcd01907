import { Building2, CornerDownLeft, MessagesSquare } from 'lucide-react';
import { type MouseEvent, useEffect, useRef, useState } from 'react';
import type { Suggestion } from '../../../../electron/contract/model/directory';
import type { Recipient } from '../../../../electron/contract/model/draft';
import type { Group } from '../../../../electron/contract/model/group';
import { useFormat } from '../../../i18n/format';
import { useTranslation } from '../../../i18n/use-translation';
import { useApp } from '../../../state/app-store';
import { type FoundRecipients, useDirectory } from '../../../state/directory';
import { ErrorNote } from '../../../ui/feedback/error-note';
import { useRealMoves } from '../../../ui/overlay/floating';
import { Avatar } from '../../../ui/text/avatar';
import { GroupIcon } from '../../../ui/text/icon';
import { Highlighted } from '../../../ui/text/text-spans';
import styles from './suggestion-list.module.css';

interface SuggestionListProps {
  id: string;
  found: FoundRecipients;
  typed: string;
  groups: readonly Group[];
  active: number;
  chosen: ReadonlySet<string>;
  keyOf: (row: Suggestion) => string;
  onHover: (index: number) => void;
  onPick: (row: Suggestion) => void;
}

/** Height of a row (px), as in suggestion-list.module.css. */
const rowHeight = 42;
/** Rows drawn at a time: those that the tallest list shows, and some more on either side. */
const drawn = 18;
const before = 4;

/** Suggestions for the typed text: over the form in the popup, in place of it in quick buzz. Draws only the rows in sight. */
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
  // This component is mounted only while the list is open.
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
        // Until the answer to the typed text is there, it is not known that there is no match.
        rows.length === 0 &&
        query !== '' &&
        query === typed.trim() && <p className={styles.none}>{t('to-none', { query })}</p>
      )}
      <PeopleReading />
    </div>
  );
};

const Mark = ({ recipient, name, groups }: { recipient: Recipient; name: string; groups: readonly Group[] }) => {
  switch (recipient.kind) {
    case 'person':
      return <Avatar name={name} size="m" />;
    case 'group':
      return (
        <span className={styles.mark}>
          <GroupIcon name={groups.find((group) => group.id === recipient.groupId)?.icon ?? 'users'} size={15} />
        </span>
      );
    case 'chat':
      return (
        <span className={styles.mark}>
          <MessagesSquare size={15} aria-hidden />
        </span>
      );
    case 'department':
      return (
        <span className={styles.mark}>
          <Building2 size={15} aria-hidden />
        </span>
      );
  }
};

interface SuggestionRowProps {
  id: string;
  row: Suggestion;
  /** Position from 1, and number of rows: not all of them are drawn. */
  place: readonly [number, number];
  groups: readonly Group[];
  active: boolean;
  chosen: boolean;
  onMove: (event: MouseEvent) => void;
  onPick: () => void;
}

/** One suggestion. */
const SuggestionRow = ({ id, row, place, groups, active, chosen, onMove, onPick }: SuggestionRowProps) => {
  const { t } = useTranslation('compose');
  const { t: common } = useTranslation('common');
  const { kind } = row.recipient;
  // A group, a chat and a department are told apart by their kind and size; their pinyin only where it was typed.
  const size = row.members === null ? [] : [common('people', { count: row.members })];
  const what = kind === 'person' ? '' : [t(`to-kind-${kind}`), ...size].join(' · ');
  const hint = kind === 'person' || kind === 'department' || row.hintHits.length > 0 ? row.hint : '';
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys arrive at the combobox, which keeps the focus
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      aria-disabled={chosen || undefined}
      aria-posinset={place[0]}
      aria-setsize={place[1]}
      className={styles.row}
      // The field keeps the focus; a blur would close the list before the click arrives.
      onMouseDown={(event) => event.preventDefault()}
      onMouseMove={onMove}
      onClick={onPick}
    >
      <Mark recipient={row.recipient} name={row.label} groups={groups} />
      <span className={styles.words}>
        <b>
          <Highlighted text={row.label} hits={row.labelHits} />
        </b>
        <span className={styles.hint}>
          {[what, hint].every((part) => part !== '') ? `${what} · ` : what}
          {hint !== '' && <Highlighted text={hint} hits={row.hintHits} />}
        </span>
      </span>
      {active && (
        <kbd className={styles.enter} aria-hidden>
          <CornerDownLeft size={11} />
        </kbd>
      )}
    </div>
  );
};

/** Explains, while the contacts are read for the first time, why a person may not be found yet. */
export const PeopleReading = () => {
  const { t } = useTranslation('compose');
  const format = useFormat();
  const view = useDirectory(useApp((state) => state.currentWorkspaceId));
  if (!view?.reading || view.at !== null) return null;
  return (
    // Not a live region, because it changes several times a second.
    <p className={styles.foot}>{t('to-people-reading', { number: format.number(view.people) })}</p>
  );
};
