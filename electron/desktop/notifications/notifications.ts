import type { Notification, NotificationConstructorOptions } from 'electron';
import type { Board } from '../../contract/model/board';
import type { PaidChannel } from '../../contract/model/channel';
import type { BuzzId } from '../../contract/model/ids';
import type { Locale } from '../../contract/model/settings';
import { type BuzzNews, createNotifyWatch } from './news';
import { notifyText } from './text';

export interface NotifyDeps {
  Notification: new (options: NotificationConstructorOptions) => Pick<Notification, 'show' | 'close' | 'on'>;
  locale: () => Locale;
  /** Whether the person is looking at this board right now. */
  seen: (id: BuzzId) => boolean;
  /** Opens the board the news is about, with a paid call of the unread made ready if asked for. */
  open: (id: BuzzId, raise?: PaidChannel) => void;
  stop: (id: BuzzId) => void;
  /** When the program started, ms. */
  startedAt: number;
}

/** The system's notifications, one at most per buzz. Whether they disturb is the system's own business. */
export interface Notify {
  tell(news: BuzzNews): void;
  /** A board has changed: what is new in it is told. */
  board(board: Board): void;
}

/** Electron 33 gives an action's number as the second argument, later ones in the first as well. */
const actionIndex = (details: unknown, index: unknown): number => {
  if (typeof index === 'number') return index;
  const inDetails = typeof details === 'object' && details !== null && 'actionIndex' in details;
  return inDetails && typeof details.actionIndex === 'number' ? details.actionIndex : -1;
};

export const createNotify = (deps: NotifyDeps): Notify => {
  const { Notification, locale, seen, open, stop } = deps;
  const newsIn = createNotifyWatch(deps.startedAt);
  // Without a reference here a notification is collected, and its click with it.
  const shown = new Map<BuzzId, InstanceType<NotifyDeps['Notification']>>();

  const tell = (news: BuzzNews) => {
    const { id } = news;
    shown.get(id)?.close();
    shown.delete(id);
    if (seen(id)) return;
    const { title, body, urgent, actions } = notifyText(news, locale());
    const notification = new Notification({
      title,
      body,
      // Desktops that know no buttons leave them out; the plain click leads to the same place.
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
    tell,
    board: (board) => {
      // The newest only: one notification per buzz is enough.
      const news = newsIn(board).at(-1);
      if (news) tell(news);
    },
  };
};
