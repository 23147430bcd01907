import { ok } from '../../../contract/advice/problem';
import type { WorkspaceId } from '../../../contract/model/ids';
import type { Inbox } from '../../../core/inbox/inbox';
import type { Handlers } from '../../ipc/ipc-host';

export interface InboxHandlersDeps {
  inbox: Pick<Inbox, 'status' | 'list' | 'check' | 'setDismissed' | 'reply' | 'draft'>;
  currentWorkspaceId: () => WorkspaceId;
}

/** The inbox of the current workspace. */
export const inboxHandlers = ({
  inbox,
  currentWorkspaceId: current,
}: InboxHandlersDeps): Pick<
  Handlers,
  'getInbox' | 'listInbox' | 'checkInbox' | 'dismissInbox' | 'replyInbox' | 'draftFromInbox'
> => ({
  getInbox: () => ok(inbox.status(current())),
  listInbox: ({ before, limit }) => ok(inbox.list(current(), before, limit)),
  checkInbox: () => inbox.check(current()),
  dismissInbox: ({ messageId, dismissed }) => inbox.setDismissed(current(), messageId, dismissed),
  replyInbox: ({ messageId, text }) => inbox.reply(current(), messageId, text),
  draftFromInbox: ({ messageId }) => inbox.draft(current(), messageId),
});
