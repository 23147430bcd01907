import type { Locale } from '../../contract/model/settings';
import { fill, words } from '../words/words';
import type { UpdateState } from './updates';

/** One sentence about newer versions, with local times. */
export const sayUpdates = (state: UpdateState, locale: Locale): string => {
  const say = words[locale];
  const when = (at: number) =>
    new Intl.DateTimeFormat(locale, {
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }).format(at);
  switch (state.kind) {
    case 'off':
      return {
        source: say.updatesSource,
        'test-build': say.updatesTestBuild,
        'by-hand': say.updatesByHand,
        'no-place': say.updatesNoPlace,
        setting: say.updatesOff,
      }[state.why];
    case 'current':
      return state.askedAt === null ? say.updatesLater : fill(say.updatesCurrent, { time: when(state.askedAt) });
    case 'ready':
      return fill(say.updatesReady, { version: state.version });
    case 'failed':
      return fill(say.updatesFailed, { time: when(state.askedAt) });
  }
};
