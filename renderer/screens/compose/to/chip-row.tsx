import { ChevronDown } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { Recipient } from '../../../../electron/contract/model/draft';
import type { Group } from '../../../../electron/contract/model/group';
import type { PlannedPerson } from '../../../../electron/contract/model/plan';
import { recipientKey } from '../../../../electron/contract/rules/person-key';
import { useTranslation } from '../../../i18n/use-translation';
import { Button } from '../../../ui/form/button';
import { NamesAgain } from './names-again';
import { isAmbiguous, isLost, isWaiting, ToChip } from './to-chip';
import styles from './to-field.module.css';

export interface ChipRowProps {
  to: readonly Recipient[];
  groups: readonly Group[];
  planned: readonly PlannedPerson[];
  onRemove: (recipients: readonly Recipient[]) => void;
  onFix: (recipient: Recipient) => void;
  /** Puts people in the place of their department. */
  onOpen: (department: Recipient, people: readonly Recipient[]) => void;
  /** Moves the focus back into the field. */
  onLeave: () => void;
  /** Set to a function that focuses the last chip. */
  focusLast: { current: () => void };
}

/** Most chips shown at once; more become a number, except those that need a correction. */
const mostChips = 12;

/** The chosen recipients. ArrowLeft enters them from the field; arrows move, Delete removes, ArrowRight at the end goes back. */
export const ChipRow = ({ to, groups, planned, onRemove, onFix, onOpen, onLeave, focusLast }: ChipRowProps) => {
  const { t } = useTranslation('compose');
  const [opened, setOpened] = useState(false);
  const buttons = useRef<(HTMLButtonElement | null)[]>([]);
  const knownPeople = new Map(planned.map((person) => [person.key, person]));
  const lost = to.filter((each) => isLost(each, knownPeople));
  const settled = lost.filter((each) => !isWaiting(each, knownPeople));
  const namesakes = settled.filter((each) => isAmbiguous(each, knownPeople));
  const gone = settled.filter((each) => !isAmbiguous(each, knownPeople));
  const many = to.length - lost.length > mostChips;
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
              planned={knownPeople}
              onRemove={() => {
                onRemove([recipient]);
                onLeave();
              }}
              onFix={() => onFix(recipient)}
              onOpen={(people) => {
                onOpen(recipient, people);
                onLeave();
              }}
              buttonRef={(element) => {
                buttons.current[index] = element;
              }}
            />
          </li>
        ))}
      </ul>
      {(
        [
          ['to-remove-lost', gone],
          ['to-remove-namesakes', namesakes],
        ] as const
      ).map(
        ([words, some]) =>
          some.length > 1 && (
            <Button
              key={words}
              variant="link"
              size="s"
              onClick={() => {
                onRemove(some);
                onLeave();
              }}
            >
              {t(words, { count: some.length })}
            </Button>
          ),
      )}
    </>
  );
};
