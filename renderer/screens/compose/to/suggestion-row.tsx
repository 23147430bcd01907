import { CornerDownLeft, MessagesSquare } from 'lucide-react';
import type { MouseEvent } from 'react';
import type { Recipient } from '../../../../electron/contract/model/draft';
import type { Group } from '../../../../electron/contract/model/group';
import type { Suggestion } from '../../../../electron/contract/model/search';
import { Avatar } from '../../../ui/text/avatar';
import { Highlighted } from '../../../ui/text/highlighted';
import { GroupIcon } from '../../../ui/text/icon';
import styles from './suggestion-list.module.css';

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
  }
};

export interface SuggestionRowProps {
  id: string;
  row: Suggestion;
  /** Which of how many, from 1: not all of them are drawn. */
  place: readonly [number, number];
  groups: readonly Group[];
  active: boolean;
  chosen: boolean;
  onMove: (event: MouseEvent) => void;
  onPick: () => void;
}

/** One option under To. */
export const SuggestionRow = ({ id, row, place, groups, active, chosen, onMove, onPick }: SuggestionRowProps) => (
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
        <Highlighted text={row.hint} hits={row.hintHits} />
      </span>
    </span>
    {active && (
      <kbd className={styles.enter} aria-hidden>
        <CornerDownLeft size={11} />
      </kbd>
    )}
  </div>
);
