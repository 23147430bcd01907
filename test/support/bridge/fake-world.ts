import { adviceWords } from '../../../electron/contract/advice/advice-words';
import { type Problem, problem } from '../../../electron/contract/advice/problem';
import type { DesktopFacts } from '../../../electron/contract/ipc/desktop-facts';
import type { Startup } from '../../../electron/contract/ipc/startup';
import type { ActivityRow, Board, BoardLadder, BoardPerson } from '../../../electron/contract/model/board';
import type { Outcome } from '../../../electron/contract/model/channel';
import type { Chat, ChatMessage } from '../../../electron/contract/model/chat';
import { emptyDraft } from '../../../electron/contract/model/draft';
import type { Figures } from '../../../electron/contract/model/figures';
import type { Group } from '../../../electron/contract/model/group';
import { AppId, BuzzId, ChatId, GroupId, MessageId, WorkspaceId } from '../../../electron/contract/model/ids';
import type { Person } from '../../../electron/contract/model/person';
import { defaultSettings } from '../../../electron/contract/model/settings';
import { practiceId, type WorkspaceView } from '../../../electron/contract/model/workspace';
import { needsAttention } from '../../../electron/contract/rules/needs-attention';
import { words } from '../../../renderer/i18n/words';
import { aPerson } from '../samples';

/** Present of the fake world: 2026-11-22 10:05:00 in Shanghai. */
export const fakeNow = Date.UTC(2026, 10, 22, 2, 5, 0);

const person = (number: number, name: string, department: string): Person =>
  aPerson(name, `ou_practice${String(number).padStart(4, '0')}`, { department });

/** People with names that are hard for pinyin and avatars. The second entry is the pinyin that search shows. */
export const fakePeople: readonly (readonly [Person, string])[] = [
  [person(1, '韩梅梅', '订单组'), 'han mei mei'],
  [person(2, '单小雨', '订单组'), 'shan xiao yu'],
  [person(3, '解放', '支付组'), 'xie fang'],
  [person(4, '曾一鸣', '数据库组'), 'zeng yi ming'],
  [person(5, '尉迟敬', '数据库组'), 'yu chi jing'],
  [person(6, '仇远', '运维组'), 'qiu yuan'],
  [person(7, '乐嘉', '支付组'), 'yue jia'],
  [person(8, '石晓阳', '支付组'), 'shi xiao yang'],
  [person(9, '李雷', '运维组'), 'li lei'],
  [person(10, 'Alice Zhang', 'Platform'), 'alice zhang'],
];

const who = (...numbers: number[]): Person[] => numbers.flatMap((number) => fakePeople[number - 1]?.[0] ?? []);

export const fakeChats: readonly Chat[] = [
  { chatId: ChatId.parse('oc_dbalerts'), name: '数据库告警', external: false, memberCount: 18 },
  { chatId: ChatId.parse('oc_release'), name: '上线协调群', external: false, memberCount: 42 },
  { chatId: ChatId.parse('oc_partner'), name: '合作伙伴对接', external: true, memberCount: null },
];

const message = (number: number, change: Partial<ChatMessage>): ChatMessage => ({
  messageId: MessageId.parse(`om_there${number}`),
  chatId: ChatId.parse('oc_dbalerts'),
  own: false,
  sentAt: fakeNow - number * 7 * 60_000,
  author: null,
  excerpt: '',
  deleted: false,
  ...change,
});

/** Messages of a chat, newest first: one of the bot, some of colleagues, and one that was deleted. */
export const fakeMessages: readonly ChatMessage[] = [
  message(1, { own: true, excerpt: '主库磁盘 98%，10 分钟内会写满，请值班同学确认扩容方案并在群里回复。' }),
  message(2, { author: '曾一鸣', excerpt: '我先把归档任务停了，谁有权限扩容？' }),
  message(3, { author: '尉迟敬', deleted: true }),
  message(4, { author: '仇远', excerpt: '[图片]' }),
];

const noDefaults = { channel: null, delivery: null, ladder: null, template: null };

export const fakeGroups: readonly Group[] = [
  {
    id: GroupId.parse('grp_oncall01'),
    workspaceId: practiceId,
    name: '值班组',
    icon: 'bolt',
    pinned: true,
    members: who(1, 2, 3, 4, 5, 6),
    linkedChat: null,
    defaults: noDefaults,
  },
  {
    id: GroupId.parse('grp_database'),
    workspaceId: practiceId,
    name: '数据库',
    icon: 'database',
    pinned: true,
    members: who(4, 5, 6, 9),
    linkedChat: { chatId: ChatId.parse('oc_dbalerts'), name: '数据库告警' },
    defaults: { channel: null, delivery: 'chat', ladder: null, template: null },
  },
  {
    id: GroupId.parse('grp_line0003'),
    workspaceId: practiceId,
    name: '三号产线',
    icon: 'factory',
    pinned: true,
    members: [...who(5, 7, 8, 10), { name: 'lao.wang@example.com', email: 'lao.wang@example.com' }],
    linkedChat: null,
    defaults: { channel: 'sms', delivery: null, ladder: null, template: null },
  },
  {
    id: GroupId.parse('grp_night001'),
    workspaceId: practiceId,
    name: '夜班',
    icon: 'moon',
    pinned: true,
    members: who(2, 3, 8),
    linkedChat: null,
    defaults: noDefaults,
  },
];

export const fakeWorkspaces: readonly WorkspaceView[] = [
  {
    id: practiceId,
    name: '练习工作区',
    brand: 'custom',
    baseUrl: 'https://practice.invalid',
    appId: AppId.parse('cli_practice'),
    practice: true,
    secret: { configured: true, backend: 'session', last4: 'cret' },
  },
  {
    id: WorkspaceId.parse('ws_company1'),
    name: '某某科技',
    brand: 'feishu',
    baseUrl: 'https://open.feishu.cn',
    appId: AppId.parse('cli_a1b2c3d4e5f6'),
    practice: false,
    secret: { configured: true, backend: 'keyring', last4: '9fQx' },
  },
];

/** A Linux desktop on which everything works. */
export const fakeDesktop: DesktopFacts = {
  launchAtLogin: { kind: 'off' },
  dataFolder: '/home/lilei/.config/Feishu Buzz',
  moveProblem: null,
  hotkeyLimit: null,
};

export const fakeStartup: Startup = {
  version: '0.1.0',
  platform: 'linux',
  locale: 'zh-CN',
  advice: adviceWords['zh-CN'],
  words: words['zh-CN'],
  settings: { ...defaultSettings, language: 'zh-CN', theme: 'light', welcomed: true, seenPaid: true },
  hotkey: { accelerator: defaultSettings.hotkey, problem: null, free: [] },
  workspaces: fakeWorkspaces,
  currentWorkspaceId: practiceId,
  groups: fakeGroups,
  draft: emptyDraft(practiceId),
  zone: null,
  askerName: '李雷',
  lastGroupId: fakeGroups[0]?.id ?? null,
  notices: [],
  shown: { how: 'tray', view: null },
  pinned: false,
  seen: true,
};

const minute = 60_000;

const boardPerson = (who: Person, outcome: Outcome, reason: Problem | null, readAt: number | null): BoardPerson => ({
  key: who.openId ?? who.name,
  name: who.name,
  department: null,
  backup: null,
  idType: 'open_id',
  id: who.openId ?? null,
  outcome,
  problem: reason,
  message: outcome === 'pending' ? 'pending' : 'sent',
  readAt,
  absence: null,
  ack: null,
  replies: [],
  reminder: null,
  steps: [{ via: 'app', outcome, problem: reason, at: fakeNow - 3 * minute }],
});

const refused: Problem = {
  code: 230023,
  advice: 'feishu-unknown',
  params: { code: '230023', msg: 'too many unread urgent messages' },
  logId: '20261122100212AB34CD56EF',
};

const outcomes: readonly (readonly [number, Outcome, Problem | null, number | null])[] = [
  [1, 'accepted', null, fakeNow - 140_000],
  [2, 'accepted', null, fakeNow - 115_000],
  [3, 'accepted', null, null],
  [4, 'too-many-unread', refused, null],
  [5, 'unknown', problem('lost-answer'), null],
  [6, 'accepted', null, fakeNow - 50_000],
];

/** Sample board: three people have read, one has not, two need someone to act. */
export const fakeBoard: Board = {
  id: BuzzId.parse('bz_board001'),
  workspaceId: practiceId,
  workspaceName: '练习工作区',
  practice: true,
  title: '值班组',
  text: '订单库主从延迟 240 秒，下单失败率 12%，请立刻上线处理。',
  asker: '李雷',
  channel: 'app',
  mode: 'direct',
  chat: null,
  createdAt: fakeNow - 3 * minute,
  state: 'done',
  messages: outcomes.map(([number]) => ({
    messageId: MessageId.parse(`om_message${number}`),
    chatId: ChatId.parse(`oc_direct${number}`),
  })),
  people: outcomes.flatMap(([number, outcome, reason, readAt]) =>
    who(number).map((each) => boardPerson(each, outcome, reason, readAt)),
  ),
  calls: { send: 6, buzz: 6, total: 12 },
  asks: false,
  pictures: [],
  takenBy: null,
  answers: { askedAt: null, problem: null },
  receipts: { askedAt: fakeNow - 5_000, problem: null },
  recalled: false,
  stoppedBy: null,
  recalledElsewhere: false,
  climber: null,
  about: null,
  ladder: null,
  undoUntil: null,
  waiting: null,
  notes: [],
};

const calling = { reminder: false, backup: null, turn: null } as const;

/** Sample ladder: in-app is done, one person gets an SMS in 84 s, then a call. */
export const fakeLadder: BoardLadder = {
  name: '3 / 8 min',
  until: 'read',
  enough: 'everyone',
  state: 'armed',
  problem: null,
  turn: null,
  rungs: [
    { ...calling, via: 'sms', dueAt: fakeNow + 84_000, state: 'next', people: 1, problem: null },
    { ...calling, via: 'phone', dueAt: fakeNow + 5 * minute, state: 'later', people: 1, problem: null },
  ],
};

/** Row of Activity for a board. */
export const rowOf = (board: Board): ActivityRow => ({
  id: board.id,
  workspaceId: board.workspaceId,
  workspaceName: board.workspaceName,
  practice: board.practice,
  title: board.title,
  text: board.text,
  channel: board.channel,
  loudest: board.channel,
  createdAt: board.createdAt,
  state: board.state,
  recalled: board.recalled,
  people: board.people.length,
  read: board.people.filter((each) => each.readAt !== null).length,
  pictures: board.pictures.length,
  acknowledged: board.people.filter((each) => each.ack !== null && !each.ack.declined).length,
  accepted: board.people.filter((each) => each.outcome === 'accepted').length,
  attention: board.people.filter((each) => needsAttention(each, board.ladder)).length,
});

const older = (id: string, change: Partial<Board>): Board => ({ ...fakeBoard, ...change, id: BuzzId.parse(id) });

export const fakeBoards: readonly Board[] = [
  fakeBoard,
  older('bz_board002', {
    title: '数据库',
    text: '主库磁盘 98%，10 分钟内会写满。',
    channel: 'phone',
    mode: 'chat',
    chat: { chatId: ChatId.parse('oc_dbalerts'), name: '数据库告警' },
    createdAt: fakeNow - 95 * minute,
  }),
  older('bz_board003', {
    title: '单小雨、石晓阳',
    text: '支付回调超时，请看网关日志。',
    createdAt: fakeNow - 26 * 60 * minute,
    people: fakeBoard.people.slice(0, 2),
    messages: fakeBoard.messages.slice(0, 2),
  }),
];

/** Sample numbers: SMS nearly used up, and a group that no one has read yet. */
export const fakeFigures: Figures = {
  paid: { sms: { used: 46, limit: 50 }, phone: { used: 12, limit: 50 } },
  answers: { groups: [], channels: [{ channel: 'phone', people: 6, read: 5, median: 40_000, slow: 130_000 }] },
  days: 30,
  groups: [
    { groupId: 'grp_oncall01', name: '值班组', people: 48, read: 45, median: 42_000, slow: 260_000 },
    { groupId: 'grp_night001', name: '夜班', people: 3, read: 0, median: null, slow: null },
  ],
  channels: [
    { channel: 'app', people: 90, read: 81, median: 65_000, slow: 1_500_000 },
    { channel: 'phone', people: 12, read: 12, median: 31_000, slow: 95_000 },
  ],
};

/** Fake startup with these changes and the words of its language, by default English. */
export const startupFor = (change: Partial<Startup> = {}): Startup => {
  const locale = change.locale ?? 'en-US';
  return { ...fakeStartup, locale, advice: adviceWords[locale], words: words[locale], ...change };
};
