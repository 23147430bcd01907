import type { Group } from '../../contract/model/group';
import type { ChatId, OpenId, UnionId } from '../../contract/model/ids';
import type { Person } from '../../contract/model/person';
import { defaultSeed } from '../world/defaults';
import { chatIdOf, createIds, type MakeId, openIdOf } from '../world/make-ids';
import { departmentRows } from './department-rows';
import { roomRows } from './room-rows';
import { staffRows } from './staff-rows';

/** A sample group of the practice workspace; the app adds its own ids. */
export type PracticeGroup = Omit<Group, 'id' | 'workspaceId'>;

interface GroupRow extends Pick<Group, 'name' | 'icon' | 'pinned' | 'defaults'> {
  accounts: readonly string[];
  room: string | null;
}

const asItIs = { channel: null, delivery: null, ladder: null, template: null } as const;

const rows: readonly GroupRow[] = [
  {
    name: '值班组',
    icon: 'bolt',
    pinned: true,
    accounts: ['hanmeimei', 'shanxiaoyu', 'xiefang', 'zengyiming', 'yuchijing', 'qiuyuan'],
    room: null,
    defaults: asItIs,
  },
  {
    name: '数据库',
    icon: 'database',
    pinned: true,
    // 仇远 is not in the linked chat, so that the plan has a warning to show.
    accounts: ['zengyiming', 'qiuyuan', 'miaosiyuan', 'yanxiaobei'],
    room: 'database-alerts',
    defaults: asItIs,
  },
  {
    name: '三号产线',
    icon: 'factory',
    pinned: true,
    accounts: staffRows.filter((row) => row.department === 'line3').map((row) => row.account),
    room: null,
    defaults: { channel: 'sms', delivery: 'direct', ladder: null, template: null },
  },
  {
    name: '夜班',
    icon: 'moon',
    pinned: false,
    accounts: [
      'ningdayong',
      'panghai',
      'shilei',
      'qianxiaoping',
      'chuwei',
      'weiqingsong',
      'hanxue',
      'jialin',
      'bining',
    ],
    room: null,
    defaults: asItIs,
  },
];

const person = (id: MakeId, account: string): Person[] =>
  staffRows
    .filter((row) => row.account === account)
    .map((row) => ({
      name: row.name,
      openId: openIdOf(id, account) as OpenId,
      unionId: `on_${id('union', account)}` as UnionId,
      department: departmentRows.find(([key]) => key === row.department)?.[1],
    }));

/**
 * The groups of a new practice workspace. Members and linked chats are those of the practice world with this seed;
 * their ids are the same on every run, so saved groups stay good.
 */
export const practiceGroups = (seed: string = defaultSeed): readonly PracticeGroup[] => {
  const id = createIds(seed);
  return rows.map(({ accounts, room, ...group }) => ({
    ...group,
    members: accounts.flatMap((account) => person(id, account)),
    linkedChat:
      room === null
        ? null
        : {
            chatId: chatIdOf(id, room) as ChatId,
            name: roomRows.find((row) => row.key === room)?.name ?? room,
          },
  }));
};
