import { useEffect, useRef, useState } from 'react';
import type { Board } from '../../../electron/contract/model/board';
import { useTranslation } from '../../i18n/use-translation';
import { VisuallyHidden } from '../../ui/text/text-spans';
import { type ShownOutcome, shownOutcomeOf } from '../shared/shown-outcome';
import { useNames } from './dark-bars';

/** People who came to the same standing since the last snapshot: one sentence for the live region. */
interface News {
  outcome: Exclude<ShownOutcome, 'pending'>;
  names: readonly string[];
}

/**
 * What changed between two snapshots of the same board, grouped by standing, so that fifty reads at once are one
 * announcement and not fifty. The first snapshot (`before` null) is no news: the list itself is there to be read.
 */
export const newsBetween = (before: Board | null, after: Board): readonly News[] => {
  if (before === null || before.id !== after.id) return [];
  const outcomesBefore = new Map(before.people.map((person) => [person.key, shownOutcomeOf(person)]));
  const byOutcome = new Map<Exclude<ShownOutcome, 'pending'>, string[]>();
  for (const person of after.people) {
    const now = shownOutcomeOf(person);
    if (now === 'pending' || outcomesBefore.get(person.key) === now) continue;
    byOutcome.set(now, [...(byOutcome.get(now) ?? []), person.name]);
  }
  return [...byOutcome].map(([outcome, names]) => ({ outcome, names }));
};

/** How old a buzz may be whose board opens by itself, in ms. */
const justSent = 5_000;

/** Says politely, to those who do not see the rows change, who has read it and what became of whom. */
export const BoardNews = ({ board }: { board: Board }) => {
  const { t } = useTranslation(['board', 'common']);
  const namesOf = useNames();
  // Of a buzz just sent, what came before the first look is news as well.
  const before = useRef<Board | null>(Date.now() - board.createdAt < justSent ? { ...board, people: [] } : null);
  const [words, setWords] = useState('');
  useEffect(() => {
    const news = newsBetween(before.current, board);
    before.current = board;
    if (news.length === 0) return;
    const sentences = news.map(({ outcome, names }) => {
      const said = { names: namesOf(names, 3), count: names.length };
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
