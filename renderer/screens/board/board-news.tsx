import { useEffect, useRef, useState } from 'react';
import type { Board, BoardPerson } from '../../../electron/contract/model/board';
import { useTranslation } from '../../i18n/use-translation';
import { VisuallyHidden } from '../../ui/text/text-spans';
import { type ShownOutcome, shownOutcomeOf } from '../shared/shown-outcome';
import { useNames } from './dark-bars';

/** People who reached the same outcome since the last snapshot: one sentence for the live region. */
interface News {
  outcome: Exclude<ShownOutcome, 'pending'>;
  people: readonly BoardPerson[];
}

/**
 * Changes between two snapshots of the same board, grouped by outcome, so that fifty reads at once are one announcement.
 * The first snapshot (`before` null) is no news, because the list itself can be read.
 */
export const newsBetween = (before: Board | null, after: Board): readonly News[] => {
  if (before === null || before.id !== after.id) return [];
  const outcomesBefore = new Map(before.people.map((person) => [person.key, shownOutcomeOf(person)]));
  const byOutcome = new Map<Exclude<ShownOutcome, 'pending'>, BoardPerson[]>();
  for (const person of after.people) {
    const now = shownOutcomeOf(person);
    if (now === 'pending' || outcomesBefore.get(person.key) === now) continue;
    byOutcome.set(now, [...(byOutcome.get(now) ?? []), person]);
  }
  return [...byOutcome].map(([outcome, people]) => ({ outcome, people }));
};

/** Greatest age of a buzz whose board opens by itself (ms). */
const justSent = 5_000;

/** Tells people who use a screen reader about rows that changed. */
export const BoardNews = ({ board }: { board: Board }) => {
  const { t } = useTranslation(['board', 'common']);
  const namesOf = useNames();
  // Of a buzz just sent, outcomes that came before the first snapshot are news as well.
  const before = useRef<Board | null>(Date.now() - board.createdAt < justSent ? { ...board, people: [] } : null);
  const [words, setWords] = useState('');
  useEffect(() => {
    const news = newsBetween(before.current, board);
    before.current = board;
    if (news.length === 0) return;
    const sentences = news.map(({ outcome, people }) => {
      const said = { names: namesOf(people), count: people.length };
      return outcome === 'read'
        ? t('news-read', said)
        : t('news-standing', { ...said, standing: t(`common:outcome-${outcome}`) });
    });
    setWords(sentences.join(t('news-stop')));
  }, [board, t, namesOf]);
  return (
    <VisuallyHidden role="log" aria-live="polite">
      {words}
    </VisuallyHidden>
  );
};
