import { ChevronDown } from 'lucide-react';
import type { Board } from '../../../electron/contract/model/board';
import type { Channel } from '../../../electron/contract/model/channel';
import { useAdvice, useTranslation } from '../../i18n/use-translation';
import { Button } from '../../ui/form/button';
import { Menu, type MenuItem } from '../../ui/overlay/menu';
import { ChannelIcon } from '../../ui/text/icon';
import styles from './board-screen.module.css';
import type { BoardTotals } from './board-summary';
import type { BoardAction } from './use-board-actions';
import { canRecall } from './use-board-actions';

interface BoardFootProps {
  board: Board;
  totals: BoardTotals;
  busy: BoardAction | null;
  onAgain: (channel: Channel) => void;
  onStop: () => void;
  onRecall: () => void;
  onSendAgain: () => void;
  /** Null where no message is left to follow. */
  onFollowUp: (() => void) | null;
}

/** The most likely next actions: buzz the unread again, escalate, or stop. Where none can be buzzed any more: send it again. */
export const BoardFoot = ({
  board,
  totals,
  busy,
  onAgain,
  onStop,
  onRecall,
  onSendAgain,
  onFollowUp,
}: BoardFootProps) => {
  const { t } = useTranslation('board');
  const running = board.state === 'running';
  const climbs = board.ladder !== null && board.ladder.state !== 'ended';
  const advice = useAdvice();
  const { again, closed } = totals;
  const away = board.climber?.elsewhere ?? false;
  const noUnread = running || [again.app, again.sms, again.phone].every((people) => people.length === 0);
  return (
    <div className={styles.actions}>
      {noUnread && !running ? (
        <Button onClick={onSendAgain}>{t('send-again')}</Button>
      ) : (
        <Button
          disabled={noUnread || away || again.app.length === 0}
          title={away ? t('take-back-first') : closed.app ? advice(closed.app) : undefined}
          onClick={() => onAgain('app')}
        >
          {t(board.asks ? 'buzz-unanswered' : 'buzz-unread')}
        </Button>
      )}
      {noUnread || away ? (
        (running || !noUnread) && (
          <Button disabled title={away ? t('take-back-first') : undefined}>
            {t('raise')} <ChevronDown size={14} aria-hidden />
          </Button>
        )
      ) : (
        <Menu
          align="end"
          items={(['sms', 'phone'] as const).flatMap((channel): MenuItem[] => {
            const reason = closed[channel];
            return [
              {
                kind: 'item',
                key: channel,
                label: t(`raise-${channel}`),
                icon: <ChannelIcon channel={channel} />,
                disabled: reason !== null,
                onSelect: () => onAgain(channel),
              },
              ...(reason ? [{ kind: 'heading' as const, key: `${channel}-closed`, label: advice(reason) }] : []),
            ];
          })}
          trigger={
            <Button>
              {t('raise')} <ChevronDown size={14} aria-hidden />
            </Button>
          }
        />
      )}
      {noUnread && !running && onFollowUp && <Button onClick={onFollowUp}>{t('follow-up')}</Button>}
      {running || climbs ? (
        <Button loading={busy === 'stop'} onClick={onStop}>
          {t(running ? 'stop-all' : 'stop-ladder')}
        </Button>
      ) : (
        <Button loading={busy === 'recall'} disabled={!canRecall(board)} onClick={onRecall}>
          {t('recall')}
        </Button>
      )}
    </div>
  );
};
