import { type MakeId, openIdOf } from '../world/make-ids';
import type { WorldDepartment, WorldPerson } from '../world/world';
import { branchRows, departmentRows, teamOf } from './department-rows';
import { guestRows, type StaffRow, staffRows } from './staff-rows';

const domain = 'lianxi.example';

/** Builds the department tree, with branches, offices and teams for `scale` generated colleagues. */
export const buildDepartments = (id: MakeId, scale: number): WorldDepartment[] =>
  [...departmentRows, ...branchRows(scale)].map(([key, name, enName, parent]) => ({
    openDepartmentId: departmentOpenId(id, key),
    departmentId: key,
    name,
    enName,
    parentId: parent === '0' ? '0' : departmentOpenId(id, parent),
  }));

const departmentOpenId = (id: MakeId, key: string) => `od-${id('department', key)}`;

type PersonRow = Omit<StaffRow, 'department'> & { department: string };

const person = (id: MakeId, staff: PersonRow, index: number): WorldPerson => ({
  name: staff.name,
  enName: staff.enName ?? '',
  nickname: staff.nickname ?? '',
  email: `${staff.account}@${domain}`,
  mobile: `+86199${String(10_000_000 + index).padStart(8, '0')}`,
  departmentId: departmentOpenId(id, staff.department),
  jobTitle: staff.jobTitle,
  openId: openIdOf(id, staff.account),
  unionId: `on_${id('union', staff.account)}`,
  userId: id('user', staff.account).slice(0, 8),
  foreignOpenId: `ou_${id('foreign', staff.account)}`,
  tenant: 'own',
  status: staff.status ?? 'active',
  available: staff.available ?? true,
  inContacts: staff.inContacts ?? true,
  acceptsBot: staff.acceptsBot ?? true,
  blocked: false,
  unreadBuzzes: staff.unreadBuzzes ?? 0,
  reading: staff.reading,
  answering: staff.answering ?? { kind: 'none' },
  buzzed: new Set(),
});

const surnames = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎';
const given = '伟芳娜敏静丽强磊军洋勇艳杰涛明超霞平刚英华玉兰鹏宇晨阳浩然子轩梓涵雨欣一诺思远';

const extra = (index: number): PersonRow => {
  const at = (text: string, position: number) => text.charAt(position % text.length);
  const name = `${at(surnames, index)}${at(given, Math.floor(index / 7))}${at(given, Math.floor(index / 3) + 11)}`;
  return {
    name,
    account: `staff${index + 1}`,
    department: teamOf(index),
    jobTitle: '客服专员',
    reading: index % 10 === 9 ? { kind: 'never' } : { kind: 'after', seconds: 5 + ((index * 7) % 50) },
  };
};

/** Builds the staff, `scale` generated colleagues (for measurements), and the guests of another tenant. */
export const buildPeople = (id: MakeId, scale: number): WorldPerson[] => {
  const staff = staffRows.map((row, index) => person(id, row, index));
  const more = Array.from({ length: scale }, (_, index) => person(id, extra(index), staffRows.length + index));
  const guests = guestRows.map((guest, index) => ({
    ...person(
      id,
      { ...guest, department: 'office', jobTitle: '', reading: { kind: 'never' }, inContacts: false },
      9_000_000 + index,
    ),
    email: `${guest.account}@gongyingshang.example`,
    departmentId: '',
    tenant: 'other' as const,
  }));
  return [...staff, ...more, ...guests];
};
