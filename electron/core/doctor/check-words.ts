import type { Locale } from '../../contract/model/settings';

/** The doctor's words beside the advice: what each line is called, and what its buttons do. zh-CN is first. */
const zhCN = {
  network: '网络',
  credentials: 'App ID 和 App Secret',
  ip: 'IP 白名单',
  bot: '机器人与版本',
  availability: '可用范围',
  receipts: '查询已读',
  'use-send': '发送消息',
  'use-buzz': '应用内加急',
  'use-receipts': '读取消息与已读',
  'use-sms': '短信加急',
  'use-phone': '电话加急',
  'use-chats': '读取群聊和群成员',
  'use-rooms': '创建加急群',
  'use-members': '把成员加入群聊',
  'use-look-up': '按邮箱、手机号查找',
  'use-contacts': '读取通讯录',
  'use-names': '读取成员姓名',
  'use-emails': '读取邮箱',
  'use-departments': '读取部门',
  'use-standing': '读取在职状态',
  'fix-credentials': '打开凭证页',
  'fix-bot': '开启机器人',
  'fix-release': '发布版本',
  'fix-availability': '设置可用范围',
  'fix-scope': '去开通',
  'fix-ip': '打开安全设置',
  'copy-ip': '复制 IP',
  'try-lark': '换成 Lark 再试',
  'try-feishu': '换成飞书再试',
  'ip-why': '白名单只放行其中的地址，换了网络就会被拒绝。笔记本电脑的地址常变，建议清空白名单。',
  'nobody-why': '可用范围随版本生效：新建版本，选上要加急的成员或全员，发布并通过审核。',
  'lark-paid': 'Lark 没有公开说明是否支持短信和电话加急；可以一试，被拒绝时会写明原因。',
} as const;

type Words = Readonly<Record<keyof typeof zhCN, string>>;

const enUS: Words = {
  network: 'Network',
  credentials: 'App ID and App Secret',
  ip: 'IP allowlist',
  bot: 'Bot and version',
  availability: 'Availability',
  receipts: 'Read receipts',
  'use-send': 'Send messages',
  'use-buzz': 'Buzz in the app',
  'use-receipts': 'Read messages and receipts',
  'use-sms': 'Buzz by SMS',
  'use-phone': 'Buzz by phone',
  'use-chats': 'See chats and their members',
  'use-rooms': 'Make rooms',
  'use-members': 'Add people to chats',
  'use-look-up': 'Find by e-mail or mobile',
  'use-contacts': 'Read the contacts',
  'use-names': 'Read people’s names',
  'use-emails': 'Read e-mails',
  'use-departments': 'Read departments',
  'use-standing': 'Read who has left',
  'fix-credentials': 'Open the credentials page',
  'fix-bot': 'Turn the bot on',
  'fix-release': 'Publish a version',
  'fix-availability': 'Set the availability',
  'fix-scope': 'Grant it',
  'fix-ip': 'Open the security settings',
  'copy-ip': 'Copy the IP',
  'try-lark': 'Try Lark instead',
  'try-feishu': 'Try Feishu instead',
  'ip-why':
    'Only addresses on the list may call, so another network is refused. A laptop’s address changes often: better clear the list.',
  'nobody-why':
    'Availability comes with a version: make a new one, choose everybody who may be buzzed, publish it and have it approved.',
  'lark-paid':
    'Lark does not say publicly whether it can buzz by SMS or phone. You can try; a refusal is shown with its reason.',
};

export const checkWords: Readonly<Record<Locale, Words>> = { 'zh-CN': zhCN, 'en-US': enUS };
