import type { Board } from '../../contract/model/board';
import type { Locale } from '../../contract/model/settings';

/** The columns of an exported Activity. zh-CN is first; its keys are the columns, in their order. */
const zhCN = {
  createdAt: '时间',
  workspace: '工作区',
  practice: '练习',
  title: '收件人',
  text: '消息',
  channel: '加急方式',
  mode: '发送方式',
  asker: '发起人',
  state: '状态',
  person: '成员',
  personId: '成员 ID',
  outcome: '结果',
  advice: '建议',
  code: '飞书错误码',
  logId: '日志 ID',
  readAt: '已读时间',
  acknowledgedAt: '确认时间',
  answer: '确认方式',
  replies: '回复',
  buzz: '加急编号',
} as const;
export type Column = keyof typeof zhCN;

const enUS: Record<Column, string> = {
  createdAt: 'Time',
  workspace: 'Workspace',
  practice: 'Practice',
  title: 'To',
  text: 'Message',
  channel: 'Channel',
  mode: 'Delivery',
  asker: 'Asked by',
  state: 'State',
  person: 'Person',
  personId: 'Person ID',
  outcome: 'Outcome',
  advice: 'Advice',
  code: 'Feishu code',
  logId: 'Log ID',
  readAt: 'Read at',
  acknowledgedAt: 'Acknowledged at',
  answer: 'Answer',
  replies: 'Replies',
  buzz: 'Buzz ID',
};

export const columnWords: Readonly<Record<Locale, Readonly<Record<Column, string>>>> = { 'zh-CN': zhCN, 'en-US': enUS };

export const modeWords: Readonly<Record<Locale, Readonly<Record<Board['mode'], string>>>> = {
  'zh-CN': { direct: '单聊', chat: '群聊', room: '加急群' },
  'en-US': { direct: 'direct', chat: 'chat', room: 'room' },
};

export const yesWords: Readonly<Record<Locale, string>> = { 'zh-CN': '是', 'en-US': 'yes' };

/** Name of the proposed file, before its date. */
export const fileWords: Readonly<Record<Locale, string>> = { 'zh-CN': '飞书加急记录', 'en-US': 'Feishu Buzz activity' };
