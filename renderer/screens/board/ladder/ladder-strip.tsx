import { Fragment } from 'react';
import type { Board, BoardLadder } from '../../../../electron/contract/model/board';
import { useFormat } from '../../../i18n/format';
import { useTranslation } from '../../../i18n/use-translation';
import { useCountdown } from '../../../state/use-countdown';
import { VisuallyHidden } from '../../../ui/text/visually-hidden';
import { HeldNote } from './held-note';
import { type Stage, shownStages, stagesOf } from './ladder-stages';
import styles from './ladder-strip.module.css';

/** `began`: when the buzz was, whose day is told at the head of the board (ms). */
const StageView = ({ stage, began }: { stage: Stage; began: number }) => {
  const { t } = useTranslation(['board', 'common']);
  const format = useFormat();
  const seconds = useCountdown(stage.state === 'next' ? stage.at : null);
  const word = () => {
    switch (stage.state) {
      case 'next':
        return seconds > 0 ? format.countdown(seconds) : t('stage-now');
      case 'held':
      case 'missed':
      case 'skipped':
        return t(`stage-${stage.state}`);
      case 'done':
      case 'later':
        return null;
    }
  };
  const waits = stage.state === 'next' || stage.state === 'held';
  return (
    <li className={styles.stage} data-state={stage.state}>
      <b>
        {t(`common:channel-${stage.via}`)} <span>{word()}</span>
      </b>
      <span>
        {waits && stage.people !== null ? t('common:people', { count: stage.people }) : format.moment(stage.at, began)}
      </span>
      {stage.state === 'done' && <VisuallyHidden>{t('stage-done')}</VisuallyHidden>}
    </li>
  );
};

export interface LadderStripProps {
  board: Board;
  ladder: BoardLadder;
  busy: boolean;
  onContinue: (gesture: 'plain' | 'paid') => void;
}

/** 升级阶梯 of a board: what was done, what comes next and when, and what waits for a decision. */
export const LadderStrip = ({ board, ladder, busy, onContinue }: LadderStripProps) => {
  const { t } = useTranslation('board');
  const { shown, before, after } = shownStages(stagesOf(board));
  const held = ladder.rungs.find((rung) => rung.state === 'held');
  return (
    <section className={styles.ladder} aria-label={t('ladder', { name: ladder.name })}>
      <ol className={styles.strip}>
        {shown.map((stage, index) => (
          <Fragment key={stage.key}>
            {(index > 0 || before > 0) && (
              <li
                className={styles.line}
                data-done={(shown[index - 1] ?? stage).state === 'done' || undefined}
                aria-hidden
              />
            )}
            <StageView stage={stage} began={board.createdAt} />
          </Fragment>
        ))}
        {after > 0 && <li className={styles.more}>{t('stages-more', { count: after })}</li>}
      </ol>
      {held && <HeldNote rung={held} practice={board.practice} busy={busy} onContinue={onContinue} />}
      {ladder.state === 'armed' && <p className={styles.awake}>{t('ladder-awake')}</p>}
    </section>
  );
};
