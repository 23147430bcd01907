import type { Call, Desk } from '../../gateway/call';
import { endpoint } from '../../gateway/endpoint';
import { idOf } from '../../gateway/id-conversion';
import { pageFields, readPage } from '../../gateway/paging';
import { data, isRefusal, type Reply } from '../../gateway/reply';
import { chatPages, findOwnChat, readChatIdType } from './find-chat';

const memberScopes = ['im:chat', 'im:chat:readonly', 'im:chat.members:read', 'im:chat.group_info:readonly'];

const list = (call: Call, desk: Desk): Reply => {
  const { world } = desk;
  const idType = readChatIdType(call, desk, 'member_id_type');
  if (isRefusal(idType)) return idType;
  const chat = findOwnChat(call, desk);
  if (isRefusal(chat)) return chat;
  const people = [...chat.members].flatMap((openId) => world.byOpenId.get(openId) ?? []);
  const page = readPage(call, people, chatPages);
  if (isRefusal(page)) return page;
  return data({
    items: page.items.map((person) => ({
      member_id_type: idType,
      member_id: idOf(person, idType),
      name: person.name,
      tenant_key: person.tenant === 'own' ? world.tenantKey : world.otherTenantKey,
    })),
    ...pageFields(page),
    member_total: people.length,
  });
};

const isIn = (call: Call, desk: Desk): Reply => {
  const idType = readChatIdType(call, desk);
  if (isRefusal(idType)) return idType;
  const chat = findOwnChat(call, desk);
  // Not being in the chat is this call's answer, not its failure.
  if (isRefusal(chat)) return chat.code === 232011 ? data({ is_in_chat: false }) : chat;
  return data({ is_in_chat: true });
};

/** feishu-api 4.7: humans only, names without any contact scope. */
export const listMembers = endpoint({
  api: 'list_members',
  method: 'GET',
  path: '/open-apis/im/v1/chats/:chat_id/members',
  scopes: memberScopes,
  handle: list,
});

/** feishu-api 4.8: about the bot itself. */
export const isInChat = endpoint({
  api: 'is_in_chat',
  method: 'GET',
  path: '/open-apis/im/v1/chats/:chat_id/members/is_in_chat',
  scopes: memberScopes,
  handle: isIn,
});
