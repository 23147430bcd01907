import type { AnsweringHabit, PersonStatus, ReadingHabit } from '../world/world';
import type { DepartmentKey } from './department-rows';

/** One row of the practice company's staff. `account` is the local part of the e-mail and unique. */
export interface StaffRow {
  name: string;
  account: string;
  department: DepartmentKey;
  jobTitle: string;
  reading: ReadingHabit;
  /** Absent: this person only reads. */
  answering?: AnsweringHabit;
  enName?: string;
  nickname?: string;
  status?: PersonStatus;
  available?: boolean;
  inContacts?: boolean;
  acceptsBot?: boolean;
  unreadBuzzes?: number;
}

type Special = Omit<Partial<StaffRow>, 'name' | 'account' | 'department' | 'jobTitle' | 'reading'>;

const after = (seconds: number): ReadingHabit => ({ kind: 'after', seconds });
const afterSms = (seconds: number): ReadingHabit => ({ kind: 'after-sms', seconds });
const afterCall = (seconds: number): ReadingHabit => ({ kind: 'after-call', seconds });
const never: ReadingHabit = { kind: 'never' };

const taps = (seconds: number, bubble = 1): AnsweringHabit => ({ kind: 'tap', seconds, bubble });
const reacts = (seconds: number, emoji: string): AnsweringHabit => ({ kind: 'react', seconds, emoji });

const row = (
  name: string,
  account: string,
  department: DepartmentKey,
  jobTitle: string,
  reading: ReadingHabit,
  special: Special = {},
): StaffRow => ({ name, account, department, jobTitle, reading, ...special });

/**
 * About sixty people. Many surnames are read otherwise than the character usually is (单 Shàn, 仇 Qiú, 曾 Zēng, 解 Xiè,
 * 朴 Piáo, 尉迟 Yùchí, 乐 Yuè, 万俟 Mòqí, 盖 Gě, 区 Ōu, 种 Chóng, 员 Yùn, 查 Zhā): the search must find them. Two people share a name.
 */
export const staffRows: readonly StaffRow[] = [
  row('李雷', 'lilei', 'tech', '技术负责人', after(6), { enName: 'Leo Li', answering: reacts(4, 'OK') }),
  row('韩梅梅', 'hanmeimei', 'operations', '值班经理', after(8), {
    enName: 'May Han',
    nickname: '梅姐',
    answering: taps(5),
  }),
  row('秘宁', 'bining', 'operations', '运维工程师', after(30), { answering: reacts(5, 'No') }),
  row('冼星河', 'xianxinghe', 'operations', '运维工程师', after(14)),
  row('翟羽', 'zhaiyu', 'operations', '网络工程师', afterSms(10)),
  row('晁晖', 'chaohui', 'operations', '运维工程师', after(50)),
  row('曲直', 'quzhi', 'operations', '安全工程师', after(22)),
  row('单小雨', 'shanxiaoyu', 'order', '后端工程师', after(20), {
    enName: 'Rain Shan',
    answering: reacts(6, 'THUMBSUP'),
  }),
  row('乐嘉', 'yuejia', 'order', '后端工程师', after(12), {
    nickname: '小乐',
    answering: { kind: 'reply', seconds: 9, text: '好的，我这就看' },
  }),
  row('解晓东', 'xiexiaodong', 'order', '后端工程师', afterSms(18)),
  row('查理', 'zhali', 'order', '前端工程师', after(33), { enName: 'Charlie Zha' }),
  row('林涛', 'lintao', 'order', '测试工程师', after(9)),
  row('华雪梅', 'huaxuemei', 'order', '产品经理', after(40)),
  row('任盈盈', 'renyingying', 'order', '前端工程师', never),
  row('尉迟敬', 'yuchijing', 'platform', '平台架构师', afterCall(15), { answering: taps(4) }),
  row('欧阳明月', 'ouyangmingyue', 'platform', '平台工程师', after(17), { enName: 'Luna Ouyang' }),
  row('司马南风', 'simananfeng', 'platform', '平台工程师', after(26)),
  row('朴志勋', 'piaozhixun', 'platform', '平台工程师', after(11), { enName: 'Park Ji-hoon' }),
  row('盖宇', 'geyu', 'platform', '平台工程师', afterCall(20)),
  row('区小兵', 'ouxiaobing', 'platform', '数据工程师', after(37)),
  row('曾一鸣', 'zengyiming', 'database', '数据库负责人', never, { unreadBuzzes: 203 }),
  row('仇远', 'qiuyuan', 'database', '数据库工程师', after(45)),
  row('解放', 'xiefang', 'database', '数据库工程师', afterSms(12), { answering: taps(6) }),
  row('缪思远', 'miaosiyuan', 'database', '数据库工程师', after(16), { answering: reacts(7, 'DONE') }),
  row('燕小北', 'yanxiaobei', 'database', '数据库工程师', after(24), { nickname: '北北', answering: taps(8, 2) }),
  row('尉迟建国', 'yuchijianguo', 'line3', '产线主管', after(10), { answering: taps(5) }),
  row('乐山河', 'yueshanhe', 'line3', '班长', afterSms(15), { answering: reacts(5, 'OnIt') }),
  row('万俟青', 'moqiqing', 'line3', '工艺员', after(28)),
  row('单雄飞', 'shanxiongfei', 'line3', '操作工', afterSms(20)),
  row('令狐大海', 'linghudahai', 'line3', '操作工', after(55), {
    answering: { kind: 'react', seconds: 4, emoji: 'Get', backAfter: 30 },
  }),
  row('种明', 'chongming', 'line3', '操作工', never),
  row('覃小芳', 'qinxiaofang', 'line3', '操作工', after(19)),
  row('宁大勇', 'ningdayong', 'line3', '操作工', afterCall(12)),
  row('阚立新', 'kanlixin', 'line3', '操作工', after(42)),
  row('逄海', 'panghai', 'line3', '操作工', afterSms(25)),
  row('员晓峰', 'yunxiaofeng', 'line3', '操作工', after(13)),
  row('石磊', 'shilei', 'line3', '操作工', after(31), {
    answering: { kind: 'reply', seconds: 8, text: '收到，马上过去' },
  }),
  row('赵铁柱', 'zhaotiezhu', 'line3', '操作工', after(21)),
  row('钱小平', 'qianxiaoping', 'line3', '操作工', afterCall(18)),
  row('孙建军', 'sunjianjun', 'line3', '操作工', after(15)),
  row('郑卫国', 'zhengweiguo', 'line3', '操作工', after(60)),
  row('周桂兰', 'zhouguilan', 'line3', '操作工', never, { status: 'resigned' }),
  row('吴大海', 'wudahai', 'line3', '操作工', never, { status: 'resigned' }),
  row('冯树森', 'fengshusen', 'equipment', '设备工程师', after(18)),
  row('褚卫', 'chuwei', 'equipment', '设备工程师', afterSms(9)),
  row('卫青松', 'weiqingsong', 'equipment', '电工', after(27)),
  row('张伟', 'zhangwei', 'equipment', '机修工', after(34)),
  row('沈静', 'shenjing', 'quality', '质检主管', after(7), { answering: taps(6) }),
  row('韩雪', 'hanxue', 'quality', '质检员', after(23)),
  row('杨柳', 'yangliu', 'quality', '质检员', never),
  row('陈安琪', 'alice.chen', 'service', '客服主管', after(5), {
    enName: 'Alice Chen',
    nickname: 'Alice',
    answering: reacts(3, 'Get'),
  }),
  row('张伟', 'zhangwei2', 'service', '客服专员', after(29), { enName: 'David Zhang' }),
  row('贾琳', 'jialin', 'service', '客服专员', after(38)),
  row('Bob Smith', 'bob.smith', 'overseas', '海外客服', after(15), { enName: 'Bob Smith' }),
  row('María García', 'maria.garcia', 'overseas', '海外客服', afterCall(30), { enName: 'María García' }),
  row("John O'Neil", 'john.oneil', 'overseas', '海外客服', after(48), { enName: "John O'Neil" }),
  row('黄蓉蓉', 'huangrongrong', 'office', '行政', after(36)),
  row('王芳', 'wangfang', 'office', '人事', never, { available: false, inContacts: false }),
  row('李静', 'lijing', 'office', '财务', never, { acceptsBot: false }),
  row('刘洋', 'liuyang', 'office', '法务', never, { status: 'resigned' }),
];

/** Guests of the external chat: people of a supplier's tenant. */
export const guestRows = [
  { name: '周子涵', account: 'zhouzihan' },
  { name: '何静怡', account: 'hejingyi' },
] as const;
