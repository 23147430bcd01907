import { randomBytes } from 'node:crypto';
import type { PracticeClock } from '../clock';
import { allScopes } from './all-scopes';
import { buildChats } from './build-chats';
import { buildDepartments, buildPeople } from './build-people';
import { createIds } from './ids';
import { mobileDigits } from './mobile-digits';
import type { World } from './world';

/** Builds the world: the same people, chats and ids for the same seed; `scale` adds generated colleagues. */
export const buildWorld = (input: { seed: string; appId: string; scale: number; clock: PracticeClock }): World => {
  const id = createIds(input.seed);
  let offset = 0;
  const now = () => input.clock.now() + offset;
  const people = buildPeople(id, input.scale);
  const { chats, messages } = buildChats(id, now());
  const freshId = () => randomBytes(16).toString('hex');
  return {
    appId: input.appId,
    appName: '值班提醒（练习）',
    botOpenId: `ou_${id('bot', input.appId)}`,
    tenantKey: id('tenant', 'own').slice(0, 16),
    otherTenantKey: id('tenant', 'other').slice(0, 16),
    tenantName: '晨星制造（练习企业）',
    settings: {
      scopes: new Set(allScopes),
      appEnabled: true,
      installed: true,
      botEnabled: true,
      ipAllowList: [],
      smsLeft: 500,
      phoneLeft: 200,
      apiCallsLeft: null,
      readingSpeed: 1,
      unknownIds: 'fail',
      noInvalidIds: 'empty',
      recallWindowSeconds: 86_400,
      editWindowSeconds: 86_400,
    },
    people,
    byOpenId: new Map(people.map((person) => [person.openId, person])),
    byUnionId: new Map(people.map((person) => [person.unionId, person])),
    byUserId: new Map(people.map((person) => [person.userId, person])),
    byEmail: new Map(people.map((person) => [person.email.toLowerCase(), person])),
    byMobile: new Map(people.map((person) => [mobileDigits(person.mobile), person])),
    foreignOpenIds: new Set(people.map((person) => person.foreignOpenId)),
    departments: buildDepartments(id),
    chats: new Map(chats.map((chat) => [chat.chatId, chat])),
    directChats: new Map(),
    messages: new Map(messages.map((message) => [message.messageId, message])),
    now,
    moveClock: (ms) => {
      offset += ms;
    },
    clockOffset: () => offset,
    newMessageId: () => `om_${freshId()}`,
    newChatId: () => `oc_${freshId()}`,
    directChatId: (openId) => `oc_${id('direct', openId)}`,
  };
};
