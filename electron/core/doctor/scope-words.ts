import type { Locale } from '../../contract/model/settings';
import type { ScopeUse } from './needed-scopes';

/** What a missing scope takes away, as the sentence `scope-to-grant` needs it. */
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
    buzz: 'buzz anybody',
    receipts: 'see who has read, or climb a ladder',
    sms: 'buzz by SMS',
    phone: 'buzz by phone',
    chats: 'see chats and their members',
    rooms: 'make rooms',
    members: 'add people to chats',
    'look-up': 'find people by e-mail or mobile',
    contacts: 'read the contacts',
    names: 'read people’s names',
    emails: 'search people by e-mail',
    departments: 'show departments',
    standing: 'tell who has left',
  },
};
