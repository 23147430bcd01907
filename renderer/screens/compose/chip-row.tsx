import { type KeyboardEvent, useRef } from 'react';
import type { Recipient } from '../../../electron/contract/draft';
import type { Group } from '../../../electron/contract/group';
import type { PlannedPerson } from '../../../electron/contract/plan';
import { useTranslation } from '../../i18n/use-translation';
import { recipientKey } from './recipient';
import { ToChip } from './to-chip';
import styles from './to-field.module.css';

export interface ChipRowProps {
  to: readonly Recipient[];
  groups: readonly Group[];
  planned: readonly PlannedPerson[];
  onRemove: (recipient: Recipient) => void;
  /** The focus goes back into the field. */
  onLeave: () => void;
  /** Set to what puts the focus on the last chip. */
  focusLast: { current: () => void };
}

/** The chosen recipients. From the field, ArrowLeft enters them; arrows move, Delete removes, ArrowRight comes back. */
export const ChipRow = ({ to, groups, planned, onRemove, onLeave, focusLast }: ChipRowProps) => {
  const { t } = useTranslation('compose');
  const crosses = useRef<(HTMLButtonElement | null)[]>([]);
  focusLast.current = () => crosses.current[to.length - 1]?.focus();

  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const recipient = to[index];
    const focus = (next: number) => (next >= to.length ? onLeave() : crosses.current[Math.max(next, 0)]?.focus());
    switch (event.key) {
      case 'ArrowLeft':
        event.preventDefault();
        return focus(index - 1);
      case 'ArrowRight':
        event.preventDefault();
        return focus(index + 1);
      case 'Backspace':
      case 'Delete':
        event.preventDefault();
        if (recipient) onRemove(recipient);
        return onLeave();
      default:
        return;
    }
  };

  if (to.length === 0) return null;
  return (
    <ul className={styles.chips} aria-label={t('to-chosen')}>
      {to.map((recipient, index) => (
        <li key={recipientKey(recipient)} className={styles.item} onKeyDown={(event) => onKeyDown(event, index)}>
          <ToChip
            recipient={recipient}
            groups={groups}
            planned={planned}
            onRemove={() => {
              onRemove(recipient);
              onLeave();
            }}
            removeRef={(element) => {
              crosses.current[index] = element;
            }}
          />
        </li>
      ))}
    </ul>
  );
};
