import type { Notification, NotificationConstructorOptions } from 'electron';
import type { Zone } from '../../contract/local-time';
import type { Board } from '../../contract/model/board';
import type { PaidChannel } from '../../contract/model/channel';
import type { BuzzId } from '../../contract/model/ids';
import type { Locale } from '../../contract/model/settings';
import { sayIn } from '../words/words';
import { type BuzzNews, createNotifyWatch } from './news';
import { notifyText } from './text';

export interface NotifyDeps {
  Notification: new (options: NotificationConstructorOptions) => Pick<Notification, 'show' | 'close' | 'on'>;
  locale: () => Locale;
  zone: () => Zone;
  /** True for a buzz in practice, which no one outside of this computer gets. */
  isPractice: (id: BuzzId) => boolean;
  /** True while the person is looking at this board. */
  seen: (id: BuzzId) => boolean;
  /** Opens the board of the news; `raise` prepares a paid call of the people who have not read. */
  open: (id: BuzzId, raise?: PaidChannel) => void;
  stop: (id: BuzzId) => void;
  /** The body as the system takes it, so that the person reads this text. */
  bodyOf: (text: string) => Promise<string>;
  /** Start of the program (ms since 1970). */
  startedAt: number;
}

/** System notifications, at most one per buzz. The system decides whether they disturb. */
export interface Notify {
  tell(news: BuzzNews): Promise<void>;
  /** Takes a changed board and shows its newest news. */
  board(board: Board): Promise<void>;
}

/** Number of the button: Electron 33 gives it as the second argument, later versions in the first as well. */
const actionIndex = (details: unknown, index: unknown): number => {
  if (typeof index === 'number') return index;
  const inDetails = typeof details === 'object' && details !== null && 'actionIndex' in details;
  return inDetails && typeof details.actionIndex === 'number' ? details.actionIndex : -1;
};

export const createNotify = (deps: NotifyDeps): Notify => {
  const { Notification, locale, zone, isPractice, seen, open, stop, bodyOf } = deps;
  const newsIn = createNotifyWatch(deps.startedAt);
  // Without a reference the notification is garbage-collected, and its click is lost.
  const shown = new Map<BuzzId, InstanceType<NotifyDeps['Notification']>>();

  /** Buzzes of which it was told in this run that people need attention. */
  const attended = new Set<BuzzId>();
  /** The newest of each buzz, while its body is made ready. */
  const newest = new Map<BuzzId, BuzzNews>();

  const tell = async (news: BuzzNews): Promise<void> => {
    const { id } = news;
    shown.get(id)?.close();
    shown.delete(id);
    newest.set(id, news);
    const { title, body: text, urgent, actions } = notifyText(news, locale(), zone);
    const body = await bodyOf(text);
    if (newest.get(id) !== news) return;
    newest.delete(id);
    if (seen(id)) return;
    const notification = new Notification({
      title: isPractice(id) ? sayIn(locale())('practiceTitle', { title }) : title,
      body,
      // Desktops without buttons leave them out; a plain click leads to the same board.
      actions: actions.map(({ label }) => ({ type: 'button', text: label })),
      ...(urgent ? { urgency: 'critical', timeoutType: 'never' } : {}),
    });
    const gone = () => {
      if (shown.get(id) === notification) shown.delete(id);
    };
    notification.on('click', () => {
      gone();
      open(id);
    });
    notification.on('action', (details, index) => {
      gone();
      const action = actions[actionIndex(details, index)];
      if (action?.kind === 'stop') stop(id);
      else open(id, action?.channel);
    });
    notification.on('close', gone);
    shown.set(id, notification);
    notification.show();
  };

  return {
    tell: async (news) => {
      // Who needs attention was told at once; that their ladder has ended for it says no more.
      if (news.kind !== 'left' || !attended.has(news.id)) await tell(news);
    },
    board: async (board) => {
      // Only the newest: one notification per buzz is enough.
      const news = newsIn(board).at(-1);
      if (news?.kind === 'attention') attended.add(news.id);
      if (news) await tell(news);
    },
  };
};
