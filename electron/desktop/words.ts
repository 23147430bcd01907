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
  runningLadders: '进行中的升级阶梯',
  stopLadder: '停止“{{title}}”',
  quitArmed: '还有 {{count}} 个升级阶梯没有走完',
  quitArmedDetail: '退出后，不会再有人被升级提醒。重新打开应用时，错过的步骤不会补打。',
  quitStay: '继续运行',
  quitAnyway: '仍然退出',
  viaApp: '应用内加急',
  viaSms: '短信',
  viaPhone: '电话',
  listComma: '、',
  heldTitle: '需要你决定：{{title}}',
  heldBody: '无法得知谁已读。{{channel}}（{{people}} 人）正在等待，打开后可继续或停止。',
  missedTitle: '错过了升级：{{title}}',
  missedBody: '没有执行：{{rungs}}。如仍需要，请打开后手动加急。',
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
  runningLadders: 'Running ladders',
  stopLadder: 'Stop “{{title}}”',
  quitArmed: 'Ladders still running: {{count}}',
  quitArmedDetail:
    'After quitting nobody is reminded any further. Steps that are missed are not made up for when you open the app again.',
  quitStay: 'Keep running',
  quitAnyway: 'Quit anyway',
  viaApp: 'in-app buzz',
  viaSms: 'SMS',
  viaPhone: 'phone call',
  listComma: ', ',
  heldTitle: 'Your decision is needed: {{title}}',
  heldBody: 'Who has read is not known. {{channel}} to {{people}} people waits: open it to continue or stop.',
  missedTitle: 'Missed by the ladder: {{title}}',
  missedBody: 'Not carried out: {{rungs}}. If they are still needed, open it and buzz by hand.',
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
