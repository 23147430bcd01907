import { ok } from '../../contract/advice/problem';
import type { HotkeyState, Shown, Startup } from '../../contract/ipc/startup';
import type { FirstHandlers } from '../ipc/ipc-host';
import { type Answerable, workspaceNews } from '../program';
import { settingsNews } from './settings';

export interface StartupParts {
  version: string;
  platform: Startup['platform'];
  hotkey: { state(): HotkeyState };
  popup: { isPinned(): boolean; isVisible(): boolean; takeShown(): Shown };
}

/** The popup's first frame: from what was remembered alone, so that it waits for nothing else. */
export const answerStartup = (answerable: Answerable, parts: StartupParts): FirstHandlers => ({
  getStartup: () =>
    ok({
      version: parts.version,
      platform: parts.platform,
      ...settingsNews(answerable, parts.hotkey.state()),
      ...workspaceNews(answerable),
      notices: answerable.notices(),
      shown: parts.popup.takeShown(),
      pinned: parts.popup.isPinned(),
      seen: parts.popup.isVisible(),
    }),
});
