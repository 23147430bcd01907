import { OpenId } from '../../../electron/contract/model/ids';
import type { KeptPerson } from '../../../electron/core/directory/people/directory-record';
import { seeded } from '../../support/clock/seeded';

const families =
  '王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤单仇解朴';
const given =
  '伟芳娜敏静秀英丽强磊军洋勇艳杰涛明超兰霞平刚桂华志建国文斌宇浩然子轩雨梓涵欣怡佳琪思雅诗梦晨阳鹏飞俊凯博雪梅玲燕红春秋冬青云海山峰林松柏乐茜晟莘';
const english =
  'Alice Bob Carol David Erin Frank Grace Henry Iris Jack Kelly Leo Mia Nina Oscar Peter Quinn Rose Sam Tina'.split(
    ' ',
  );
const fields =
  '支付 交易 搜索 推荐 广告 风控 数据 安全 网络 存储 客服 物流 仓储 财务 人事 法务 设计 测试 运维 前端'.split(' ');

/** Colleagues of a large company: common names that many share, e-mails, some English names and nicknames. */
export const bigCompany = (count: number): KeptPerson[] => {
  const random = seeded(20_260_701);
  const one = (of: string | readonly string[]): string => of[Math.floor(random() * of.length)] ?? '';
  return Array.from({ length: count }, (_, index): KeptPerson => {
    const enName = random() < 0.3 ? `${one(english)} ${one(english)}` : undefined;
    return {
      name: one(families) + one(given) + (random() < 0.7 ? one(given) : ''),
      openId: OpenId.parse(`ou_big${index}`),
      email: `${(enName ?? one(english)).toLowerCase().replace(' ', '.')}${index}@lianxi.example`,
      ...(enName ? { enName } : {}),
      ...(random() < 0.1 ? { nickname: `${one(given)}${one(given)}` } : {}),
      departments: ['技术中心', `${one(fields)}部`, `${one(fields)}${1 + (index % 12)}组`],
    };
  });
};

/** Texts that people type, with every kind of query. */
export const typed = [
  ...['zhangwei', 'zw', 'zhw', 'zh伟', '张伟', '张w', 'shanxiaoyu', 'danyu', 'yue', 'lh', 'wangjianguo', 'wjg', 'xian'],
  ...[
    'alice.h',
    'david49',
    '@lianxi',
    'example',
    'alice h',
    'grace',
    'zhifu',
    '支付部',
    '运维3组',
    'jszx',
    'fk',
    '乐',
    'q',
    '张伟 支付',
    'zhangwei zf',
    'alice 风控',
  ],
];

/** Every beginning of those texts, as a field gives them key by key. */
export const keystrokes: readonly string[] = typed.flatMap((query) =>
  Array.from(query, (_, at) => query.slice(0, at + 1)),
);
