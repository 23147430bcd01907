import type { LadderStep } from '../../../../electron/contract/model/ladder';
import { isPaid } from '../../../../electron/contract/rules/consent';
import { wayOf } from '../../../../electron/contract/rules/rungs';
import { useFormat } from '../../../i18n/format';
import { useTranslation } from '../../../i18n/use-translation';
import { ChannelIcon } from '../../../ui/text/icon';
import styles from '../controls/settings.module.css';

interface LadderTimelineProps {
  /** Steps whose minutes can be read, in their order. */
  steps: readonly LadderStep[];
  repeat: { times: number; everyMinutes: number | null };
}

/** The ladder as it would go: the buzz, then each step at its time, with room between them as time passes. */
export const LadderTimeline = ({ steps, repeat }: LadderTimelineProps) => {
  const { t } = useTranslation(['settings', 'common']);
  const { number } = useFormat();
  const gapAfter = (index: number) =>
    Math.max(0, (steps[index + 1]?.afterMinutes ?? 0) - (steps[index]?.afterMinutes ?? 0));
  // The square root keeps an hour from leaving no room for the minutes.
  const room = (minutes: number) => ({ flexGrow: Math.sqrt(minutes) });
  return (
    <ol className={styles.timeline} aria-label={t('ladder-timeline')}>
      <li style={room(steps[0]?.afterMinutes ?? 0)}>{t('ladder-at-once')}</li>
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step has nothing of its own but its place
        <li key={index} data-paid={isPaid(step.channel) || undefined} style={room(gapAfter(index))}>
          <ChannelIcon channel={wayOf(step)} size={13} /> {t('ladder-at', { minutes: number(step.afterMinutes) })}{' '}
          {t(`common:channel-${wayOf(step)}`)}
        </li>
      ))}
      {repeat.times > 0 && !steps.at(-1)?.reminder && repeat.everyMinutes !== null && (
        <li>{t('ladder-then-every', { count: repeat.times, minutes: number(repeat.everyMinutes) })}</li>
      )}
    </ol>
  );
};
