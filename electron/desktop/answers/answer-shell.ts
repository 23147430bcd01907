import type { LinkName } from '../../contract/links';
import { ok } from '../../contract/problem';
import type { HotkeyState, Shown, Startup } from '../../contract/shell';
import type { Handlers } from '../ipc-host';
import { settingsNews } from './answer-settings';
import { type Program, workspaceNews } from './program';

type Shell = Pick<Handlers, 'getStartup' | 'hideWindow' | 'setPinned' | 'setConsent' | 'openLink' | 'copyText'>;

export interface ShellParts {
  version: string;
  platform: Startup['platform'];
  hotkey: { state(): HotkeyState };
  popup: {
    hide(): void;
    setPinned(pinned: boolean): void;
    setConsent(asking: boolean): void;
    isPinned(): boolean;
    takeShown(): Shown;
  };
  openLink: (link: LinkName) => void;
  copyText: (text: string) => void;
}

/** The window itself: its first frame, hiding, pinning, and the two ways out (a link by name, the clipboard). */
export const answerShell = (program: Program, parts: ShellParts): Shell => ({
  getStartup: () =>
    ok({
      version: parts.version,
      platform: parts.platform,
      ...settingsNews(program, parts.hotkey.state()),
      ...workspaceNews(program),
      notices: program.notices(),
      shown: parts.popup.takeShown(),
      pinned: parts.popup.isPinned(),
    }),
  hideWindow: () => ok(parts.popup.hide()),
  setPinned: ({ pinned }) => ok(parts.popup.setPinned(pinned)),
  setConsent: ({ asking }) => ok(parts.popup.setConsent(asking)),
  openLink: ({ link }) => ok(parts.openLink(link)),
  copyText: ({ text }) => ok(parts.copyText(text)),
});
