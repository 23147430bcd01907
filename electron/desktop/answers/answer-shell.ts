import type { InputOf } from '../../contract/ipc';
import { ok } from '../../contract/problem';
import type { HotkeyState, Shown, Startup } from '../../contract/shell';
import type { Handlers } from '../ipc-host';
import { settingsNews } from './answer-settings';
import { type Program, workspaceNews } from './program';

type Shell = Pick<
  Handlers,
  'getStartup' | 'hideWindow' | 'setPinned' | 'setConsent' | 'dismissNotice' | 'openLink' | 'copyText'
>;

export interface ShellParts {
  version: string;
  platform: Startup['platform'];
  hotkey: { state(): HotkeyState };
  popup: {
    hide(): void;
    setPinned(pinned: boolean): void;
    setConsent(asking: boolean): void;
    isPinned(): boolean;
    isVisible(): boolean;
    takeShown(): Shown;
  };
  openLink: (asked: InputOf<'openLink'>) => void;
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
      seen: parts.popup.isVisible(),
    }),
  hideWindow: (_nothing, asker) => ok(asker.kind === 'board' ? program.boards.close(asker) : parts.popup.hide()),
  setPinned: ({ pinned }) => ok(parts.popup.setPinned(pinned)),
  // A board's own window stays whoever has the focus.
  setConsent: ({ asking }, { kind }) => ok(kind === 'popup' ? parts.popup.setConsent(asking) : undefined),
  dismissNotice: ({ id }) => ok(program.dismissNotice(id)),
  openLink: (asked) => ok(parts.openLink(asked)),
  copyText: ({ text }) => ok(parts.copyText(text)),
});
