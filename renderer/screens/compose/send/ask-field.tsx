import { useId } from 'react';
import type { Draft } from '../../../../electron/contract/model/draft';
import { asksAnswer } from '../../../../electron/contract/rules/answered';
import { useTranslation } from '../../../i18n/use-translation';
import { useApp } from '../../../state/app-store';
import styles from '../compose-screen.module.css';
import { ladderOf } from '../draft/paid-draft';

/**
 * 请对方确认: whether the message asks for an answer. On by itself with a ladder or a paid channel; a ladder that waits for
 * answers leaves no choice, and says so.
 */
export const AskField = ({ draft, onChange }: { draft: Draft; onChange: (ask: boolean) => void }) => {
  const { t } = useTranslation('compose');
  const { ladders, asking, answerLine } = useApp((state) => state.settings);
  const id = useId();
  // A message that is there already cannot say that it asks for an answer.
  if (draft.about?.kind === 'message') return null;
  const ladder = ladderOf(draft, ladders);
  const asks = asksAnswer(draft, ladder, asking);
  const forced = asksAnswer({ ...draft, ask: false }, ladder, asking);
  return (
    <div className={styles.ask}>
      <label>
        <input
          type="checkbox"
          checked={asks}
          disabled={forced}
          aria-describedby={id}
          onChange={(event) => onChange(event.target.checked)}
        />{' '}
        {t('ask')}
      </label>
      <small id={id}>{t(forced ? 'ask-forced' : answerLine ? 'ask-hint' : 'ask-hint-quiet')}</small>
    </div>
  );
};
