import type { Locale } from '../contract/settings';

/** What main itself says: the tray, its menu, window titles. zh-CN is first; its keys are the catalogue. */
const zhCN = {
  appName: '飞书加急',
  trayIdle: '飞书加急',
  traySending: '飞书加急：正在发送',
  trayAttention: '飞书加急：有成员需要你处理',
  trayPractice: '飞书加急（练习工作区）',
  open: '打开',
  quickBuzz: '快速加急',
  pinnedGroups: '常用收件组',
  recentBuzzes: '最近的加急',
  readOf: '{{title}}（{{read}}/{{people}} 已读）',
  settings: '设置',
  quit: '退出',
  connectTitle: '连接工作区',
  edit: '编辑',
  practiceWorkspace: '练习工作区',
} as const;

const enUS: Record<keyof typeof zhCN, string> = {
  appName: 'Feishu Buzz',
  trayIdle: 'Feishu Buzz',
  traySending: 'Feishu Buzz: sending',
  trayAttention: 'Feishu Buzz: somebody needs your attention',
  trayPractice: 'Feishu Buzz (practice workspace)',
  open: 'Open',
  quickBuzz: 'Quick buzz',
  pinnedGroups: 'Pinned groups',
  recentBuzzes: 'Recent buzzes',
  readOf: '{{title}} ({{read}} of {{people}} read)',
  settings: 'Settings',
  quit: 'Quit',
  connectTitle: 'Connect a workspace',
  edit: 'Edit',
  practiceWorkspace: 'Practice workspace',
};

export type Words = Readonly<Record<keyof typeof zhCN, string>>;

export const words: Readonly<Record<Locale, Words>> = { 'zh-CN': zhCN, 'en-US': enUS };

/** Puts values where a sentence has `{{name}}`. */
export const fill = (sentence: string, values: Readonly<Record<string, string | number>>): string =>
  sentence.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole));
