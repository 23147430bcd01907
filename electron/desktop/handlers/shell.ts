import { ok } from '../../contract/advice/problem';
import type { InputOf } from '../../contract/ipc/ipc';
import type { Handlers } from '../ipc/ipc-host';
import type { Program } from '../program';

type Shell = Pick<Handlers, 'hideWindow' | 'setPinned' | 'setConsent' | 'dismissNotice' | 'openLink' | 'copyText'>;

export interface ShellParts {
  popup: {
    hide(): void;
    setPinned(pinned: boolean): void;
    setConsent(asking: boolean): void;
  };
  openLink: (asked: InputOf<'openLink'>) => void;
  copyText: (text: string) => void;
}

/** The window itself: hiding, pinning, and the two ways out (a link by name, the clipboard). */
export const answerShell = (program: Program, parts: ShellParts): Shell => ({
  hideWindow: (_nothing, asker) => ok(asker.kind === 'board' ? program.boards.close(asker) : parts.popup.hide()),
  setPinned: ({ pinned }) => ok(parts.popup.setPinned(pinned)),
  // A board's own window stays whoever has the focus.
  setConsent: ({ asking }, { kind }) => ok(kind === 'popup' ? parts.popup.setConsent(asking) : undefined),
  dismissNotice: ({ id }) => ok(program.dismissNotice(id)),
  openLink: (asked) => ok(parts.openLink(asked)),
  copyText: ({ text }) => ok(parts.copyText(text)),
});
