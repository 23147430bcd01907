import {
  AppWindow,
  CircleStop,
  ClipboardCheck,
  ClipboardCopy,
  ClipboardList,
  Ellipsis,
  MessageSquareReply,
  MessagesSquare,
  RefreshCw,
  Repeat,
  Undo2,
} from 'lucide-react';
import type { Board } from '../../../electron/contract/model/board';
import { isWaitedFor } from '../../../electron/contract/rules/answered';
import { useTranslation } from '../../i18n/use-translation';
import { IconButton } from '../../ui/form/button';
import { Menu, type MenuItem } from '../../ui/overlay/menu';
import { canRecall } from './use-board-actions';

interface BoardMenuProps {
  board: Board;
  onAskReads: () => void;
  onCopyDiagnostics: () => void;
  onCopyUnread: () => void;
  /** Null where no message is left to follow. */
  onFollowUp: (() => void) | null;
  onCopyReport: () => void;
  /** Null while the relay has the buzz. */
  onPostReport: (() => void) | null;
  onSendAgain: () => void;
  /** Null when the board has a window of its own already. */
  onOpenWindow: (() => void) | null;
  onStop: () => void;
  onRecall: () => void;
}

/** Menu of a board: rare actions, and those of its foot once more. */
export const BoardMenu = ({
  board,
  onAskReads,
  onCopyDiagnostics,
  onCopyUnread,
  onFollowUp,
  onCopyReport,
  onPostReport,
  onSendAgain,
  onOpenWindow,
  onStop,
  onRecall,
}: BoardMenuProps) => {
  const { t } = useTranslation('board');
  const climbs = board.ladder !== null && board.ladder.state !== 'ended';
  const items: MenuItem[] = [
    {
      kind: 'item',
      key: 'reads',
      label: t(board.asks ? 'ask-answers' : 'ask-reads'),
      icon: <RefreshCw size={14} aria-hidden />,
      disabled: board.recalled,
      onSelect: onAskReads,
    },
    {
      kind: 'item',
      key: 'unread',
      label: t(board.asks ? 'copy-unanswered' : 'copy-unread'),
      icon: <ClipboardList size={14} aria-hidden />,
      disabled: !board.people.some((person) => isWaitedFor(person, board)),
      onSelect: onCopyUnread,
    },
    {
      kind: 'item',
      key: 'follow-up',
      label: t('follow-up-menu'),
      icon: <MessageSquareReply size={14} aria-hidden />,
      disabled: onFollowUp === null,
      onSelect: () => onFollowUp?.(),
    },
    {
      kind: 'item',
      key: 'report',
      label: t('report-copy'),
      icon: <ClipboardCheck size={14} aria-hidden />,
      onSelect: onCopyReport,
    },
    {
      kind: 'item',
      key: 'report-chat',
      label: t('report-to-chat-menu'),
      icon: <MessagesSquare size={14} aria-hidden />,
      disabled: onPostReport === null,
      onSelect: () => onPostReport?.(),
    },
    {
      kind: 'item',
      key: 'again',
      label: t('send-again'),
      icon: <Repeat size={14} aria-hidden />,
      disabled: board.state === 'running',
      onSelect: onSendAgain,
    },
    {
      kind: 'item',
      key: 'diagnostics',
      label: t('diagnostics'),
      icon: <ClipboardCopy size={14} aria-hidden />,
      onSelect: onCopyDiagnostics,
    },
    ...(onOpenWindow
      ? [
          {
            kind: 'item',
            key: 'window',
            label: t('open-window'),
            icon: <AppWindow size={14} aria-hidden />,
            onSelect: onOpenWindow,
          } as const,
        ]
      : []),
    { kind: 'separator', key: 'line' },
    ...(board.state === 'running' || climbs
      ? [
          {
            kind: 'item',
            key: 'stop',
            label: t(board.state === 'running' ? 'stop-all' : 'stop-ladder'),
            icon: <CircleStop size={14} aria-hidden />,
            onSelect: onStop,
          } as const,
        ]
      : []),
    {
      kind: 'item',
      key: 'recall',
      label: t('recall-messages'),
      icon: <Undo2 size={14} aria-hidden />,
      danger: true,
      disabled: !canRecall(board),
      onSelect: onRecall,
    },
  ];
  return (
    <Menu
      align="end"
      items={items}
      trigger={<IconButton label={t('more')} icon={<Ellipsis size={16} aria-hidden />} />}
    />
  );
};
