import type { Notification, NotificationConstructorOptions } from 'electron';
import type { BuzzId } from '../contract/ids';
import type { Locale } from '../contract/settings';
import type { LadderNews } from '../core/buzz/ladder/news';
import { fill, words } from './words';

export interface NotifyParts {
  Notification: new (options: NotificationConstructorOptions) => Pick<Notification, 'show' | 'close' | 'on'>;
  locale: () => Locale;
  /** Opens the board the news is about. */
  open: (id: BuzzId) => void;
}

const clock = (at: number, locale: Locale) =>
  new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hour12: false }).format(at);

const textOf = (news: LadderNews, locale: Locale): NotificationConstructorOptions => {
  const say = words[locale];
  const channels = { app: say.viaApp, sms: say.viaSms, phone: say.viaPhone };
  switch (news.kind) {
    case 'held': {
      const { channel, people } = news;
      return {
        title: fill(say.heldTitle, { title: news.title }),
        body: fill(say.heldBody, { channel: channels[channel], people }),
        // It waits for a decision: it should not go away by itself.
        urgency: 'critical',
        timeoutType: 'never',
      };
    }
    case 'missed': {
      const rungs = news.rungs.map(({ channel, dueAt }) => `${clock(dueAt, locale)} ${channels[channel]}`);
      return {
        title: fill(say.missedTitle, { title: news.title }),
        body: fill(say.missedBody, { rungs: rungs.join(say.listComma) }),
      };
    }
  }
};

/** The system's notifications. A click on one opens the board it is about. */
export const createNotify = ({ Notification, locale, open }: NotifyParts): ((news: LadderNews) => void) => {
  // Without a reference here a notification is collected, and its click with it.
  const shown = new Map<BuzzId, InstanceType<NotifyParts['Notification']>>();
  return (news) => {
    shown.get(news.id)?.close();
    const notification = new Notification(textOf(news, locale()));
    const gone = () => {
      if (shown.get(news.id) === notification) shown.delete(news.id);
    };
    notification.on('click', () => {
      gone();
      open(news.id);
    });
    notification.on('close', gone);
    shown.set(news.id, notification);
    notification.show();
  };
};
