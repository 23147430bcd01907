import { problem } from '../../contract/advice/problem';
import type { Locale } from '../../contract/model/settings';
import type { FeishuApp } from '../feishu/feishu';
import { type Check, type CheckId, skipped } from './check';
import { isGranted, neededScopes, type ScopeUse } from './needed-scopes';

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
  const granted = await feishu.readScopes();
  return withReceipts(
    neededScopes.map((need): Check => {
      const id = scopeId(need.name);
      if (!granted.ok) return { id, state: 'warn', problem: granted.failure.problem };
      if (isGranted(need, granted.value)) return { id, state: 'ok', problem: null };
      const lacks = problem('scope-to-grant', { scope: need.name, use: scopeWords[locale][need.use] });
      return { id, state: need.vital ? 'fail' : 'warn', problem: lacks };
    }),
  );
};

/** Every scope this app asks for, as the console imports permissions in bulk (feishu-api Appendix A). */
export const scopesJson = (): string =>
  JSON.stringify({ scopes: { tenant: neededScopes.map(({ name }) => name), user: [] } }, null, 2);

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
    departments: '显示成员的部门',
    standing: '看出谁已离职或被冻结',
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
    departments: 'show departments',
    standing: 'tell who has left',
  },
};
