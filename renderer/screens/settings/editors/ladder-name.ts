import { useMemo } from 'react';
import { ladderLimits } from '../../../../electron/contract/limits';
import type { Ladder } from '../../../../electron/contract/model/ladder';
import { wayOf } from '../../../../electron/contract/rules/rungs';
import { useFormat } from '../../../i18n/format';
import { useTranslation } from '../../../i18n/use-translation';

/**
 * Steps that people use, offered when a ladder is made: two paid ones, one that begins quietly, one that calls at once, one that
 * reminds for free before it costs.
 */
export const presets: readonly Ladder['steps'][] = [
  [
    { afterMinutes: 3, channel: 'sms' },
    { afterMinutes: 8, channel: 'phone' },
  ],
  [
    { afterMinutes: 5, channel: 'app' },
    { afterMinutes: 10, channel: 'phone' },
  ],
  [{ afterMinutes: 2, channel: 'phone' }],
  [
    { afterMinutes: 10, channel: 'app' },
    { afterMinutes: 20, channel: 'sms' },
    { afterMinutes: 30, channel: 'phone' },
  ],
  [
    { afterMinutes: 3, channel: 'app', reminder: true },
    { afterMinutes: 8, channel: 'sms' },
    { afterMinutes: 13, channel: 'phone' },
  ],
];

/** A name that tells what a ladder does, "SMS 3 min → call 8 min", within the length of a name. */
export const useLadderName = (): ((steps: Ladder['steps']) => string) => {
  const { t } = useTranslation('settings');
  const { number } = useFormat();
  return useMemo(
    () => (steps) => {
      const words = steps.map((step) => t(`ladder-name-${wayOf(step)}`, { minutes: number(step.afterMinutes) }));
      const whole = words.join(' → ');
      return whole.length <= ladderLimits.name ? whole : [words[0], words.at(-1)].join(' … ');
    },
    [t, number],
  );
};
