import { useMemo } from 'react';
import type { Ladder, LadderStep } from '../../electron/contract/model/ladder';
import { useFormat } from './format';
import { useTranslation } from './use-translation';

/** A ladder in words. */
export const useLadderWords = () => {
  const { t } = useTranslation('common');
  const { number } = useFormat();
  return useMemo(() => {
    const step = ({ afterMinutes, channel }: LadderStep) =>
      t(`ladder-then-${channel}`, { minutes: number(afterMinutes) });
    const join = (parts: readonly string[]) => parts.join(t('ladder-comma'));
    return {
      /** "SMS after 3 min, calls after 8 min", the first `most` steps. */
      steps: (steps: readonly LadderStep[], most = Number.POSITIVE_INFINITY) =>
        join(steps.slice(0, most).map(step)) + (steps.length > most ? '…' : ''),
      /** The steps, and how often the last one is repeated. */
      whole: ({ steps, repeat }: Pick<Ladder, 'steps' | 'repeat'>) =>
        join([
          ...steps.map(step),
          ...(repeat.times === 0
            ? []
            : [t('ladder-repeat', { count: repeat.times, minutes: number(repeat.everyMinutes) })]),
        ]),
    };
  }, [t, number]);
};
