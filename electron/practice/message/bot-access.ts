import type { Desk } from '../gateway/endpoint';
import { type Refusal, refuse, refuseExt } from '../gateway/reply';
import type { World, WorldChat, WorldMessage, WorldPerson } from '../world/world';

interface Found {
  message: WorldMessage;
  chat: WorldChat;
}

/** The message a path names, with its chat. Batch ids (`bm-…`) are not message ids (feishu-api 2.3). */
export const findMessage = (desk: Desk, messageId: string | undefined): Found | Refusal => {
  if (messageId === undefined || !/^om_[A-Za-z0-9_-]+$/.test(messageId)) return refuseExt(230001, 'invalid message_id');
  if (!desk.world.settings.botEnabled) return refuse(230006);
  const message = desk.world.messages.get(messageId);
  const chat = message && desk.world.chats.get(message.chatId);
  return message && chat ? { message, chat } : refuse(99992354);
};

/** True when this bot owns or manages the chat. */
export const botGoverns = (chat: WorldChat): boolean => chat.owner === null || chat.botManager;

/** Whether the bot may write to this person, and with which code it is refused (feishu-api 3.2). */
export const mayWriteTo = (person: WorldPerson): Refusal | null => {
  if (person.tenant === 'other') return refuse(230038);
  if (person.status === 'resigned') return refuse(230029);
  if (!person.available || person.status !== 'active') return refuse(230013);
  if (person.blocked) return refuse(230035);
  return person.acceptsBot ? null : refuse(230053);
};

/** Whether the bot may write into this chat. A direct chat asks about its person. */
export const mayWriteInto = (world: World, chat: WorldChat): Refusal | null => {
  if (chat.status === 'dissolved') return refuse(232009);
  if (!chat.botIn) return refuse(230002);
  if (chat.mode === 'p2p') {
    const person = world.byOpenId.get([...chat.members][0] ?? '');
    return person ? mayWriteTo(person) : refuse(230034);
  }
  return chat.moderation === 'only_owner' && !botGoverns(chat) ? refuse(230018) : null;
};

/** The direct chat of the bot with this person: one per person, always with the same id. */
export const directChat = (world: World, person: WorldPerson): WorldChat => {
  const known = world.directChats.get(person.openId);
  if (known) return known;
  const chat: WorldChat = {
    chatId: world.directChatId(person.openId),
    mode: 'p2p',
    name: '',
    description: '',
    chatType: 'private',
    messageType: 'chat',
    external: false,
    status: 'normal',
    urgentSetting: 'all_members',
    editPermission: 'all_members',
    moderation: 'all_members',
    membershipApproval: 'no_approval_required',
    owner: person.openId,
    botIn: true,
    botManager: false,
    managers: new Set(),
    members: new Set([person.openId]),
    otherBots: new Set(),
    createdAt: world.now(),
    messages: [],
  };
  world.directChats.set(person.openId, chat);
  world.chats.set(chat.chatId, chat);
  return chat;
};
