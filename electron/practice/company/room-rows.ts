import type { WorldChat } from '../world/world';

/** A line of a chat's history, written by this bot, another app, or the person with this account. */
export interface RoomLine {
  by: 'bot' | 'other-app' | string;
  minutesAgo: number;
  text: string;
  folded?: boolean;
}

export interface RoomRow {
  key: string;
  name: string;
  /** Account of the owner; null: this bot owns the chat. */
  owner: string | null;
  /** Accounts of the members, the owner included. */
  members: readonly string[];
  guests?: readonly string[];
  settings?: Partial<
    Pick<
      WorldChat,
      | 'chatType'
      | 'messageType'
      | 'external'
      | 'status'
      | 'urgentSetting'
      | 'moderation'
      | 'botIn'
      | 'botManager'
      | 'membershipApproval'
      | 'description'
    >
  >;
  otherBot?: boolean;
  lines?: readonly RoomLine[];
}

const line3 = [
  'yuchijianguo',
  'yueshanhe',
  'moqiqing',
  'shanxiongfei',
  'linghudahai',
  'chongming',
  'qinxiaofang',
  'ningdayong',
  'kanlixin',
  'panghai',
  'yunxiaofeng',
  'shilei',
  'zhaotiezhu',
  'qianxiaoping',
  'sunjianjun',
  'zhengweiguo',
];

/** One chat of each kind that behaves in its own way when buzzed (feishu-api 2.2, 4). */
export const roomRows: readonly RoomRow[] = [
  {
    key: 'database-alerts',
    name: '数据库告警',
    owner: 'zengyiming',
    members: [
      'zengyiming',
      'miaosiyuan',
      'yanxiaobei',
      'xiefang',
      'hanmeimei',
      'shanxiaoyu',
      'lilei',
      'zhaiyu',
      'chaohui',
    ],
    settings: { description: '数据库告警与处理' },
    otherBot: true,
    lines: [
      { by: 'other-app', minutesAgo: 95, text: '[P2] 订单库主从延迟 42 秒' },
      { by: 'miaosiyuan', minutesAgo: 93, text: '在看了，是昨晚的归档任务' },
      { by: 'bot', minutesAgo: 61, text: '归档任务已停止，请确认主从延迟是否恢复。' },
      { by: 'yanxiaobei', minutesAgo: 58, text: '已恢复，谢谢' },
      { by: 'other-app', minutesAgo: 12, text: '[P1] 主库磁盘 91%', folded: true },
    ],
  },
  {
    key: 'on-call',
    name: '值班协调群',
    owner: 'hanmeimei',
    members: [
      'hanmeimei',
      'shanxiaoyu',
      'xiefang',
      'zengyiming',
      'yuchijing',
      'qiuyuan',
      'lilei',
      'yuejia',
      'ouyangmingyue',
      'simananfeng',
      'bining',
      'quzhi',
      'lijing',
    ],
    lines: [
      { by: 'hanmeimei', minutesAgo: 200, text: '今晚值班：单小雨主，解放备' },
      { by: 'bot', minutesAgo: 40, text: '支付网关 5xx 上升，请值班同学查看。' },
      { by: 'bot', minutesAgo: 8, text: '合并通知：3 条告警', folded: true },
    ],
  },
  {
    key: 'line-3',
    name: '三号产线',
    owner: 'yuchijianguo',
    members: [...line3, 'fengshusen', 'chuwei', 'shenjing'],
    lines: [{ by: 'yuchijianguo', minutesAgo: 400, text: '早班交接完成' }],
  },
  {
    key: 'night-shift',
    name: '夜班交接群',
    owner: 'ningdayong',
    members: ['ningdayong', 'panghai', 'shilei', 'qianxiaoping', 'chuwei', 'weiqingsong', 'hanxue', 'jialin', 'bining'],
    settings: { urgentSetting: 'only_owner', botManager: true },
    lines: [{ by: 'bot', minutesAgo: 600, text: '夜班点名，请回复。' }],
  },
  {
    key: 'managers-only',
    name: '管理通知群',
    owner: 'lilei',
    members: ['lilei', 'hanmeimei', 'zengyiming', 'yuchijianguo', 'shenjing', 'alice.chen'],
    settings: { urgentSetting: 'only_owner' },
    lines: [{ by: 'bot', minutesAgo: 300, text: '本周例会改到周四 10:00。' }],
  },
  {
    key: 'supplier',
    name: '供应商联络群',
    owner: 'fengshusen',
    members: ['fengshusen', 'weiqingsong', 'shenjing'],
    guests: ['zhouzihan', 'hejingyi'],
    settings: { external: true },
    lines: [{ by: 'bot', minutesAgo: 120, text: '到货时间请更新。' }],
  },
  {
    key: 'announcements',
    name: '全员公告',
    owner: 'huangrongrong',
    members: ['huangrongrong', 'lilei', 'hanmeimei', 'yuejia', 'shenjing', 'alice.chen', 'jialin', 'bob.smith'],
    settings: { moderation: 'only_owner' },
    lines: [{ by: 'huangrongrong', minutesAgo: 1500, text: '下周一消防演练' }],
  },
  {
    key: 'post-mortems',
    name: '事故复盘',
    owner: 'quzhi',
    members: ['quzhi', 'lilei', 'hanmeimei', 'ouyangmingyue', 'geyu', 'ouxiaobing'],
    settings: { messageType: 'thread' },
    lines: [{ by: 'quzhi', minutesAgo: 900, text: '上周支付超时复盘' }],
  },
  {
    key: 'bot-room',
    name: '加急演练群',
    owner: null,
    members: ['lilei', 'hanmeimei', 'yuejia', 'lintao', 'zhali'],
    settings: { urgentSetting: 'only_owner' },
    lines: [{ by: 'bot', minutesAgo: 2000, text: '这是机器人创建的群。' }],
  },
  {
    key: 'dissolved',
    name: '旧机房迁移',
    owner: 'chaohui',
    members: ['chaohui', 'zhaiyu'],
    settings: { status: 'dissolved' },
    lines: [{ by: 'bot', minutesAgo: 5000, text: '迁移完成。' }],
  },
  {
    key: 'public',
    name: '技术分享（公开）',
    owner: 'ouyangmingyue',
    members: ['ouyangmingyue', 'simananfeng', 'piaozhixun', 'zhali'],
    settings: { botIn: false, chatType: 'public' },
    lines: [{ by: 'zhali', minutesAgo: 3000, text: '本期主题：容量规划' }],
  },
  {
    key: 'private',
    name: '财务小群',
    owner: 'lijing',
    members: ['lijing', 'huangrongrong'],
    settings: { botIn: false },
    lines: [{ by: 'lijing', minutesAgo: 60, text: '月结' }],
  },
];
