import { useMemo } from 'react';
import { ladderLimits } from '../../../../electron/contract/limits';
import type { Ladder } from '../../../../electron/contract/model/ladder';
import { wayOf } from '../../../../electron/contract/rules/rungs';
import { useFormat } from '../../../i18n/format';
import { useTranslation } from '../../../i18n/use-translation';

/** What a preset sets, and what a name tells. */
export type NamedPolicy = Pick<Ladder, 'steps' | 'inTurn'>;

const atOnce = (...steps: Ladder['steps']): NamedPolicy => ({ steps, inTurn: null });

/**
 * Policies that people use, offered when a ladder is made: two paid ones, one that begins quietly, one that calls at once, one
 * that reminds for free before it costs, and one that calls people in turn.
 */
export const presets: readonly NamedPolicy[] = [
  atOnce({ afterMinutes: 3, channel: 'sms' }, { afterMinutes: 8, channel: 'phone' }),
  atOnce({ afterMinutes: 5, channel: 'app' }, { afterMinutes: 10, channel: 'phone' }),
  atOnce({ afterMinutes: 2, channel: 'phone' }),
  atOnce(
    { afterMinutes: 10, channel: 'app' },
    { afterMinutes: 20, channel: 'sms' },
    { afterMinutes: 30, channel: 'phone' },
  ),
  atOnce(
    { afterMinutes: 3, channel: 'app', reminder: true },
    { afterMinutes: 8, channel: 'sms' },
    { afterMinutes: 13, channel: 'phone' },
  ),
  { steps: [{ afterMinutes: 2, channel: 'phone' }], inTurn: { minutes: 5 } },
];

/** A name that tells what a ladder does, "SMS 3 min → call 8 min", within the length of a name. */
export const useLadderName = (): ((policy: NamedPolicy) => string) => {
  const { t } = useTranslation('settings');
  const { number } = useFormat();
  return useMemo(
    () => (policy) => {
      const { steps, inTurn } = policy;
      const words = [
        ...(inTurn ? [t('ladder-name-turn', { minutes: number(inTurn.minutes) })] : []),
        ...steps.map((step) =>
          t(step.backup === undefined ? `ladder-name-${wayOf(step)}` : 'ladder-name-backup', {
            minutes: number(step.afterMinutes),
          }),
        ),
      ];
      const whole = words.join(' → ');
      return whole.length <= ladderLimits.name ? whole : [words[0], words.at(-1)].join(' … ');
    },
    [t, number],
  );
};
