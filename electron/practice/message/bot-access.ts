import type { PracticeApp } from '../gateway/endpoint';
import { refuse, refuseExt } from '../gateway/refusal';
import type { World, WorldChat, WorldMessage, WorldPerson } from '../world/world';

interface FoundMessage {
  message: WorldMessage;
  chat: WorldChat;
}

/** True when the bot may act: the app has the ability, and is enabled, if only in the version before an upgrade. */
export const botWorks = ({ settings }: World): boolean =>
  settings.botEnabled && [2, 4].includes(settings.activateStatus);

/** Finds the message in the path, with its chat. Batch ids (`bm-…`) are not message ids (feishu-api 2.3). */
export const findMessage = (app: PracticeApp, messageId: string | undefined): FoundMessage => {
  if (messageId === undefined || !/^om_[A-Za-z0-9_-]+$/.test(messageId)) throw refuseExt(230001, 'invalid message_id');
  if (!botWorks(app.world)) throw refuse(230006);
  const message = app.world.messages.get(messageId);
  const chat = message && app.world.chats.get(message.chatId);
  if (!message || !chat) throw refuse(99992354);
  return { message, chat };
};

/** True when this bot owns or manages the chat. */
export const botGoverns = (chat: WorldChat): boolean => chat.owner === null || chat.botManager;

/** Refuses a person the bot may not write to (feishu-api 3.2). */
export const checkWriteTo = (person: WorldPerson): void => {
  if (person.tenant === 'other') throw refuse(230038);
  if (person.status === 'resigned') throw refuse(230029);
  if (!person.available || person.status !== 'active') throw refuse(230013);
  if (person.blocked) throw refuse(230035);
  if (!person.acceptsBot) throw refuse(230053);
};

/** Refuses a chat the bot may not write into; a direct chat depends on its person. */
export const checkWriteInto = (world: World, chat: WorldChat): void => {
  if (chat.status === 'dissolved') throw refuse(232009);
  if (!chat.botIn) throw refuse(230002);
  if (chat.mode === 'p2p') {
    const person = world.byOpenId.get([...chat.members][0] ?? '');
    if (!person) throw refuse(230034);
    checkWriteTo(person);
  } else if (chat.moderation === 'only_owner' && !botGoverns(chat)) throw refuse(230018);
};

/** Finds or creates the bot's direct chat with this person: one for each, always with the same id. */
export const directChat = (world: World, person: WorldPerson): WorldChat => {
  const existing = world.directChats.get(person.openId);
  if (existing) return existing;
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
    reminded: new Set(),
    createdAt: world.now(),
    messages: [],
  };
  world.directChats.set(person.openId, chat);
  world.chats.set(chat.chatId, chat);
  return chat;
};
