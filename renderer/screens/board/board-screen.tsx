import { CircleHelp } from 'lucide-react';
import type { PaidChannel } from '../../../electron/contract/model/channel';
import type { BuzzId } from '../../../electron/contract/model/ids';
import { useAdvice, useTranslation } from '../../i18n/use-translation';
import { useBoard } from '../../state/use-board';
import { ErrorNote } from '../../ui/feedback/error-note';
import { EmptyState, Skeleton } from '../../ui/feedback/placeholder';
import { Button } from '../../ui/form/button';
import { ScreenHead } from '../../ui/screen/screen-head';
import styles from './board-screen.module.css';
import { BoardView } from './board-view';

/** 看板: the outcome of each person of one buzz, updated while it can be seen. */
export const BoardScreen = (props: {
  id: BuzzId;
  /** Channel over which to prepare another buzz to the unread. */
  raise?: PaidChannel | undefined;
  /** True in a window of its own, which is closed rather than left. */
  own?: boolean;
  onBack: () => void;
  /** Makes a draft of this buzz again, in Compose. */
  onSendAgain: () => void;
}) => {
  const { id, raise, own = false, onBack, onSendAgain } = props;
  const back = own ? null : onBack;
  const { t } = useTranslation(['board', 'common']);
  const advice = useAdvice();
  const { state, adopt, retry } = useBoard(id);
  switch (state.kind) {
    case 'shown':
      // Until another board has been read the one before is shown, and that one is not to be escalated.
      return (
        <BoardView
          key={state.board.id}
          board={state.board}
          raise={state.board.id === id ? raise : undefined}
          adopt={adopt}
          onBack={back}
          onSendAgain={onSendAgain}
        />
      );
    case 'loading':
      return (
        <div className={styles.screen} aria-busy="true">
          <ScreenHead title={t('common:loading')} onBack={back} />
          <BoardSkeleton />
        </div>
      );
    case 'failed':
      return (
        <div className={styles.screen}>
          {state.problem.advice === 'buzz-gone' ? (
            <>
              <ScreenHead title={t('title')} onBack={back} />
              <EmptyState
                icon={<CircleHelp size={22} />}
                title={t('gone-title')}
                text={advice(state.problem)}
                action={<Button onClick={onBack}>{t(own ? 'common:close' : 'common:back')}</Button>}
              />
            </>
          ) : (
            <>
              <ScreenHead title={t('failed-title')} onBack={back} />
              <div className={styles.failed}>
                <ErrorNote problem={state.problem} action={<Button onClick={retry}>{t('common:retry')}</Button>} />
              </div>
            </>
          )}
        </div>
      );
  }
};

const rows = ['a', 'b', 'c', 'd', 'e', 'f'];

/** Outline of a board that is being read, so that nothing moves when it arrives. */
const BoardSkeleton = () => (
  <div className={styles.board}>
    <div className={styles.summary}>
      <Skeleton width="58px" height="58px" />
      <div className={styles.words}>
        <Skeleton width="90%" />
        <Skeleton width="50%" />
      </div>
    </div>
    {rows.map((row) => (
      <div key={row} className={styles.row}>
        <Skeleton width="28px" height="28px" />
        <div className={styles.words}>
          <Skeleton width="30%" />
          <Skeleton width="55%" height="0.85em" />
        </div>
      </div>
    ))}
  </div>
);
