import type { Translated } from '../translated';
import type { activity as zhCN } from '../zh-CN/activity';

export const activity: Translated<typeof zhCN> = {
  list: 'Buzzes',
  loading: 'Reading the list of buzzes',
  emptyTitle: 'No buzz sent yet',
  emptyBody: 'Every buzz is kept here: who was called, who has read it and who needs you.',
  emptyAction: 'Send a buzz',
  retry: 'Try again',
  today: 'Today',
  yesterday: 'Yesterday',
  practice: 'Practice',
  running: 'Calling',
  read: '{{read}}/{{total}} read',
  attention_one: '{{count}} needs you',
  attention_other: '{{count}} need you',
  stopped: 'Stopped',
  channelApp: 'In-app',
  channelSms: 'SMS',
  channelPhone: 'Phone',
  more: 'Reading earlier buzzes',
  end: 'No earlier buzzes',
};
