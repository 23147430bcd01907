import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Group } from '../../../electron/contract/model/group';
import {
  ChatId,
  DepartmentId,
  GroupId,
  MessageId,
  OpenId,
  UnionId,
  UserId,
} from '../../../electron/contract/model/ids';
import type { Person } from '../../../electron/contract/model/person';
import { practiceId } from '../../../electron/contract/model/workspace';
import { changeApp } from '../../../electron/core/directory/who/change-app';
import type { Store } from '../../../electron/core/ports/store';
import type { OpenedApp } from '../../../electron/practice/start-practice';
import { usualScopes } from '../../../electron/practice/world/scopes';
import { openSettingsStore } from '../../../electron/storage/settings-store';
import { type PeopleDesk, peopleDesk } from '../../support/desk/people-desk';
import { tempFolder } from '../../support/disk/temp-folder';
import { aGroup, aPerson } from '../../support/samples';

/** electron-store without a disk. */
class InMemory {
  store: Record<string, unknown> = {};
}

let desk: PeopleDesk;
let store: Store;
let folder: string;
beforeEach(async () => {
  desk = await peopleDesk();
  folder = tempFolder();
  ({ store } = openSettingsStore({ folder, Store: InMemory, now: () => 0 }));
});
afterEach(async () => {
  await desk.close();
});

const groupOf = (name: string, members: Person[]): Group =>
  aGroup(members, { id: GroupId.parse(`grp_${name.length}${members.length}`), workspaceId: practiceId, name });
/** A person as picked from a chat: a name and this app's open id only. */
const picked = (name: string): Person => aPerson(name, desk.person(name).openId);
const inApp = (app: OpenedApp, name: string) => app.world.people.find((one) => one.name === name)?.openId;
const members = (index = 0) => store.groups(practiceId)[index]?.members ?? [];

/** Reads the old app's contacts or not, then moves the workspace to the other app. */
const change = async (app: OpenedApp, known = true) => {
  const { directory } = desk.start();
  if (known) await desk.read(directory);
  const answer = await changeApp(practiceId, {
    store,
    knownPerson: (person) => directory.knownPerson(person),
    feishu: desk.feishuFor(app),
  });
  return answer.ok ? answer.value : expect.fail('it was refused');
};

it('finds people again by the union ids of the old app’s contacts', async () => {
  store.saveGroups(practiceId, [groupOf('一线', [picked('单小雨'), picked('仇远')])]);
  const app = desk.practice.openApp();
  expect(await change(app)).toEqual({ resolved: 2, unresolved: [] });
  expect(members().map((person) => person.openId)).toEqual([inApp(app, '单小雨'), inApp(app, '仇远')]);
  expect(members().map((person) => person.name)).toEqual(['单小雨', '仇远']);
});

it('knows again who came from a followed department, and who was left out of it', async () => {
  const departmentId = DepartmentId.parse('od-orders');
  const [came, out] = [picked('单小雨'), picked('仇远')].map(({ openId }) => OpenId.parse(openId));
  store.saveGroups(practiceId, [
    {
      ...groupOf('一线', [picked('单小雨')]),
      follows: [{ departmentId, name: '订单组', people: [came ?? expect.fail()], without: [out ?? expect.fail()] }],
    },
  ]);
  const app = desk.practice.openApp();
  expect(await change(app)).toEqual({ resolved: 1, unresolved: [] });
  expect(store.groups(practiceId)[0]?.follows).toEqual([
    { departmentId, name: '订单组', people: [inApp(app, '单小雨')], without: [inApp(app, '仇远')] },
  ]);
});

it('finds people again by e-mail where the new app is another developer’s', async () => {
  store.saveGroups(practiceId, [groupOf('一线', [picked('单小雨')])]);
  const app = desk.practice.openApp({ developer: 'other' });
  expect(await change(app)).toEqual({ resolved: 1, unresolved: [] });
  expect(members()).toMatchObject([{ name: '单小雨', openId: inApp(app, '单小雨') }]);
  // An id that no person of this company has is dropped.
  expect(members()[0]?.unionId).toBeUndefined();
});

it('keeps people who are not found in their group, by name, and lists them by group', async () => {
  store.saveGroups(practiceId, [
    groupOf('一线', [picked('单小雨'), picked('仇远')]),
    groupOf('二线值班', [picked('仇远'), { name: '某人' }]),
  ]);
  const app = desk.practice.openApp({ contactRange: { people: [] } });
  expect(await change(app, false)).toEqual({
    resolved: 0,
    unresolved: [
      { group: '一线', names: ['单小雨', '仇远'] },
      { group: '二线值班', names: ['仇远', '某人'] },
    ],
  });
  expect(members(1)).toEqual([{ name: '仇远' }, { name: '某人' }]);
});

it('keeps a union id that could not be checked, because Feishu accepts it as it is', async () => {
  const { unionId } = desk.person('单小雨');
  store.saveGroups(practiceId, [groupOf('一线', [{ ...picked('单小雨'), unionId: UnionId.parse(unionId) }])]);
  const app = desk.practice.openApp({ scopes: [] });
  expect(await change(app, false)).toEqual({ resolved: 1, unresolved: [] });
  expect(members()).toEqual([{ name: '单小雨', unionId }]);
});

it('keeps a user id only with a person of the same name', async () => {
  const scopes = [...usualScopes, 'contact:user.employee_id:readonly'];
  const { userId, openId } = desk.person('单小雨');
  store.saveGroups(practiceId, [
    groupOf('一线', [
      { name: '单小雨', userId: UserId.parse(userId) },
      { name: '别人', userId: UserId.parse(desk.person('仇远').userId) },
    ]),
  ]);
  const app = desk.practice.openApp({ scopes });
  expect(await change(app, false)).toEqual({ resolved: 1, unresolved: [{ group: '一线', names: ['别人'] }] });
  expect(members()).toEqual([{ name: '单小雨', userId, openId: inApp(app, '单小雨') }, { name: '别人' }]);
  expect(inApp(app, '单小雨')).not.toBe(openId);
});

it('keeps draft and recent people, and forgets the old app’s rooms and message', async () => {
  const rain = picked('单小雨');
  const chatId = ChatId.parse('oc_1');
  const about = { kind: 'message' as const, messageId: MessageId.parse('om_1'), chatId, chatName: 'x', excerpt: 'y' };
  store.keepDraft({ ...store.draft(practiceId), text: '保留', to: [{ kind: 'person', person: rain }], about });
  store.saveRoom({ workspaceId: practiceId, key: 'grp_1', chatId, name: '加急群' });
  const stranger = OpenId.parse('ou_stranger');
  store.saveRecent(practiceId, [
    { key: rain.openId ?? '', at: 3 },
    { key: 'grp_1', at: 2 },
    { key: stranger, at: 1 },
  ]);
  const app = desk.practice.openApp();
  await change(app);
  expect(store.draft(practiceId)).toMatchObject({
    text: '保留',
    about: null,
    to: [{ kind: 'person', person: { name: '单小雨', openId: inApp(app, '单小雨') } }],
  });
  expect(store.recent(practiceId)).toEqual([
    { key: inApp(app, '单小雨'), at: 3 },
    { key: 'grp_1', at: 2 },
  ]);
  expect(store.rooms(practiceId)).toEqual([]);
});

it('looks hundreds of people up fifty at a time', async () => {
  const large = desk.practice.world.people.filter((one) => one.tenant === 'own' && one.status === 'active');
  const crowd = large.map(
    ({ name, openId, unionId }): Person => aPerson(name, openId, { unionId: UnionId.parse(unionId) }),
  );
  store.saveGroups(practiceId, [groupOf('全员', crowd)]);
  const app = desk.practice.openApp();
  desk.practice.log.clear();
  const { resolved } = await change(app, false);
  expect(resolved).toBe(crowd.length);
  expect(desk.calls('batch_users')).toHaveLength(Math.ceil(crowd.length / 50));
});
