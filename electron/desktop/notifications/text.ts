import { sentenceOf } from '../../contract/advice/advice-words';
import { localTime, type Zone } from '../../contract/local-time';
import type { Channel, PaidChannel } from '../../contract/model/channel';
import type { Locale } from '../../contract/model/settings';
import { whom } from '../../contract/rules/whom';
import { sayIn } from '../words/words';
import type { BuzzNews, Unknown } from './news';

/** A button of a notification. A paid call is only prepared on the board, where it needs its own gesture. */
export type NotifyAction = { kind: 'stop'; label: string } | { kind: 'raise'; channel: PaidChannel; label: string };

export interface NotifyText {
  title: string;
  body: string;
  /** True when it waits for a decision and should not disappear by itself. */
  urgent: boolean;
  actions: readonly NotifyAction[];
}

/** The sentence of a ladder that ended early. */
const leftBecause = { unknown: 'leftUnknown', quota: 'leftQuota', 'out-of-reach': 'leftUnreached' } as const;

/** Number of names in a notification. */
const namesShown = 3;

/** The text of a notification, and its buttons. */
export const notifyText = (news: BuzzNews, locale: Locale, zone: () => Zone): NotifyText => {
  const say = sayIn(locale);
  const channels: Record<Channel, string> = { app: say('viaApp'), sms: say('viaSms'), phone: say('viaPhone') };
  const ways = { ...channels, reminder: say('viaReminder') };
  const unknown: Record<Unknown, string> = {
    ...channels,
    message: say('unknownMessage'),
    several: say('unknownSeveral'),
  };
  const stop: NotifyAction = { kind: 'stop', label: say('stop') };
  const raise = (channel: PaidChannel): NotifyAction => ({
    kind: 'raise',
    channel,
    label: channel === 'sms' ? say('raiseSms') : say('raisePhone'),
  });
  const namesOf = (people: readonly Parameters<typeof whom>[0][]): string => {
    const first = people
      .slice(0, namesShown)
      .map((each) => whom(each, locale))
      .join(say('listComma'));
    return people.length > namesShown ? say('namesMore', { names: first, count: people.length }) : first;
  };
  switch (news.kind) {
    case 'held':
      return {
        title: say('heldTitle', { title: news.title }),
        body: say('heldBody', { channel: channels[news.channel], count: news.people }),
        urgent: true,
        actions: [stop],
      };
    case 'missed': {
      const when = zone();
      const rungs = news.rungs.map(
        ({ channel, dueAt }) => `${localTime(dueAt, when, locale, 'minute')} ${ways[channel]}`,
      );
      const paid = news.rungs.flatMap(({ channel }) => (channel === 'sms' || channel === 'phone' ? [channel] : []))[0];
      return {
        title: say('missedTitle', { title: news.title }),
        body: say('missedBody', { rungs: rungs.join(say('listComma')) }),
        urgent: false,
        actions: paid ? [raise(paid)] : [],
      };
    }
    case 'ended-outside':
      return {
        title: say('endedOutsideTitle', { title: news.title }),
        body: sentenceOf(news.problem, locale),
        urgent: false,
        actions: [],
      };
    case 'left':
      return {
        title: say('leftTitle', { title: news.title }),
        body: say(leftBecause[news.reason], { count: news.people }),
        urgent: false,
        actions: [],
      };
    case 'kept':
      return {
        title: say('keptTitle', { title: news.title }),
        body: say('keptBody', { reason: sentenceOf(news.problem, locale) }),
        urgent: false,
        actions: [],
      };
    case 'climbed':
      if (news.channel === 'reminder')
        return {
          title: say('remindTitle', { title: news.title }),
          body: say('remindBody', { count: news.people }),
          urgent: false,
          actions: [stop],
        };
      return {
        title: say('climbedTitle', { channel: channels[news.channel], title: news.title }),
        body: say('climbedBody', { channel: channels[news.channel], count: news.people }),
        urgent: false,
        actions: [stop],
      };
    case 'attention': {
      const count = news.people.length;
      const names = namesOf(news.people);
      return {
        title: say('attentionTitle', { count, title: news.title }),
        body: news.unknown
          ? say('unknownBody', { names, what: unknown[news.unknown] })
          : say('attentionBody', { names }),
        urgent: false,
        actions: [...(news.climbs ? [stop] : []), ...(news.raise ? [raise('phone')] : [])],
      };
    }
    case 'acknowledged': {
      const [names, count] = [namesOf(news.people), news.people.length];
      const whole = count === news.of && count > 1;
      const title = whole
        ? say('allAcknowledgedTitle', { title: news.title })
        : say(news.taken ? 'takenTitle' : 'acknowledgedTitle', { names, title: news.title });
      const body = news.taken && !whole ? say('takenBody') : say('acknowledgedBody', { count, of: news.of });
      return { title, body, urgent: false, actions: [] };
    }
    case 'declined':
      return {
        title: say('declinedTitle', { names: namesOf(news.people), title: news.title }),
        body: say('declinedBody'),
        urgent: false,
        actions: [],
      };
    case 'all-read':
      return {
        title: say('allReadTitle', { title: news.title }),
        body: say('allReadBody', { count: news.people }),
        urgent: false,
        actions: [],
      };
  }
};
