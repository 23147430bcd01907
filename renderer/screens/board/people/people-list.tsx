import { ChevronRight } from 'lucide-react';
import { type ReactNode, type RefObject, useId, useLayoutEffect, useRef, useState } from 'react';
import type { Board, BoardPerson } from '../../../../electron/contract/model/board';
import type { Channel } from '../../../../electron/contract/model/channel';
import { type Standing, standingOf, standings } from '../../../../electron/contract/rules/board-standing';
import { useTranslation } from '../../../i18n/use-translation';
import { useWhom } from '../../../i18n/use-whom';
import { SearchBox } from '../../../ui/form/text-input';
import { asksForALook } from './answer-lines';
import styles from './people-list.module.css';
import { PersonRow } from './person-row';

/** Number of people from which a name is looked for faster than it is seen. */
const searchFrom = 15;

interface PeopleListProps {
  board: Board;
  open: ReadonlySet<string>;
  onToggle: (key: string) => void;
  onBuzzAgain: ((person: BoardPerson, channel: Channel) => void) | null;
  /** Receives the button of each row, so that the attention bar can bring one into view. */
  rows: RefObject<Map<string, HTMLButtonElement>>;
}

/** People of a board by their standing, each part in the order of the draft. */
export const byStanding = (board: Pick<Board, 'people' | 'ladder'>): Record<Standing, readonly BoardPerson[]> => {
  const parts: Record<Standing, BoardPerson[]> = { 'needs-you': [], unread: [], read: [], acknowledged: [] };
  for (const person of board.people) parts[standingOf(person, board.ladder)].push(person);
  // Of each part those first whose answer is none that ends it.
  const sorted = (people: readonly BoardPerson[]) => [
    ...people.filter(asksForALook),
    ...people.filter((person) => !asksForALook(person)),
  ];
  return {
    'needs-you': sorted(parts['needs-you']),
    unread: sorted(parts.unread),
    read: sorted(parts.read),
    acknowledged: parts.acknowledged,
  };
};

/**
 * One row per person: first those for whom a person has to act, then the unread, the readers, and those who acknowledged. Those
 * who have done all that is asked of them are folded, until there are no others; a few who acknowledged are not, as a person
 * looks for who has it. A row that moves keeps the focus; folded away with it, the heading takes it.
 */
export const PeopleList = ({ board, open, onToggle, onBuzzAgain, rows }: PeopleListProps) => {
  const { t } = useTranslation(['board', 'common']);
  const whom = useWhom();
  const [query, setQuery] = useState('');
  const [unfolded, setUnfolded] = useState<boolean | null>(null);
  const parts = byStanding(board);
  const over: Standing = board.asks ? 'acknowledged' : 'read';
  const allOver = parts[over].length === board.people.length;
  const few = board.asks && parts.acknowledged.length < searchFrom;
  const wanted = query.trim().toLocaleLowerCase();
  const found = (person: BoardPerson) => whom(person).toLocaleLowerCase().includes(wanted);
  const shown = standings
    .map((standing) => ({ standing, people: parts[standing].filter(found) }))
    .filter(({ people }) => people.length > 0);
  // Who looks for a name wants to see it, whatever its standing.
  const overShown = wanted !== '' || (unfolded ?? (allOver || few));

  const overHeading = useRef<HTMLButtonElement>(null);
  const focused = [...rows.current].find(([, button]) => button === document.activeElement)?.[0];
  useLayoutEffect(() => {
    // Moving an element takes its focus away.
    if (focused === undefined || document.activeElement !== document.body) return;
    (rows.current.get(focused) ?? overHeading.current)?.focus({ preventScroll: true });
  });

  return (
    <section className={styles.people} aria-label={t('people')}>
      {board.people.length >= searchFrom && (
        <div className={styles.search}>
          <SearchBox label={t('find-person')} clearLabel={t('find-clear')} value={query} onChange={setQuery} />
        </div>
      )}
      <div className={styles.list}>
        {shown.map(({ standing, people }) => (
          <Part
            key={standing}
            standing={standing}
            asks={board.asks}
            count={parts[standing].length}
            fold={
              standing === over && wanted === '' && !allOver
                ? { shown: overShown, onToggle: () => setUnfolded(!overShown), button: overHeading }
                : null
            }
          >
            {(standing !== over || overShown) &&
              people.map((person) => (
                <PersonRow
                  key={person.key}
                  person={person}
                  board={board}
                  open={open.has(person.key)}
                  onToggle={() => onToggle(person.key)}
                  onBuzzAgain={onBuzzAgain && ((channel) => onBuzzAgain(person, channel))}
                  buttonRef={(button) => {
                    if (button) rows.current.set(person.key, button);
                    else rows.current.delete(person.key);
                  }}
                />
              ))}
          </Part>
        ))}
        {shown.length === 0 && (
          <p className={styles.none} role="status">
            {t('none-found')}
          </p>
        )}
      </div>
    </section>
  );
};

interface PartProps {
  standing: Standing;
  asks: boolean;
  count: number;
  /** Null: the part cannot be folded. */
  fold: { shown: boolean; onToggle: () => void; button: RefObject<HTMLButtonElement | null> } | null;
  children: ReactNode;
}

/** People of one standing under their heading. */
const Part = ({ standing, asks, count, fold, children }: PartProps) => {
  const { t } = useTranslation('board');
  const headingId = useId();
  const heading = (
    <>
      {t(asks && standing === 'read' ? 'part-read-open' : `part-${standing}`)}{' '}
      <span className={styles.count}>{count}</span>
    </>
  );
  return (
    <div className={styles.part} data-standing={standing}>
      <h2 id={headingId} className={styles.heading}>
        {fold ? (
          <button type="button" ref={fold.button} aria-expanded={fold.shown} onClick={fold.onToggle}>
            {heading}
            <ChevronRight size={14} aria-hidden />
          </button>
        ) : (
          heading
        )}
      </h2>
      {(fold === null || fold.shown) && (
        // biome-ignore lint/a11y/noRedundantRoles: Safari's VoiceOver drops the role of a list without bullets
        <ul role="list" aria-labelledby={headingId}>
          {children}
        </ul>
      )}
    </div>
  );
};
