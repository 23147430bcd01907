import type { WorkspaceId } from '../contract/model/ids';
import type { InboxMessage } from '../contract/model/message/inbox';
import { practiceId } from '../contract/model/workspace';
import { Inbox } from '../core/inbox/inbox';
import { systemClock } from '../core/ports/clock';
import { createTopic, type Topic } from '../core/topic';
import type { EnginePart } from './engine';
import type { FeishuPart } from './feishu';
import type { SettingsPart } from './settings';
import type { Shell } from './shell';

export interface InboxPartDeps
  extends Pick<Shell, 'broadcast'>,
    Pick<SettingsPart, 'store' | 'newId' | 'locale' | 'askerName' | 'currentWorkspaceId'>,
    Pick<FeishuPart, 'open'>,
    Pick<EnginePart, 'engine' | 'inboxStore' | 'news'> {}

/** What people write to the bot, and news of it for the parts that follow it. */
export interface InboxPart {
  inbox: Inbox;
  inboxNews: {
    changed: Pick<Topic<WorkspaceId>, 'subscribe'>;
    arrived: Pick<Topic<{ workspaceId: WorkspaceId; messages: readonly InboxMessage[] }>, 'subscribe'>;
  };
}

export const startInbox = (deps: InboxPartDeps): InboxPart => {
  const { news, broadcast, currentWorkspaceId } = deps;
  const changed = createTopic<WorkspaceId>();
  const arrived = createTopic<{ workspaceId: WorkspaceId; messages: readonly InboxMessage[] }>();
  // Practice forgets its messages with each start, so there is nothing left to reply to.
  if (deps.inboxStore.has(practiceId)) deps.inboxStore.clear(practiceId).catch(() => undefined);
  const inbox = new Inbox({
    ...deps,
    store: deps.inboxStore,
    clock: systemClock,
    random: Math.random,
    onChanged: changed.tell,
    onArrived: (workspaceId, messages) => arrived.tell({ workspaceId, messages }),
  });
  changed.subscribe((workspaceId) => {
    if (workspaceId === currentWorkspaceId()) broadcast('inboxChanged', inbox.status(workspaceId));
  });
  // A buzz that replies to a message has answered it.
  news.board.subscribe((board) => {
    if (board.about?.kind === 'reply') changed.tell(board.workspaceId);
  });
  news.forgotten.subscribe(() => changed.tell(currentWorkspaceId()));
  return { inbox, inboxNews: { changed, arrived } };
};
