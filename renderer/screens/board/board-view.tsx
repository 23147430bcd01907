import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Board, BoardPerson } from '../../../electron/contract/model/board';
import type { PaidChannel } from '../../../electron/contract/model/channel';
import { useFormat } from '../../i18n/format';
import { useTranslation } from '../../i18n/use-translation';
import { useConsent } from '../../state/asking';
import { useWindow } from '../../state/window-store';
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog';
import { ScreenHead } from '../../ui/screen/screen-head';
import { WorkspaceEdge } from '../../ui/screen/workspace-edge';
import { Pill } from '../../ui/text/pill';
import { ChatPicker } from '../shared/chat-picker';
import type { AgainWish } from './again-panel';
import { AgainPanel } from './again-panel';
import { BoardFoot } from './board-foot';
import { BoardMenu } from './board-menu';
import { BoardNews } from './board-news';
import styles from './board-screen.module.css';
import { BoardSummary, totalsOf } from './board-summary';
import { AttentionBar, UndoBar } from './dark-bars';
import { LadderStrip } from './ladder/ladder-strip';
import { ListenOffer, offersListening } from './ladder/listen-offer';
import { WaitingNote } from './ladder/waiting-notes';
import { NoteList } from './notes/note-list';
import { NotePanel } from './notes/note-panel';
import type { NoteToWrite } from './notes/use-note-plan';
import { PeopleList } from './people/people-list';
import { canFollowUp, useBoardActions } from './use-board-actions';

/** A board that has been read: the outcome of each person, and the actions. */
export const BoardView = ({
  board,
  raise,
  adopt,
  onBack,
  onSendAgain,
}: {
  board: Board;
  raise?: PaidChannel | undefined;
  adopt: (board: Board) => void;
  /** Null in a window of its own. */
  onBack: (() => void) | null;
  onSendAgain: () => void;
}) => {
  const { t } = useTranslation(['board', 'common']);
  const format = useFormat();
  const opened = useWindow((state) => state.view);
  const totals = useMemo(() => totalsOf(board), [board]);
  const actions = useBoardActions(board, adopt);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [recalling, setRecalling] = useState(false);
  const [wish, setWish] = useState<AgainWish | null>(null);
  const [note, setNote] = useState<NoteToWrite | null>(null);
  const [picking, setPicking] = useState(false);
  const rows = useRef(new Map<string, HTMLButtonElement>());
  useConsent(recalling || picking);

  const toggle = (key: string) =>
    setOpen((keys) => (keys.has(key) ? new Set([...keys].filter((each) => each !== key)) : new Set([...keys, key])));
  const showAttention = () => {
    setOpen((keys) => new Set([...keys, ...totals.attention.map((person) => person.key)]));
    const first = totals.attention[0];
    const button = first && rows.current.get(first.key);
    button?.focus({ preventScroll: true });
    button?.scrollIntoView({ block: 'start' });
  };
  const wishFor = (channel: AgainWish['channel'], people: readonly BoardPerson[]) =>
    setWish({
      channel,
      people: people.map((person) => person.key),
      risky: people.some((person) => person.outcome === 'unknown'),
    });
  // Opened to escalate: the call is prepared, and the person still has to confirm it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each time it is opened so, not at each change of the board
  useEffect(() => {
    if (raise && !elsewhere && board.state !== 'running' && totals.again[raise].length > 0)
      wishFor(raise, totals.again[raise]);
  }, [raise, opened]);
  const foot = useRef<HTMLElement>(null);
  // The relay makes no new buzz and no note of it.
  const elsewhere = board.climber?.elsewhere ?? false;
  const followUp = canFollowUp(board) && !elsewhere ? () => setNote({ kind: 'follow-up' }) : null;
  const closeAgain = useCallback(() => {
    setWish(null);
    setNote(null);
    requestAnimationFrame(() => {
      const actions = foot.current?.lastElementChild;
      actions?.querySelector<HTMLElement>('button:not(:disabled)')?.focus();
    });
  }, []);
  const confirmed = useCallback(
    (next: Board) => {
      closeAgain();
      adopt(next);
    },
    [adopt, closeAgain],
  );

  return (
    <div className={styles.screen}>
      <WorkspaceEdge id={board.workspaceId} name={board.workspaceName} practice={board.practice} />
      <ScreenHead
        title={board.title}
        note={format.moment(board.createdAt)}
        badge={board.practice && <Pill tone="practice">{t('common:practice-badge')}</Pill>}
        onBack={onBack}
        menu={
          <BoardMenu
            board={board}
            onAskReads={() => void actions.askReads()}
            onCopyDiagnostics={() => void actions.copyDiagnostics()}
            onCopyUnread={() => void actions.copyUnread()}
            onFollowUp={followUp}
            onCopyReport={() => void actions.copyReport()}
            onPostReport={elsewhere ? null : () => setPicking(true)}
            onSendAgain={onSendAgain}
            onOpenWindow={onBack && (() => void actions.openWindow().then((opened) => opened && onBack()))}
            onStop={actions.stop}
            onRecall={() => setRecalling(true)}
          />
        }
      />
      <BoardSummary board={board} totals={totals} />
      <NoteList
        notes={board.notes}
        busy={actions.busy === 'note'}
        onAgain={board.recalled || elsewhere ? null : actions.repeatNote}
      />
      {board.ladder && (
        <LadderStrip
          board={board}
          ladder={board.ladder}
          busy={actions.busy === 'continue'}
          night={actions.night}
          onContinue={actions.continueLadder}
          onNightOver={actions.endNight}
          takingBack={actions.busy === 'take-back'}
          onTakeBack={actions.takeBack}
        />
      )}
      {onBack && offersListening(board) && <ListenOffer board={board} />}
      {board.waiting && <WaitingNote waiting={board.waiting} busy={actions.busy === 'try'} onTryNow={actions.tryNow} />}
      <PeopleList
        board={board}
        open={open}
        onToggle={toggle}
        onBuzzAgain={
          board.recalled || elsewhere || board.state === 'running'
            ? null
            : (person, channel) => wishFor(channel, [person])
        }
        rows={rows}
      />
      <footer ref={foot} className={styles.foot}>
        {board.undoUntil !== null && <UndoBar board={board} until={board.undoUntil} onUndo={actions.undo} />}
        {wish ? (
          <AgainPanel board={board} wish={wish} onConfirmed={confirmed} onClose={closeAgain} />
        ) : note ? (
          <NotePanel board={board} note={note} onSent={confirmed} onClose={closeAgain} />
        ) : (
          <>
            {board.undoUntil === null && <AttentionBar people={totals.attention} onShow={showAttention} />}
            <BoardFoot
              board={board}
              totals={totals}
              busy={actions.busy}
              onAgain={(channel) => wishFor(channel, totals.again[channel])}
              onStop={actions.stop}
              onRecall={() => setRecalling(true)}
              onSendAgain={onSendAgain}
              onFollowUp={followUp}
            />
          </>
        )}
      </footer>
      <BoardNews board={board} />
      <ChatPicker
        open={picking}
        workspaceId={board.workspaceId}
        onPick={(chat) => {
          setPicking(false);
          setNote({ kind: 'report', chat });
        }}
        onClose={() => setPicking(false)}
      />
      <ConfirmDialog
        open={recalling}
        danger
        title={t('recall-title', { count: board.messages.length })}
        confirmLabel={t('recall')}
        onConfirm={() => {
          setRecalling(false);
          actions.recall();
        }}
        onCancel={() => setRecalling(false)}
      >
        {t('recall-body')}
      </ConfirmDialog>
    </div>
  );
};
