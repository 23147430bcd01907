import { problem } from '../../contract/advice/problem';
import type { Locale } from '../../contract/model/settings';
import type { FeishuApp } from '../feishu/feishu';
import { type Check, type CheckId, skipped } from './check';
import { askedScopes, isGranted, isOptional, lostUse, neededScopes, type ScopeUse } from './needed-scopes';

/** Checks of receipts, which have a line of their own, then of every scope. */
const withReceipts = (scopes: readonly Check[]): readonly Check[] => {
  const receipts = scopes.find((check) => check.id === 'scope:im:message:readonly') ?? skipped('receipts');
  return [{ ...receipts, id: 'receipts' }, ...scopes];
};

const scopeId = (name: string): CheckId => `scope:${name}`;

/** The same lines when nothing could be checked. */
export const skippedScopes = (): readonly Check[] =>
  withReceipts(neededScopes.map(({ name }) => skipped(scopeId(name))));

/** Checks which needed scopes the app has: one call that needs no scope itself (feishu-api 1.4). */
export const checkScopes = async (feishu: FeishuApp, locale: Locale): Promise<readonly Check[]> => {
  const grants = await feishu.readGrants();
  return withReceipts(
    neededScopes.map((need): Check => {
      const id = scopeId(need.name);
      if (!grants.ok) return { id, state: isOptional(need) ? 'optional' : 'warn', problem: grants.failure.problem };
      const { granted, waiting } = grants.value;
      if (isGranted(need, granted)) return { id, state: 'ok', problem: null };
      const values = { scope: need.name, use: scopeWords[locale][lostUse(need, granted)] };
      if (waiting.has(need.name)) {
        // What is lost is said as "can": it comes back once an admin agrees.
        const problemOf = problem('scope-waits', { ...values, use: scopeWords[locale][need.use] });
        return {
          id,
          state: isOptional(need) ? 'optional' : need.rank === 'vital' ? 'fail' : 'warn',
          problem: problemOf,
        };
      }
      if (isOptional(need)) return { id, state: 'optional', problem: problem('scope-optional', values) };
      return { id, state: need.rank === 'vital' ? 'fail' : 'warn', problem: problem('scope-to-grant', values) };
    }),
  );
};

/**
 * Every scope this app asks for, as the console imports permissions in bulk (feishu-api Appendix A). Without the optional
 * ones: sensitive scopes make a version wait for review.
 */
export const scopesJson = (): string => {
  return JSON.stringify({ scopes: { tenant: askedScopes(), user: [] } }, null, 2);
};

/** Things that a missing scope takes away, for the sentence `scope-to-grant`. */
export const scopeWords: Readonly<Record<Locale, Readonly<Record<ScopeUse, string>>>> = {
  'zh-CN': {
    send: '发送消息',
    buzz: '加急',
    receipts: '查询已读，也不能使用升级阶梯',
    sms: '短信加急',
    phone: '电话加急',
    chats: '读取群聊和群成员',
    rooms: '创建加急群',
    members: '把成员加入群聊',
    'look-up': '按邮箱或手机号查找成员',
    contacts: '读取通讯录',
    names: '读取成员姓名',
    emails: '按邮箱搜索成员',
    'by-id': '读取通讯录范围里单独指定的成员和部门',
    departments: '显示成员的部门',
    paths: '显示部门的上级，同名的部门不好区分',
    memberships: '显示单独指定的成员属于哪个部门',
    standing: '看出谁已离职、被冻结或还没加入',
    pictures: '在消息里附上图片',
    company: '显示连接的是哪家企业，也认不出个人版',
    'user-ids': '按用户 ID 找人，并列出通讯录范围里单独指定的成员',
    history: '从群聊里挑一条已有的消息来加急',
    numbers: '在加急进展里按需显示成员的手机号',
    inbox: '收到同事私聊机器人的消息，私聊里也没有输入框',
    mentions: '收到群里 @机器人 的消息',
    'own-facts': '查看应用订阅了哪些事件',
    reminders: '在升级阶梯里用即时提醒（置顶，不收费）',
    ticks: '给对方的回复点一个“完成”表情',
  },
  'en-US': {
    send: 'send messages',
    buzz: 'buzz people',
    receipts: 'see who has read, or use ladders',
    sms: 'buzz by SMS',
    phone: 'buzz by phone',
    chats: 'see chats and their members',
    rooms: 'create rooms',
    members: 'add people to chats',
    'look-up': 'find people by e-mail or mobile',
    contacts: 'read the contacts',
    names: 'read people’s names',
    emails: 'search people by e-mail',
    'by-id': 'read people and departments that its contacts range names one by one',
    departments: 'show departments',
    paths: 'show which department a team belongs to',
    memberships: 'show the departments of people whom its contacts range names one by one',
    standing: 'tell who has left, is suspended or never joined',
    pictures: 'put pictures into messages',
    company: 'show which company it is connected to, or recognize the personal edition',
    'user-ids': 'find people by user ID, and list those whom its contacts range names one by one',
    history: 'pick an existing message out of a chat and buzz it',
    numbers: 'show a person’s mobile number on a board when asked to',
    inbox: 'get what people write to the bot, who find no input box in its chat',
    mentions: 'get messages that name the bot in chats',
    'own-facts': 'see which events it gets',
    reminders: 'use reminders in ladders (pinned chats, free of charge)',
    ticks: 'tick people’s replies with a “done” reaction',
  },
};
