import { randomBytes } from 'node:crypto';
import { departmentsOf } from '../world/departments';
import type { MakeId } from '../world/make-ids';
import { scopesFor } from '../world/scopes';
import { type Happening, mobileDigits, type PracticeClock, type World } from '../world/world';
import { buildChats } from './build-chats';
import { buildDepartments, buildPeople } from './build-people';

/** Builds an app's world: the same seed gives the same people, chats and ids; `scale` adds generated colleagues. */
export const buildWorld = (input: {
  id: MakeId;
  appId: string;
  appName: string;
  brand: 'feishu' | 'lark';
  scopes: readonly string[];
  scale: number;
  clock: PracticeClock;
}): World => {
  const { id } = input;
  let offset = 0;
  const now = () => input.clock.now() + offset;
  const people = buildPeople(id, input.scale);
  const { chats, messages } = buildChats(id, now());
  const listeners: ((happening: Happening) => void)[] = [];
  const freshId = () => randomBytes(16).toString('hex');
  return {
    appId: input.appId,
    appName: input.appName,
    botOpenId: `ou_${id('bot', input.appId)}`,
    tenantKey: id('tenant', 'own').slice(0, 16),
    otherTenantKey: id('tenant', 'other').slice(0, 16),
    tenantName: '晨星制造（练习企业）',
    settings: {
      scopes: new Set(scopesFor(input.brand, input.scopes)),
      unpublished: null,
      reviewed: new Set(),
      personal: false,
      contactRange: 'all',
      appEnabled: true,
      installed: true,
      botEnabled: true,
      activateStatus: 2,
      ipAllowList: [],
      smsLeft: 500,
      phoneLeft: 200,
      apiCallsLeft: null,
      readingSpeed: 1,
      answering: false,
      unknownIds: 'fail',
      noInvalidIds: 'empty',
      emptyText: 'refused',
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
    ...departmentsOf(buildDepartments(id, input.scale), people),
    chats: new Map(chats.map((chat) => [chat.chatId, chat])),
    directChats: new Map(),
    messages: new Map(messages.map((message) => [message.messageId, message])),
    images: new Map(),
    tell: (happening) => {
      for (const listener of listeners) listener(happening);
    },
    listen: (listener) => void listeners.push(listener),
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
