import { useEffect, useRef, useState } from 'react';
import type { Board } from '../../../electron/contract/model/board';
import { useTranslation } from '../../i18n/use-translation';
import { VisuallyHidden } from '../../ui/text/visually-hidden';
import { newsBetween } from './news';
import { useNames } from './use-names';

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
    const sentences = news.map(({ standing, names }) => {
      const said = { names: namesOf(names, 3), count: names.length };
      return standing === 'read'
        ? t('news-read', said)
        : t('news-standing', { ...said, standing: t(`common:outcome-${standing}`) });
    });
    setWords(sentences.join(t('news-stop')));
  }, [board, t, namesOf]);
  return (
    <VisuallyHidden role="log" aria-live="polite">
      {words}
    </VisuallyHidden>
  );
};
