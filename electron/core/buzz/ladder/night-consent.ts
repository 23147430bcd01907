import { type Problem, problem } from '../../../contract/advice/problem';
import type { Zone } from '../../../contract/local-time';
import type { Channel, Gesture } from '../../../contract/model/channel';
import { isPaid } from '../../../contract/rules/consent';
import { clockTime, isNight, type NightHours } from '../../../contract/rules/night';
import { isPassedOver, type Rung } from '../../../contract/rules/rungs';

/**
 * The reason to ask a person once more: an SMS or a call would leave in the night hours, now or by the ladder. null: none
 * would, no hours are set, or they were asked.
 *
 * @param now time of the confirmation, ms since the epoch
 */
export const nightConsent = (input: {
  hours: NightHours | null;
  zone: () => Zone;
  gesture: Gesture;
  channel: Channel;
  /** What its ladder does; none: it has none. */
  rungs: readonly Rung[];
  now: number;
}): Problem | null => {
  const { hours, gesture, channel, rungs, now } = input;
  if (hours === null || gesture === 'paid-at-night') return null;
  const later = rungs.filter((rung, index) => isPaid(rung.channel) && !isPassedOver(rungs, index, channel));
  const moments = [...(isPaid(channel) ? [now] : []), ...later.map(({ afterMinutes }) => now + afterMinutes * 60_000)];
  return moments.some((at) => isNight(hours, at, input.zone()))
    ? problem('night-asks', { from: clockTime(hours.from), to: clockTime(hours.to) })
    : null;
};
