import type { Locale } from '../../../../contract/model/settings';
import { fill } from '../../../words/words';

/** What the app says on a terminal. zh-CN is first; its keys are the catalogue. */
const zhCN = {
  // Problems: what happened
  nothingSent: '没有发出任何消息',
  nothingSaved: '没有保存',
  nothingChanged: '没有更改',
  notDone: '没有完成',
  feishuSaid: '飞书返回 {{code}}',
  withLog: '{{what}}（日志 ID {{logId}}）',
  // Problems of the command line itself: what to do
  whoUnknown: '没有叫“{{name}}”的收件组或成员。{{candidates}}',
  groupUnknown: '没有叫“{{name}}”的收件组。{{candidates}}',
  personUnknown: '没有叫“{{name}}”的成员。{{candidates}}',
  whoAmbiguous: '“{{name}}”不止一个，请写明是哪一个：{{candidates}}',
  chatUnknown: '机器人不在叫“{{name}}”的群聊里。{{candidates}}',
  chatAmbiguous: '不止一个群聊叫“{{name}}”，请写群聊 ID：{{candidates}}',
  workspaceUnknown: '没有叫“{{name}}”的工作区，现有：{{candidates}}',
  workspaceAmbiguous: '不止一个工作区叫“{{name}}”，请写 App ID：{{candidates}}',
  didYouMean: '你是不是要找：{{candidates}}',
  useOther: '请换成邮箱、手机号或成员 ID',
  noGroups: '还没有收件组',
  noChats: '机器人还没有加入任何群聊',
  chatNeeded: '请用 --chat 写明群聊，或选择一个关联了群聊的收件组',
  yesNeeded: '短信和电话加急计费，请加上 --yes 确认',
  tooManyDirect: '单聊最多 200 人，现在是 {{count}} 人：请用 --mode room 建加急群，或用 --mode direct 坚持逐个单聊',
  ladderUnknown: '没有叫“{{name}}”的升级阶梯，现有：{{candidates}}',
  yesNeededLadder: '这个升级阶梯含有计费的短信或电话，请加上 --yes 确认',
  fileRow: '第 {{line}} 行：{{what}}',
  // Progress
  practice: '练习工作区：没有联系到真人',
  sending: '{{workspace}}：{{messages}} 条消息，{{buzzes}} 个加急，共 {{calls}} 次调用',
  answered: '{{done}} / {{people}} 人有了结果',
  waiting: '已读 {{read}} / {{people}}，继续等待 …',
  receiptsMissed: '无法查询已读：{{advice}}',
  secretInMemory: '此系统没有密钥环：App Secret 只保留到应用退出。要保存到磁盘，请加 --store-unprotected',
  secretUnprotected: '此系统没有密钥环：App Secret 未加密保存在数据目录中',
  botInactive: '机器人尚未启用（状态 {{status}}）：请在开发者后台发布版本并由管理员审核',
  // Answers
  summary: '{{accepted}} / {{people}} 人已接收',
  summaryRead: '{{accepted}} / {{people}} 人已接收，{{read}} 人已读',
  readAt: '{{time}} 已读',
  recalled: '消息已撤回',
  noBuzzes: '还没有加急记录',
  groupRow: '{{name}}  {{count}} 人',
  imported: '{{name}}：新增 {{added}} 人，已有 {{known}} 人',
  connected: '已连接 {{name}}（机器人：{{bot}}）',
  doctorOk: '检查通过',
  doctorBad: '需要处理',
  direct: '单聊',
  chat: '群聊 {{name}}',
} as const;

const enUS: Record<keyof typeof zhCN, string> = {
  nothingSent: 'Nothing was sent',
  nothingSaved: 'Nothing was saved',
  nothingChanged: 'Nothing was changed',
  notDone: 'This was not done',
  feishuSaid: 'Feishu answered {{code}}',
  withLog: '{{what}} (log id {{logId}})',
  whoUnknown: 'No group or person is called “{{name}}”. {{candidates}}',
  groupUnknown: 'No group is called “{{name}}”. {{candidates}}',
  personUnknown: 'No person is called “{{name}}”. {{candidates}}',
  whoAmbiguous: '“{{name}}” is more than one; say which: {{candidates}}',
  chatUnknown: 'The bot is in no chat called “{{name}}”. {{candidates}}',
  chatAmbiguous: 'More than one chat is called “{{name}}”; give its id: {{candidates}}',
  workspaceUnknown: 'There is no workspace “{{name}}”. There are: {{candidates}}',
  workspaceAmbiguous: 'More than one workspace is called “{{name}}”; give its App ID: {{candidates}}',
  didYouMean: 'Did you mean: {{candidates}}',
  useOther: 'Use an e-mail, a mobile number or a member id',
  noGroups: 'There are no groups yet',
  noChats: 'The bot is in no chat yet',
  chatNeeded: 'Name the chat with --chat, or choose one group that is linked to a chat',
  yesNeeded: 'SMS and phone buzzes are paid: add --yes to agree',
  tooManyDirect:
    'One message each is for up to 200 people, and these are {{count}}: use --mode room for a group chat of their own, or --mode direct to insist',
  ladderUnknown: 'There is no ladder “{{name}}”. There are: {{candidates}}',
  yesNeededLadder: 'This ladder holds paid SMS or phone steps: add --yes to agree',
  fileRow: 'Line {{line}}: {{what}}',
  practice: 'Practice workspace: nobody real was reached',
  sending: '{{workspace}} — messages: {{messages}}, buzzes: {{buzzes}}, API calls: {{calls}}',
  answered: '{{done}} of {{people}} have their outcome',
  waiting: '{{read}} of {{people}} have read; waiting …',
  receiptsMissed: 'Who has read cannot be asked: {{advice}}',
  secretInMemory:
    'This system has no keyring: the App Secret is kept until the app quits. --store-unprotected keeps it on disk',
  secretUnprotected: 'This system has no keyring: the App Secret lies unencrypted in the data folder',
  botInactive:
    'The bot is not enabled (status {{status}}): publish a version in the developer console and have it approved',
  summary: '{{accepted}} of {{people}} accepted',
  summaryRead: '{{accepted}} of {{people}} accepted, {{read}} read',
  readAt: 'read at {{time}}',
  recalled: 'The messages were recalled',
  noBuzzes: 'There are no buzzes yet',
  groupRow: '{{name}}  ({{count}})',
  imported: '{{name}}: {{added}} added, {{known}} there already',
  connected: 'Connected {{name}} (bot: {{bot}})',
  doctorOk: 'All well',
  doctorBad: 'Something needs to be done',
  direct: 'one message each',
  chat: 'chat {{name}}',
};

export type AppWord = keyof typeof zhCN;

const all: Readonly<Record<Locale, Readonly<Record<AppWord, string>>>> = { 'zh-CN': zhCN, 'en-US': enUS };

/** One of the app's sentences for the terminal, its values filled in. */
export const sayOf =
  (locale: Locale) =>
  (word: AppWord, values: Readonly<Record<string, string | number>> = {}): string =>
    fill(all[locale][word], values);
export type Say = ReturnType<typeof sayOf>;
