import { localTime, type Zone } from '../../contract/local-time';
import type { Locale } from '../../contract/model/settings';
import { sayIn } from '../words/words';
import type { UpdateState } from './updates';

/** One sentence about newer versions, with local times. */
export const sayUpdates = (state: UpdateState, locale: Locale, zone: () => Zone): string => {
  const say = sayIn(locale);
  const when = (at: number) => localTime(at, zone(), locale, 'dayAndMinute');
  switch (state.kind) {
    case 'off':
      return {
        source: say('updatesSource'),
        'test-build': say('updatesTestBuild'),
        'by-hand': say('updatesByHand'),
        'no-place': say('updatesNoPlace'),
        setting: say('updatesOff'),
      }[state.why];
    case 'current':
      return state.askedAt === null ? say('updatesLater') : say('updatesCurrent', { time: when(state.askedAt) });
    case 'ready':
      return say('updatesReady', { version: state.version });
    case 'failed':
      return say('updatesFailed', { time: when(state.askedAt) });
  }
};
