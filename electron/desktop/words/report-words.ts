import type { Locale } from '../../contract/model/settings';

/** Words of a buzz's result as text. zh-CN is first; its keys are the words. */
const zhCN = {
  head: '加急结果：{{title}}（{{at}}）',
  practice: '【练习】',
  message: '消息：{{text}}',
  by: '发起人：{{asker}}',
  read: '已读 {{read}} / {{all}}',
  recalled: '消息已撤回',
  stopped: '已停止呼叫',
  unread: '未读 {{count}}：',
  'needs-you': '需要处理 {{count}}：',
  'read-part': '已读 {{count}}：',
  'acknowledged-part': '已确认 {{count}}：',
  acknowledged: '已确认 {{acknowledged}} / {{all}}',
  'acknowledged-at': '{{at}} 已确认',
  said: '{{end}}（“{{words}}”）',
  'declined-at': '{{at}} 表示无法处理',
  person: '· {{name}}：{{calls}}；{{end}}',
  call: '{{at}} {{channel}}',
  'call-failed': '{{at}} {{channel}}未成功（{{outcome}}）',
  'call-maybe': '{{at}} {{channel}}可能已发出（{{outcome}}）',
  'no-call': '未呼叫',
  'read-at': '{{at}} 已读',
  'not-read': '未读',
  'follow-up': '{{at}} 后续消息：{{text}}',
  until: '截至 {{at}}',
  comma: '，',
} as const;
type ReportWord = keyof typeof zhCN;

const enUS: Record<ReportWord, string> = {
  head: 'Buzz result: {{title}} ({{at}})',
  practice: '[Practice] ',
  message: 'Message: {{text}}',
  by: 'From: {{asker}}',
  read: '{{read}} of {{all}} have read it',
  recalled: 'Messages recalled',
  stopped: 'Buzzing was stopped',
  unread: 'Unread ({{count}}):',
  'needs-you': 'Needs attention ({{count}}):',
  'read-part': 'Read ({{count}}):',
  'acknowledged-part': 'Acknowledged ({{count}}):',
  acknowledged: '{{acknowledged}} of {{all}} have acknowledged',
  'acknowledged-at': 'acknowledged {{at}}',
  said: '{{end}} (“{{words}}”)',
  'declined-at': 'declined {{at}}',
  person: '· {{name}}: {{calls}}; {{end}}',
  call: '{{channel}} {{at}}',
  'call-failed': '{{channel}} {{at}} failed ({{outcome}})',
  'call-maybe': '{{channel}} {{at}} may have gone out ({{outcome}})',
  'no-call': 'not called',
  'read-at': 'read {{at}}',
  'not-read': 'unread',
  'follow-up': 'Follow-up {{at}}: {{text}}',
  until: 'As of {{at}}',
  comma: ', ',
};

const words: Readonly<Record<Locale, Readonly<Record<ReportWord, string>>>> = { 'zh-CN': zhCN, 'en-US': enUS };

/** A word with its values filled in, each once: a value that looks like a hole is not filled again. */
export const reportWord = (
  locale: Locale,
  word: ReportWord,
  values: Readonly<Record<string, string | number>> = {},
): string => words[locale][word].replace(/\{\{(\w+)\}\}/g, (_hole, name: string) => String(values[name] ?? ''));
