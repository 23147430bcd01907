import type { Translated } from '../translated';
import type { activity as zh } from '../zh-CN/activity';

export const activity: Translated<typeof zh> = {
  list: 'Buzzes',
  'empty-title': 'No buzz sent yet',
  'empty-body': 'Every buzz is kept here: who was called, who has read it and who needs you.',
  'empty-action': 'Send a buzz',
  today: 'Today',
  yesterday: 'Yesterday',
  running: 'Calling',
  read: '{{read}}/{{total}} read',
  attention_one: '{{count}} needs you',
  attention_other: '{{count}} need you',
  stopped: 'Stopped',
  more: 'Reading earlier buzzes',
  end: 'No earlier buzzes',
};
