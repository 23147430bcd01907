import { expect, test } from 'vitest';
import { Group } from '../../contract/model/group';
import { defaultAppId, defaultSeed } from '../world/defaults';
import { createIds } from '../world/make-ids';
import { buildWorld } from './build-world';
import { practiceGroups } from './practice-groups';

const world = (scale = 0) =>
  buildWorld({
    id: createIds(defaultSeed),
    appId: defaultAppId,
    appName: '练习',
    brand: 'feishu',
    scale,
    scopes: [],
    clock: { now: () => 1_700_000_000_000 },
  });

test('the sample groups are valid groups of people and chats that the practice world has', () => {
  const { byOpenId, chats } = world();
  const groups = practiceGroups();
  expect(groups.map((group) => [group.name, group.members.length])).toEqual([
    ['值班组', 6],
    ['数据库', 4],
    ['三号产线', 18],
    ['夜班', 9],
  ]);
  for (const group of groups) {
    expect(Group.safeParse({ ...group, id: 'grp_1', workspaceId: 'ws_practice' }).error).toBeUndefined();
    for (const member of group.members) {
      expect(byOpenId.get(member.openId ?? '')).toMatchObject({ name: member.name, unionId: member.unionId });
    }
    if (group.linkedChat) expect(chats.get(group.linkedChat.chatId)?.name).toBe(group.linkedChat.name);
  }
});

test('a member of the group linked to a chat is not in that chat, so that the plan has a warning', () => {
  const { chats } = world();
  const group = practiceGroups().find((one) => one.linkedChat);
  const inside = chats.get(group?.linkedChat?.chatId ?? '')?.members;
  expect(group?.members.filter((one) => !inside?.has(one.openId ?? '')).map((one) => one.name)).toEqual(['仇远']);
});

test('the same seed gives the same ids on every run, another seed gives others', () => {
  expect(practiceGroups()).toEqual(practiceGroups(defaultSeed));
  expect(practiceGroups('other')[0]?.members[0]?.openId).not.toBe(practiceGroups()[0]?.members[0]?.openId);
});

test('every person has ids, an e-mail and a mobile of their own, also among 5000 more', () => {
  const { people, byOpenId, byUnionId, byUserId, byEmail, byMobile } = world(5000);
  expect(people.length).toBeGreaterThan(5060);
  for (const index of [byOpenId, byUnionId, byUserId, byEmail, byMobile]) expect(index.size).toBe(people.length);
});
