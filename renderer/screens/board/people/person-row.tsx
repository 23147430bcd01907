import { ChevronRight, Copy } from 'lucide-react';
import { type Ref, useId } from 'react';
import type { Board, BoardPerson } from '../../../../electron/contract/model/board';
import type { Channel } from '../../../../electron/contract/model/channel';
import { channelsOut } from '../../../../electron/contract/rules/board-standing';
import { useBridge } from '../../../bridge';
import { useFormat } from '../../../i18n/format';
import { useAdvice, useTranslation } from '../../../i18n/use-translation';
import { useWhom } from '../../../i18n/use-whom';
import { classNames } from '../../../ui/class-names';
import { toast } from '../../../ui/feedback/toast';
import { IconButton } from '../../../ui/form/button';
import { Avatar } from '../../../ui/text/avatar';
import { ChannelIcon } from '../../../ui/text/icon';
import { OutcomePill, Pill } from '../../../ui/text/pill';
import { VisuallyHidden } from '../../../ui/text/text-spans';
import { GrantButton } from '../../shared/grant-button';
import { shownOutcomeOf } from '../../shared/shown-outcome';
import { usePersonLines } from './answer-lines';
import { NextActs } from './next-acts';
import styles from './person-row.module.css';

interface PersonRowProps {
  person: BoardPerson;
  board: Pick<Board, 'id' | 'workspaceId' | 'practice' | 'channel' | 'asks' | 'undoUntil' | 'waiting'>;
  open: boolean;
  onToggle: () => void;
  /** Null while people cannot be buzzed again (calls are running, or the messages were recalled). */
  onBuzzAgain: ((channel: Channel) => void) | null;
  buttonRef: Ref<HTMLButtonElement>;
}

const Details = ({ person, board, onBuzzAgain }: Pick<PersonRowProps, 'person' | 'board' | 'onBuzzAgain'>) => {
  const { t } = useTranslation(['board', 'common']);
  const bridge = useBridge();
  const adviceOf = useAdvice();
  const format = useFormat();
  const logId = person.problem?.logId ?? null;
  const copyLogId = async (text: string) => {
    const answer = await bridge.copyText({ text });
    toast(answer.ok ? t('log-id-copied') : adviceOf(answer.problem));
  };
  return (
    <>
      {shownOutcomeOf(person) === 'unknown' && <p>{t('unknown-choice')}</p>}
      {person.replies.length > 0 && (
        <ol className={styles.steps} aria-label={t('replies')}>
          {person.replies.map(({ at, text }) => (
            <li key={`${at} ${text}`} data-selectable>
              {t('wrote', { time: format.exactMoment(at), word: text })}
            </li>
          ))}
        </ol>
      )}
      <NextActs person={person} board={board} onBuzzAgain={onBuzzAgain} />
      <GrantButton problem={person.problem} workspace={{ id: board.workspaceId, practice: board.practice }} />
      {person.problem?.code != null && <p data-selectable>{t('common:error-code', { code: person.problem.code })}</p>}
      {logId !== null && (
        <p className={styles.logId}>
          <span data-selectable>{t('common:error-log-id', { logId })}</span>
          <IconButton
            size="s"
            label={t('copy-log-id')}
            icon={<Copy size={13} aria-hidden />}
            onClick={() => void copyLogId(logId)}
          />
        </p>
      )}
      {person.steps.length > 0 && (
        <ol className={styles.steps}>
          {person.steps.map((step) => (
            <li key={`${step.at}-${step.via}`}>
              {t('step-line', {
                time: format.exactMoment(step.at),
                channel: t(`common:channel-${step.via}`),
                standing: t(`common:outcome-${step.outcome}`),
              })}
            </li>
          ))}
        </ol>
      )}
    </>
  );
};

/** Channels over which a call to the person went out, as icons; one of unknown outcome in its color. */
const ChannelsOut = ({ person }: { person: BoardPerson }) => {
  const { t } = useTranslation(['board', 'common']);
  const out = channelsOut(person);
  if (out.length === 0) return null;
  return (
    <span className={styles.channels}>
      {out.map(({ via, sure }) => (
        <span key={via} data-unsure={!sure || undefined}>
          <ChannelIcon channel={via} size={13} />
          <VisuallyHidden>{t(sure ? 'out' : 'out-unsure', { channel: t(`common:channel-${via}`) })}</VisuallyHidden>
        </span>
      ))}
    </span>
  );
};

/** The outcome as a word. A call that waits says for what it waits: a change of mind, or the network. */
const Standing = ({ person, board }: Pick<PersonRowProps, 'person' | 'board'>) => {
  const { t } = useTranslation('board');
  const outcome = shownOutcomeOf(person);
  if (person.problem?.advice === 'turn-waits') return <Pill>{t('waits-turn')}</Pill>;
  if (outcome === 'pending' && board.undoUntil !== null) return <Pill>{t('waits-undo')}</Pill>;
  if (outcome === 'pending' && board.waiting !== null) return <Pill tone="warn">{t('waits-network')}</Pill>;
  return <OutcomePill outcome={outcome} open={board.asks} />;
};

/** One person with the outcome, and on demand the code, the log id and every attempt. */
export const PersonRow = ({ person, board, open, onToggle, onBuzzAgain, buttonRef }: PersonRowProps) => {
  const { t } = useTranslation(['board', 'common']);
  const whom = useWhom();
  const detailsId = useId();
  const lines = usePersonLines()(person);
  return (
    <li className={styles.row}>
      <button
        type="button"
        ref={buttonRef}
        className={styles.line}
        aria-expanded={open}
        aria-controls={detailsId}
        onClick={onToggle}
      >
        <Avatar name={person.name} size="m" />
        <span className={styles.words}>
          <b>{whom(person)}</b>
          {person.backup !== null && <small>{t('common:backup-of', { name: person.backup })}</small>}
          {lines.map(({ words, look }) => (
            <small key={words} className={classNames(open && styles.whole, look && styles.look)}>
              {words}
            </small>
          ))}
        </span>
        <ChannelsOut person={person} />
        <Standing person={person} board={board} />
        <ChevronRight size={14} className={styles.chevron} aria-hidden />
      </button>
      <div id={detailsId} className={styles.details} hidden={!open}>
        {open && <Details person={person} board={board} onBuzzAgain={onBuzzAgain} />}
      </div>
    </li>
  );
};
