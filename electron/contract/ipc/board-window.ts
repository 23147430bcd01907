import type { BuzzId } from '../model/ids';
import type { Settings } from '../model/settings';
import type { Startup } from './shell';

/** Everything a board's own window needs to paint its first frame. */
export interface BoardWindowStartup extends Pick<Startup, 'platform' | 'locale' | 'advice' | 'words' | 'seen'> {
  id: BuzzId;
  /** What was said, in one line: the window is called by it. */
  text: string;
  settings: Pick<Settings, 'theme' | 'reduceMotion' | 'zoom'>;
}
