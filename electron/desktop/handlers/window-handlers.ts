import { ok } from '../../contract/advice/problem';
import type { InputOf } from '../../contract/ipc/ipc';
import type { Handlers } from '../ipc/ipc-host';
import type { Boards } from '../windows/boards';
import type { Popup } from '../windows/popup';

export interface WindowHandlersDeps {
  boards: Pick<Boards, 'close'>;
  popup: Pick<Popup, 'hide' | 'setPinned' | 'setConsent'>;
  dismissNotice: (id: string) => void;
  openLink: (link: InputOf<'openLink'>) => void;
  copyText: (text: string) => void;
}

type WindowHandlers = Pick<
  Handlers,
  'hideWindow' | 'setPinned' | 'setConsent' | 'dismissNotice' | 'openLink' | 'copyText'
>;

/** The window itself: hiding, pinning, and its two ways out (a link by name, the clipboard). */
export const windowHandlers = (deps: WindowHandlersDeps): WindowHandlers => ({
  hideWindow: (_nothing, asker) => ok(asker.kind === 'board' ? deps.boards.close(asker) : deps.popup.hide()),
  setPinned: ({ pinned }) => ok(deps.popup.setPinned(pinned)),
  // A board's own window does not hide when it loses the focus, so there is nothing to hold.
  setConsent: ({ asking }, { kind }) => ok(kind === 'popup' ? deps.popup.setConsent(asking) : undefined),
  dismissNotice: ({ id }) => ok(deps.dismissNotice(id)),
  openLink: (link) => ok(deps.openLink(link)),
  copyText: ({ text }) => ok(deps.copyText(text)),
});
