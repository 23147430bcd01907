import { Fragment } from 'react';
import type { Board, BoardLadder, BoardRung } from '../../../../electron/contract/model/board';
import type { Channel } from '../../../../electron/contract/model/channel';
import { leftBehind } from '../../../../electron/contract/rules/needs-attention';
import { useFormat } from '../../../i18n/format';
import { useAdvice, useTranslation } from '../../../i18n/use-translation';
import { useCountdown } from '../../../state/use-countdown';
import { VisuallyHidden } from '../../../ui/text/text-spans';
import { ClimberNote } from './climber-note';
import styles from './ladder-strip.module.css';
import { HeldNote, type HeldNoteProps } from './waiting-notes';

/** Column of the strip: the buzz itself, or one rung of its ladder. Times in ms since epoch. */
interface LadderStage {
  key: string;
  via: Channel;
  at: number;
  state: BoardRung['state'];
  /** Null for the buzz itself, whose people stand on the board below. */
  people: number | null;
  /** It pins the chat instead of calling. */
  reminder: boolean;
  /** Whom it calls instead of all who are waited for: a backup group, or the one whose turn it is; null: all of them. */
  whom: string | null;
}

/** Columns that fit into the strip. */
const most = 4;

/** The buzz and every rung, in order of time. */
export const stagesOf = (board: Pick<Board, 'channel' | 'createdAt' | 'ladder' | 'people'>): readonly LadderStage[] => [
  {
    ...{ key: 'buzz', via: board.channel, at: board.createdAt, state: 'done', people: null },
    ...{ reminder: false, whom: null },
  },
  ...(board.ladder?.rungs ?? []).map(
    (rung, index): LadderStage => ({
      key: String(index),
      via: rung.via,
      at: rung.dueAt,
      state: rung.state,
      people: rung.people,
      reminder: rung.reminder,
      whom: rung.backup ?? board.people.find(({ key }) => key === rung.turn)?.name ?? null,
    }),
  ),
];

/** Stages that fit, beginning with the one before the next, and the number left out on either side. */
export const shownStages = (
  stages: readonly LadderStage[],
): { shown: readonly LadderStage[]; before: number; after: number } => {
  const due = stages.findIndex((stage) => stage.state === 'next' || stage.state === 'held');
  const last = Math.max(0, stages.length - most);
  const before = due < 0 ? last : Math.min(Math.max(0, due - 1), last);
  const shown = stages.slice(before, before + most);
  return { shown, before, after: stages.length - before - shown.length };
};

/** Tells whether a rung had its turn and rang no one. */
const calledNone = ({ state, people }: Pick<LadderStage, 'state' | 'people'>): boolean =>
  state === 'done' && people === 0;

/** `began`: time of the buzz (ms since epoch); the head of the board already shows its day. */
const StageView = ({ stage, began }: { stage: LadderStage; began: number }) => {
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
        return calledNone(stage) ? t('stage-none') : null;
      case 'later':
        return null;
    }
  };
  const waits = stage.state === 'next' || stage.state === 'held';
  return (
    <li className={styles.stage} data-state={stage.state} data-none={calledNone(stage) || undefined}>
      <b>
        {t(`common:channel-${stage.reminder ? 'reminder' : stage.via}`)} <span>{word()}</span>
      </b>
      <span>
        {waits && stage.people !== null
          ? (stage.whom ?? t('common:people', { count: stage.people }))
          : format.moment(stage.at, began)}
      </span>
      {stage.state === 'done' && <VisuallyHidden>{t('stage-done')}</VisuallyHidden>}
    </li>
  );
};

/** Whose turn it is, and how long it still is. */
const TurnNote = ({ turn, people }: { turn: NonNullable<BoardLadder['turn']>; people: Board['people'] }) => {
  const { t } = useTranslation('board');
  const format = useFormat();
  const seconds = useCountdown(turn.until);
  const name = people.find(({ key }) => key === turn.key)?.name ?? '';
  return (
    <p className={styles.awake}>
      {turn.until === null
        ? t('turn-last', { name })
        : t('turn-now', { name, time: format.countdown(Math.max(0, seconds)) })}
    </p>
  );
};

interface LadderStripProps extends Omit<HeldNoteProps, 'rung' | 'board'> {
  board: Board;
  ladder: BoardLadder;
  takingBack: boolean;
  onTakeBack: () => void;
}

/** 升级阶梯 of a board: the rungs done, the next one with its time, and one that waits for a decision. */
export const LadderStrip = ({ board, ladder, takingBack, onTakeBack, ...held }: LadderStripProps) => {
  const { t } = useTranslation(['board', 'common']);
  const advice = useAdvice();
  const silent = ladder.rungs.map((rung, key) => ({ rung, key })).filter(({ rung }) => calledNone(rung));
  const { shown, before, after } = shownStages(stagesOf(board));
  const waits = ladder.rungs.find((rung) => rung.state === 'held');
  // After its last rung a ladder goes on only for its reminder.
  const climbs = ladder.rungs.some(({ state }) => state === 'next' || state === 'later' || state === 'held');
  const { climber } = board;
  const left = leftBehind(board);
  const armedWords = climbs
    ? [
        ...(ladder.until === 'acknowledged' ? [t(`ladder-until-${ladder.enough}`)] : []),
        ...(climber?.elsewhere ? [] : [t('ladder-awake')]),
      ]
    : [t(`ladder-reminds-${ladder.until}`)];
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
      {silent.map(({ rung, key }) => (
        <p key={key} className={styles.none}>
          {t('rung-none', {
            channel: t(`common:channel-${rung.reminder ? 'reminder' : rung.via}`),
            advice: rung.problem ? advice(rung.problem) : t('rung-none-left'),
          })}
        </p>
      ))}
      {ladder.problem && <p className={styles.none}>{t('ladder-ended', { advice: advice(ladder.problem) })}</p>}
      {left && <p className={styles.none}>{t(`ladder-left-${left.reason}`, { count: left.people })}</p>}
      {ladder.turn && <TurnNote turn={ladder.turn} people={board.people} />}
      {waits && <HeldNote {...held} rung={waits} board={board} />}
      {ladder.state === 'armed' && armedWords.length > 0 && <p className={styles.awake}>{armedWords.join(' · ')}</p>}
      {climber && <ClimberNote climber={climber} ladder={ladder.state} busy={takingBack} onTakeBack={onTakeBack} />}
    </section>
  );
};
