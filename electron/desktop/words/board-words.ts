import type { BoardPerson, BuzzState } from '../../contract/model/board';
import type { Channel, Outcome } from '../../contract/model/channel';
import type { Locale } from '../../contract/model/settings';
import { hasAcknowledged } from '../../contract/rules/answered';

const outcomeWords: Readonly<Record<Locale, Readonly<Record<Outcome | 'read' | 'acknowledged', string>>>> = {
  'zh-CN': {
    pending: '呼叫中',
    accepted: '未读',
    read: '已读',
    acknowledged: '已确认',
    'not-in-chat': '不在群里',
    unreachable: '无法触达',
    'too-many-unread': '未读过多',
    quota: '额度用尽',
    refused: '加急失败',
    unknown: '未知',
    'not-called': '未呼叫',
  },
  'en-US': {
    pending: 'Pending',
    accepted: 'Unread',
    read: 'Read',
    acknowledged: 'Acknowledged',
    'not-in-chat': 'Not in chat',
    unreachable: 'Unreachable',
    'too-many-unread': 'Too many unread',
    quota: 'Quota used up',
    refused: 'Failed',
    unknown: 'Unknown',
    'not-called': 'Not called',
  },
};

/** The word for a person's outcome, as the board shows it: an accepted buzz is read as soon as its message is, and an answer says more. */
export const outcomeWordOf = (person: Pick<BoardPerson, 'outcome' | 'readAt' | 'ack'>, locale: Locale): string => {
  const { outcome, readAt } = person;
  if (hasAcknowledged(person)) return outcomeWords[locale].acknowledged;
  return outcomeWords[locale][outcome === 'accepted' && readAt !== null ? 'read' : outcome];
};

export const channelWords: Readonly<Record<Locale, Readonly<Record<Channel, string>>>> = {
  'zh-CN': { app: '应用内', sms: '短信', phone: '电话' },
  'en-US': { app: 'in-app', sms: 'SMS', phone: 'phone' },
};

export const stateWords: Readonly<Record<Locale, Readonly<Record<BuzzState, string>>>> = {
  'zh-CN': { running: '进行中', done: '已完成', stopped: '已停止' },
  'en-US': { running: 'running', done: 'done', stopped: 'stopped' },
};
