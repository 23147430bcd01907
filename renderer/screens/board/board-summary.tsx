import { Check, CircleStop, Eye, LoaderCircle, Undo2 } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import type { Problem } from '../../../electron/contract/advice/problem';
import type { Board, BoardPerson } from '../../../electron/contract/model/board';
import type { Channel } from '../../../electron/contract/model/channel';
import { hasAcknowledged } from '../../../electron/contract/rules/answered';
import { knownToFail } from '../../../electron/contract/rules/known-to-fail';
import { canBeBuzzedAgain, needsAttention } from '../../../electron/contract/rules/needs-attention';
import { useFormat } from '../../i18n/format';
import { useAdvice, useTranslation } from '../../i18n/use-translation';
import { useWhom } from '../../i18n/use-whom';
import { Button } from '../../ui/form/button';
import { GrantButton } from '../shared/grant-button';
import { BoardPictures } from '../shared/pictures/board-pictures';
import styles from './board-summary.module.css';

/** Totals over all people of a board, for its head and its foot. */
export interface BoardTotals {
  total: number;
  read: number;
  acknowledged: number;
  pending: number;
  /** People who need someone to act, in the order of the board. */
  attention: readonly BoardPerson[];
  /** People who can be buzzed again over a channel, all at once: none for whom that is known to fail. */
  again: Readonly<Record<Channel, readonly BoardPerson[]>>;
  /** The reason for which a channel would reach none of them; null: it may, or no one is left. */
  closed: Readonly<Record<Channel, Problem | null>>;
}

/**
 * True for people whom one can choose to buzz again one by one: also those whose outcome is unknown, or who can be reached
 * again (joined the chat, read the backlog). Without a message that was sent there is nothing to buzz.
 */
export const canBeBuzzedByChoice = (person: BoardPerson, { asks }: Pick<Board, 'asks'>): boolean =>
  !hasAcknowledged(person) &&
  (asks || person.readAt === null) &&
  person.message === 'sent' &&
  person.id !== null &&
  person.outcome !== 'pending';

export const totalsOf = (board: Board): BoardTotals => {
  const left = board.recalled ? [] : board.people.filter((person) => canBeBuzzedAgain(person, board));
  const over = (channel: Channel) => left.filter((person) => knownToFail(person, channel) === null);
  const again = { app: over('app'), sms: over('sms'), phone: over('phone') };
  const reason = (channel: Channel): Problem | null => {
    const [first] = left;
    return first && again[channel].length === 0 ? (knownToFail(first, channel)?.problem ?? null) : null;
  };
  return {
    total: board.people.length,
    read: board.people.filter((person) => person.readAt !== null).length,
    acknowledged: board.people.filter(hasAcknowledged).length,
    pending: board.people.filter((person) => person.outcome === 'pending').length,
    attention: board.people.filter((person) => needsAttention(person, board.ladder)),
    again,
    closed: { app: reason('app'), sms: reason('sms'), phone: reason('phone') },
  };
};

/** The channel of the plan, and the louder ones that followed, quiet ones first. */
const channelsTried = (board: Pick<Board, 'channel' | 'people'>): readonly Channel[] => {
  const tried = new Set<Channel>([board.channel]);
  for (const person of board.people) {
    for (const step of person.steps) if (step.outcome !== 'not-called') tried.add(step.via);
  }
  return (['app', 'sms', 'phone'] as const).filter((channel) => tried.has(channel));
};

const radius = 25.5;
const round = 2 * Math.PI * radius;

/** Number of people who have done what is asked of them, as a ring and as a number; `label` says it in words. */
const CountRing = ({ count, total, label }: { count: number; total: number; label: string }) => {
  const part = total === 0 ? 0 : count / total;
  return (
    <div className={styles.ring} role="img" aria-label={label}>
      <svg viewBox="0 0 58 58" aria-hidden>
        <circle className={styles.track} cx="29" cy="29" r={radius} />
        <circle
          className={styles.part}
          cx="29"
          cy="29"
          r={radius}
          strokeDasharray={round}
          style={{ strokeDashoffset: round * (1 - part) }}
        />
      </svg>
      <span aria-hidden data-long={total > 99 || undefined}>
        {count}/{total}
      </span>
    </div>
  );
};

const MessageText = ({ text }: { text: string }) => {
  const { t } = useTranslation('board');
  const [whole, setWhole] = useState(false);
  const [longer, setLonger] = useState(false);
  const paragraph = useRef<HTMLParagraphElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured again when the text is another one
  useLayoutEffect(() => {
    const box = paragraph.current;
    if (box && !whole) setLonger(box.scrollHeight > box.clientHeight + 1);
  }, [text, whole]);
  return (
    <>
      <p ref={paragraph} className={styles.text} data-whole={whole || undefined} data-selectable>
        {text}
      </p>
      {(longer || whole) && (
        <Button variant="link" size="s" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? t('show-less') : t('show-whole')}
        </Button>
      )}
    </>
  );
};

/** State of the calls as a word with an icon; nothing when all are done. */
const StateWord = ({ board }: { board: Board }) => {
  const { t } = useTranslation('board');
  if (board.recalled)
    return (
      <span className={styles.state}>
        <Undo2 size={12} aria-hidden /> {t(board.recalledElsewhere ? 'recalled-elsewhere' : 'recalled')}
      </span>
    );
  switch (board.state) {
    case 'running':
      return (
        <span className={styles.state}>
          <LoaderCircle size={12} className={styles.turning} aria-hidden /> {t('running')}
        </span>
      );
    case 'stopped':
      return (
        <span className={styles.state}>
          <CircleStop size={12} aria-hidden /> {t(board.stoppedBy === 'alarm' ? 'stopped-by-alarm' : 'stopped')}
        </span>
      );
    case 'done':
      return null;
  }
};

/** Head of a board: the number of readers, the text, and the channel and mode of the buzz. */
export const BoardSummary = ({ board, totals }: { board: Board; totals: BoardTotals }) => {
  const { t } = useTranslation(['board', 'common']);
  const format = useFormat();
  const advice = useAdvice();
  const workspace = { id: board.workspaceId, practice: board.practice };
  const { receipts, answers } = board;
  const { total, read, acknowledged } = totals;
  const whom = useWhom();
  const over = total > 0 && (board.asks ? acknowledged : read) === total;
  const taker = board.people.find(({ key }) => key === board.takenBy);
  const facts = [
    channelsTried(board)
      .map((channel) => t(`common:channel-${channel}`))
      .join(' → '),
    board.mode === 'chat' && board.chat ? t('chat-named', { name: board.chat.name }) : t(`common:mode-${board.mode}`),
    board.about ? t(`about-${board.about.kind}`) : t('messages', { count: board.messages.length }),
  ];
  return (
    <section className={styles.summary}>
      {board.asks ? (
        <CountRing count={acknowledged} total={total} label={t('acknowledged-count', { acknowledged, total })} />
      ) : (
        <CountRing count={read} total={total} label={t('read-count', { read, total })} />
      )}
      <div className={styles.words}>
        <MessageText text={board.text} />
        <BoardPictures pictures={board.pictures} />
        <p className={styles.facts}>
          <span>{facts.join(' · ')}</span>
          <span role="status">
            <StateWord board={board} />
          </span>
          {taker && (
            <span className={styles.allRead}>
              <Check size={12} aria-hidden /> {t('taken-by', { name: whom(taker) })}
            </span>
          )}
          {board.asks && <span>{t('read-too', { count: read })}</span>}
          {receipts.askedAt !== null && receipts.problem === null && !over && (
            <span className={styles.state}>
              <Eye size={12} aria-hidden /> {t('asked-at', { time: format.exactMoment(receipts.askedAt) })}
            </span>
          )}
          {over && (
            <span className={styles.allRead}>
              <Check size={12} aria-hidden /> {t(board.asks ? 'all-acknowledged' : 'all-read')}
            </span>
          )}
        </p>
        {receipts.problem && (
          <p className={styles.warning}>
            {t('receipts-problem', { advice: advice(receipts.problem) })}{' '}
            <GrantButton problem={receipts.problem} workspace={workspace} />
          </p>
        )}
        {answers.problem && (
          <p className={styles.warning}>
            {t('answers-problem', { advice: advice(answers.problem) })}{' '}
            <GrantButton problem={answers.problem} workspace={workspace} />
          </p>
        )}
      </div>
    </section>
  );
};
