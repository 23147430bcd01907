import { ChevronDown } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { Recipient } from '../../../../electron/contract/model/draft';
import type { Group } from '../../../../electron/contract/model/group';
import type { PlannedPerson } from '../../../../electron/contract/model/plan';
import { recipientKey } from '../../../../electron/contract/rules/person-key';
import { useTranslation } from '../../../i18n/use-translation';
import { Button } from '../../../ui/form/button';
import { NamesAgain } from './names-again';
import { isLost, isWaiting, ToChip } from './to-chip';
import styles from './to-field.module.css';

export interface ChipRowProps {
  to: readonly Recipient[];
  groups: readonly Group[];
  planned: readonly PlannedPerson[];
  onRemove: (recipients: readonly Recipient[]) => void;
  onFix: (recipient: Recipient) => void;
  /** The focus goes back into the field. */
  onLeave: () => void;
  /** Set to what puts the focus on the last chip. */
  focusLast: { current: () => void };
}

/** So many chips are looked through at a glance; more become a number, except those that need a hand. */
const most = 12;

/** The chosen recipients. From the field, ArrowLeft enters them; arrows move, Delete removes, ArrowRight comes back. */
export const ChipRow = ({ to, groups, planned, onRemove, onFix, onLeave, focusLast }: ChipRowProps) => {
  const { t } = useTranslation('compose');
  const [opened, setOpened] = useState(false);
  const buttons = useRef<(HTMLButtonElement | null)[]>([]);
  const known = new Map(planned.map((person) => [person.key, person]));
  const lost = to.filter((each) => isLost(each, known));
  const gone = lost.filter((each) => !isWaiting(each, known));
  const many = to.length - lost.length > most;
  const shown = many && !opened ? lost : to;
  focusLast.current = () => buttons.current[shown.length - 1]?.focus();

  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const recipient = shown[index];
    const focus = (next: number) => (next >= shown.length ? onLeave() : buttons.current[Math.max(next, 0)]?.focus());
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
        if (recipient) onRemove([recipient]);
        return onLeave();
      default:
        return;
    }
  };

  if (to.length === 0) return null;
  return (
    <>
      <NamesAgain to={to} planned={planned} />
      {many && (
        <Button size="s" aria-expanded={opened} onClick={() => setOpened(!opened)}>
          {t('to-many', { count: to.length - lost.length })}
          <ChevronDown size={12} aria-hidden />
        </Button>
      )}
      <ul className={styles.chips} aria-label={t('to-chosen')}>
        {shown.map((recipient, index) => (
          <li key={recipientKey(recipient)} className={styles.item} onKeyDown={(event) => onKeyDown(event, index)}>
            <ToChip
              recipient={recipient}
              groups={groups}
              planned={known}
              onRemove={() => {
                onRemove([recipient]);
                onLeave();
              }}
              onFix={() => onFix(recipient)}
              buttonRef={(element) => {
                buttons.current[index] = element;
              }}
            />
          </li>
        ))}
      </ul>
      {gone.length > 1 && (
        <Button
          variant="link"
          size="s"
          onClick={() => {
            onRemove(gone);
            onLeave();
          }}
        >
          {t('to-remove-lost', { count: gone.length })}
        </Button>
      )}
    </>
  );
};
