import type { WorkspaceId } from '../../contract/model/ids';
import type { InboxMessage } from '../../contract/model/message/inbox';
import { practiceId } from '../../contract/model/workspace';
import { inOneLine, shorten } from '../../core/text/shorten';
import { sayIn } from '../words/words';
import type { NotifyDeps } from './notifications';

export interface InboxNoticesDeps extends Pick<NotifyDeps, 'Notification' | 'locale' | 'bodyOf'> {
  now: () => number;
  /** Resolves after a time (ms). */
  later: (ms: number) => Promise<unknown>;
  /** True while the person is looking at the popup, whose tab counts new messages. */
  seen: () => boolean;
  open: (workspaceId: WorkspaceId) => void;
}

/** Time for which other messages are waited for (ms): several at once are one notification. */
const togetherMs = 1_000;
/** Age up to which a message is news (ms; feishu-api 6.4). */
const newsMs = 30 * 60_000;
/** Longest part of a message in a notification (characters), and of a name. */
const longest = { text: 200, name: 40 };

/** Notifications of messages to the bot: one each, unless several arrive at once. */
export const createInboxNotices = (deps: InboxNoticesDeps) => {
  const { Notification, locale, bodyOf, open } = deps;
  // Without a reference the notification is garbage-collected, and its click is lost.
  const shown = new Set<InstanceType<NotifyDeps['Notification']>>();
  const waiting = new Map<WorkspaceId, InboxMessage[]>();

  const show = async (workspaceId: WorkspaceId, title: string, text: string) => {
    const body = await bodyOf(text);
    if (deps.seen()) return;
    const inPractice = workspaceId === practiceId;
    const notification = new Notification({
      title: inPractice ? sayIn(locale())('practiceTitle', { title }) : title,
      body,
    });
    const gone = () => void shown.delete(notification);
    notification.on('click', () => {
      gone();
      open(workspaceId);
    });
    notification.on('close', gone);
    shown.add(notification);
    notification.show();
  };

  const tell = async (workspaceId: WorkspaceId): Promise<void> => {
    await deps.later(togetherMs);
    const messages = waiting.get(workspaceId) ?? [];
    waiting.delete(workspaceId);
    const say = sayIn(locale());
    const [only, ...others] = messages;
    if (!only) return;
    if (others.length > 0)
      return show(workspaceId, say('inboxSeveral', { count: messages.length }), say('inboxSeveralBody'));
    const name = shorten(inOneLine(only.from.name ?? say('inboxUnknown')), longest.name);
    const title =
      only.chatName === null
        ? say('inboxNews', { name })
        : say('inboxNewsIn', { name, chat: shorten(inOneLine(only.chatName), longest.name) });
    return show(workspaceId, title, shorten(inOneLine(only.text), longest.text));
  };

  return {
    /** Takes messages that have just come. What is older than half an hour is told by the tray alone. */
    arrived: async ({
      workspaceId,
      messages,
    }: {
      workspaceId: WorkspaceId;
      messages: readonly InboxMessage[];
    }): Promise<void> => {
      const news = messages.filter(({ at }) => at >= deps.now() - newsMs);
      if (news.length === 0) return;
      const before = waiting.get(workspaceId);
      if (before) return void before.push(...news);
      waiting.set(workspaceId, [...news]);
      await tell(workspaceId);
    },
  };
};
