import type { Ladder, LadderStep } from '../../../../electron/contract/model/ladder';
import { isPaid } from '../../../../electron/contract/rules/consent';
import { wayOf } from '../../../../electron/contract/rules/rungs';
import { useFormat } from '../../../i18n/format';
import { useTranslation } from '../../../i18n/use-translation';
import { useApp } from '../../../state/app-store';
import { ChannelIcon } from '../../../ui/text/icon';
import styles from '../controls/settings.module.css';

interface LadderTimelineProps {
  /** Steps whose minutes can be read, in their order. */
  steps: readonly LadderStep[];
  inTurn: Ladder['inTurn'];
  repeat: { times: number; everyMinutes: number | null };
}

/** The ladder as it would go: the buzz, then each step at its time, with room between them as time passes. */
export const LadderTimeline = ({ steps, inTurn, repeat }: LadderTimelineProps) => {
  const { t } = useTranslation(['settings', 'common']);
  const { number } = useFormat();
  const groups = useApp((state) => state.groups);
  // In turn, a backup comes after all turns, and its minutes count from there.
  const own = inTurn ? steps.filter(({ backup }) => backup === undefined) : steps;
  const times = [0, ...own.map(({ afterMinutes }) => afterMinutes), ...(inTurn ? [inTurn.minutes] : [])];
  // The square root keeps an hour from leaving no room for the minutes.
  const room = (index: number) => ({
    flexGrow: Math.sqrt(Math.max(0, (times[index + 1] ?? 0) - (times[index] ?? 0))),
  });
  const wordOf = (step: LadderStep) => {
    const way = t(`common:channel-${wayOf(step)}`);
    if (step.backup === undefined) return way;
    const name = groups.find(({ id }) => id === step.backup)?.name ?? t('ladder-whom-gone');
    return t('ladder-at-backup', { way, name });
  };
  const item = (step: LadderStep, key: string, at: string, index: number) => (
    <li key={key} data-paid={isPaid(step.channel) || undefined} style={room(index)}>
      <ChannelIcon channel={wayOf(step)} size={13} /> {at} {wordOf(step)}
    </li>
  );
  return (
    <ol className={styles.timeline} aria-label={t('ladder-timeline')}>
      <li style={room(0)}>{t(inTurn ? 'ladder-at-once-turn' : 'ladder-at-once')}</li>
      {own.map((step, index) =>
        item(step, `own ${index}`, t('ladder-at', { minutes: number(step.afterMinutes) }), index + 1),
      )}
      {inTurn && <li>{t('ladder-next-turn', { minutes: number(inTurn.minutes) })}</li>}
      {inTurn && repeat.times > 0 && <li>{t('ladder-rounds-of', { count: repeat.times + 1 })}</li>}
      {steps
        .slice(own.length)
        .map((step, index) =>
          item(step, `backup ${index}`, t('ladder-at-end', { minutes: number(step.afterMinutes) }), times.length),
        )}
      {!inTurn && repeat.times > 0 && !steps.at(-1)?.reminder && repeat.everyMinutes !== null && (
        <li>{t('ladder-then-every', { count: repeat.times, minutes: number(repeat.everyMinutes) })}</li>
      )}
    </ol>
  );
};
