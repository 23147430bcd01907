import type { AdviceKey, Problem } from '../../contract/advice/problem';
import type { CheckFix, CheckLine, CheckView, ConsoleLink } from '../../contract/ipc/connect';
import type { Listening } from '../../contract/ipc/listening';
import { AppId } from '../../contract/model/ids';
import type { Locale } from '../../contract/model/settings';
import type { Brand } from '../../contract/model/workspace';
import { type Check, type CheckId, connectionChecks } from './check';
import { listeningChecks } from './check-listening';
import { neededScopes } from './needed-scopes';

export interface CheckedApp {
  brand: Brand;
  appId: string;
  locale: Locale;
  /** True for the app of a workspace that is connected: a scan can extend it. */
  connected: boolean;
  listening: Listening;
}

/** Problems of an app that may belong to the other brand: Feishu does not know Lark's apps, nor Lark Feishu's. */
const otherBrand: ReadonlySet<AdviceKey> = new Set(['credentials-wrong', 'credentials-mismatch', 'app-not-found']);
/** Problems that end once a version is published and approved (feishu-api 0.15). */
const unpublished: ReadonlySet<AdviceKey> = new Set([
  'bot-inactive',
  'bot-ability-off',
  'bot-waits',
  'bot-upgrade-waits',
  'app-not-installed',
]);

/** Problems that end once an admin agrees: to a version, to more people, to a scope. */
const forAdmin: ReadonlySet<AdviceKey> = new Set([
  ...unpublished,
  'nobody-available',
  'people-unlisted',
  'scope-waits',
]);

const scopesOf = ({ id }: Check, { advice, params }: Problem): readonly string[] => {
  if (['scope-to-grant', 'scope-waits', 'scope-optional', 'people-unlisted'].includes(advice))
    return [params.scope ?? ''];
  // One of these is enough; the first is the one that this app asks for.
  return id === 'availability' && advice === 'scope-missing' ? [(params.scopes ?? '').split(', ')[0] ?? ''] : [];
};

/** Scopes that a person who wants to listen has use for; a scan asks for the events in any case. */
const listeningScopes: readonly string[] = neededScopes
  .filter(({ use }) => use === 'inbox' || use === 'mentions' || use === 'own-facts')
  .map(({ name }) => name);

/** Listening begins, or is tried, only where the app is connected. */
const listeningFixes = ({ connected, listening, locale }: CheckedApp): readonly CheckFix[] => {
  const words = checkWords[locale];
  if (!connected) return [];
  if (listening.state === 'off') return [{ kind: 'listen', label: words['fix-listen'] }];
  return listening.state === 'refused' ? [] : [{ kind: 'verify', label: words['fix-verify'] }];
};

const fixesOf = (check: Check, problem: Problem, app: CheckedApp): readonly CheckFix[] => {
  const words = checkWords[app.locale];
  const { brand } = app;
  const appId = AppId.safeParse(app.appId);
  const open = (page: ConsoleLink['page'], label: string, scopes: readonly string[] = []): readonly CheckFix[] =>
    brand === 'custom' || !appId.success
      ? []
      : [{ kind: 'open', label, link: { page, brand, appId: appId.data, scopes: [...scopes] } }];

  const scan = (scopes: readonly string[]): readonly CheckFix[] =>
    app.connected ? [{ kind: 'scan', label: words['fix-scan'], scopes }] : [];
  if (check.id === 'listening') return listeningFixes(app);
  if (check.id === 'events' && problem.advice.startsWith('events-'))
    return [...scan(listeningScopes), ...open('events', words['fix-events'])];
  const scopes = scopesOf(check, problem).filter((scope) => scope !== '');
  if (scopes.length > 0) {
    return [...scan(scopes), ...open('scopes', words['fix-scope'], scopes)];
  }
  if (check.state !== 'fail') return [];
  switch (check.id) {
    case 'credentials': {
      const other = brand === 'feishu' ? 'lark' : 'feishu';
      const retry: readonly CheckFix[] =
        brand !== 'custom' && otherBrand.has(problem.advice)
          ? [{ kind: 'brand', label: words[`try-${other}`], brand: other }]
          : [];
      return [...open('credentials', words['fix-credentials']), ...retry];
    }
    case 'ip': {
      const { ip } = problem.params;
      const copy: readonly CheckFix[] =
        ip && /^[0-9a-f.:]+$/i.test(ip) ? [{ kind: 'copy', label: words['copy-ip'], text: ip }] : [];
      return [...open('ip-allowlist', words['fix-ip']), ...copy];
    }
    case 'bot':
      return [
        ...(problem.advice === 'bot-ability-off' ? open('bot', words['fix-bot']) : []),
        ...(unpublished.has(problem.advice) ? open('release', words['fix-release']) : []),
      ];
    case 'availability':
      return open('release', words['fix-availability']);
    default:
      return [];
  }
};

const isSensitive = (id: CheckId) =>
  neededScopes.some(({ name, rank }) => rank === 'sensitive' && id === `scope:${name}`);

const noteOf = (check: Check, problem: Problem | null, { brand, locale }: CheckedApp): string | null => {
  const words = checkWords[locale];
  const notes: string[] = [];
  if (problem?.advice === 'ip-denied') notes.push(words['ip-why']);
  if (problem?.advice === 'nobody-available') notes.push(words['nobody-why']);
  if (problem?.advice === 'scope-optional' && isSensitive(check.id)) notes.push(words['scope-sensitive']);
  if (check.id === 'scope:im:message.urgent:sms' && brand === 'lark' && problem?.advice !== 'check-skipped') {
    notes.push(words['lark-paid']);
  }
  return notes.length > 0 ? notes.join(locale === 'zh-CN' ? '' : ' ') : null;
};

/** A check as a window shows it: its name, the problem, a note, and buttons that lead to the fix. */
export const checkView = (check: Check, app: CheckedApp): CheckView => {
  const line = checkLines(app.locale).find(({ id }) => id === check.id);
  const skipped = check.problem?.advice === 'check-skipped';
  return {
    id: check.id,
    label: line?.label ?? check.id,
    scope: line?.scope ?? null,
    state: skipped ? 'skipped' : check.state,
    waits: check.problem !== null && forAdmin.has(check.problem.advice),
    problem: check.problem,
    note: noteOf(check, check.problem, app),
    fixes: check.problem === null || skipped ? [] : fixesOf(check, check.problem, app),
  };
};

/** Every line of the doctor with its name, in order. */
export const checkLines = (locale: Locale): readonly (CheckLine & { id: CheckId })[] => {
  const words = checkWords[locale];
  const plain = [...connectionChecks, 'availability', ...listeningChecks, 'receipts'] as const;
  return [
    ...plain.map((id) => ({ id, label: words[id], scope: null })),
    ...neededScopes.map(({ name, use }) => ({
      id: `scope:${name}` as const,
      label: words[`use-${use}`],
      scope: name,
    })),
  ];
};

/** The doctor's words beside the advice: names of its lines and buttons, and notes. zh-CN comes first. */
const zhCN = {
  network: '网络',
  credentials: 'App ID 和 App Secret',
  ip: 'IP 白名单',
  bot: '机器人与版本',
  availability: '可用范围',
  receipts: '查询已读',
  socket: '长连接的网络',
  listening: '监听',
  events: '事件订阅',
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
  'use-departments': '读取部门名称',
  'use-paths': '读取部门层级',
  'use-memberships': '读取成员所属部门',
  'use-standing': '读取在职状态',
  'use-pictures': '上传图片（可选）',
  'use-company': '读取企业名称',
  'use-user-ids': '读取用户 ID（可选）',
  'use-history': '读取群聊消息（可选）',
  'use-numbers': '显示成员手机号（可选）',
  'use-inbox': '接收私聊机器人的消息（可选）',
  'use-mentions': '接收 @机器人 的消息（可选）',
  'use-own-facts': '查看事件订阅（可选）',
  'use-reminders': '即时提醒（可选）',
  'use-ticks': '给回复点“完成”（可选）',
  'fix-credentials': '打开凭证页',
  'fix-bot': '开启机器人',
  'fix-release': '发布版本',
  'fix-availability': '设置可用范围',
  'fix-scan': '扫码开通',
  'fix-scope': '去后台开通',
  'fix-events': '打开事件设置',
  'fix-listen': '开始监听',
  'fix-verify': '验证',
  'fix-ip': '打开安全设置',
  'copy-ip': '复制 IP',
  'try-lark': '换成 Lark 再试',
  'try-feishu': '换成飞书再试',
  'ip-why': '白名单只放行其中的地址，换了网络就会被拒绝。笔记本电脑的地址常变，建议清空白名单。',
  'nobody-why': '可用范围随版本生效：新建版本，选上要加急的成员或全员，发布并通过审核。',
  'scope-sensitive': '这是敏感权限，通常要管理员审核。不开通也可以粘贴消息 ID 来加急。',
  'lark-paid': 'Lark 没有公开说明是否支持短信和电话加急；可以一试，被拒绝时会写明原因。',
} as const;

type CheckWords = Readonly<Record<keyof typeof zhCN, string>>;

const enUS: CheckWords = {
  network: 'Network',
  credentials: 'App ID and App Secret',
  ip: 'IP allowlist',
  bot: 'Bot and version',
  availability: 'Availability',
  receipts: 'Read receipts',
  socket: 'Network of the long connection',
  listening: 'Listening',
  events: 'Events',
  'use-send': 'Send messages',
  'use-buzz': 'Buzz in the app',
  'use-receipts': 'Read messages and receipts',
  'use-sms': 'Buzz by SMS',
  'use-phone': 'Buzz by phone',
  'use-chats': 'See chats and their members',
  'use-rooms': 'Create rooms',
  'use-members': 'Add people to chats',
  'use-look-up': 'Find by e-mail or mobile',
  'use-contacts': 'Read the contacts',
  'use-names': 'Read people’s names',
  'use-emails': 'Read e-mails',
  'use-departments': 'Read department names',
  'use-paths': 'Read how departments nest',
  'use-memberships': 'Read people’s departments',
  'use-standing': 'Read who has left',
  'use-pictures': 'Upload pictures (optional)',
  'use-company': 'Read the company’s name',
  'use-user-ids': 'Read user IDs (optional)',
  'use-history': 'Read messages of chats (optional)',
  'use-numbers': 'Show mobile numbers (optional)',
  'use-inbox': 'Get messages to the bot (optional)',
  'use-mentions': 'Get messages that name the bot (optional)',
  'use-own-facts': 'See the app’s events (optional)',
  'use-reminders': 'Reminders in ladders (optional)',
  'use-ticks': 'Tick replies (optional)',
  'fix-credentials': 'Open the credentials page',
  'fix-bot': 'Turn the bot on',
  'fix-release': 'Publish a version',
  'fix-availability': 'Set the availability',
  'fix-scan': 'Grant by scan',
  'fix-scope': 'Grant in the console',
  'fix-events': 'Open the event settings',
  'fix-listen': 'Start listening',
  'fix-verify': 'Verify',
  'fix-ip': 'Open the security settings',
  'copy-ip': 'Copy the IP',
  'try-lark': 'Try Lark instead',
  'try-feishu': 'Try Feishu instead',
  'ip-why':
    'Feishu refuses addresses that are not on the list. A laptop’s address changes often, so it is better to clear the list.',
  'nobody-why':
    'Availability takes effect with a version: create one, choose the people who may be buzzed, publish it and have it approved.',
  'scope-sensitive':
    'This scope is sensitive and mostly needs an admin’s review. Without it you can still paste a message ID and buzz that.',
  'lark-paid':
    'Lark does not say publicly whether it supports buzzes by SMS or phone. You can try; if Lark refuses, you see the reason.',
};

export const checkWords: Readonly<Record<Locale, CheckWords>> = { 'zh-CN': zhCN, 'en-US': enUS };
