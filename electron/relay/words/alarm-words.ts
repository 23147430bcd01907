import { type EnglishWords, sayFrom } from '../../contract/words';

/** Sentences that alarms become in Feishu. Chinese is first; its keys are the catalog. */
const zhCN = {
  firing: '告警',
  resolved: '已恢复',
  untitled: '收到告警，没有说明',
  more: '另有 {{count}} 个',
  resolvedReply: '已恢复：{{title}}',
  resolvedAll: '全部恢复，共 {{count}} 个告警',
  storm: '告警风暴：5 分钟内已有 {{count}} 个告警。之后的告警并入这条消息，个数见回复。',
  folded: '已并入 {{count}} 个告警，最近的：{{titles}}',
} as const;

const enUS: EnglishWords<keyof typeof zhCN> = {
  firing: 'Firing',
  resolved: 'Resolved',
  untitled: 'An alarm that says nothing more',
  more: 'and {{count}} more',
  resolvedReply: 'Resolved: {{title}}',
  resolvedAll: 'All {{count}} alarms are resolved',
  resolvedAll_one: 'The alarm is resolved',
  storm:
    'A storm of alarms: {{count}} within 5 minutes. Further alarms are added to this message; the replies say how many.',
  folded: '{{count}} alarms added so far, the newest: {{titles}}',
  folded_one: '{{count}} alarm added so far: {{titles}}',
};

/** Speaks of alarms in messages. */
export const sayAlarm = sayFrom(zhCN, enUS);
