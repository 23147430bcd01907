import type { UserIdType } from '../../../contract/model/person';
import type { Call, PracticeApp } from '../../gateway/endpoint';
import { readIdType } from '../../gateway/read-fields';
import { refuse, refuseExt } from '../../gateway/refusal';
import { botWorks } from '../../message/bot-access';
import type { WorldChat } from '../../world/world';

export const chatScopes = ['im:chat', 'im:chat:readonly', 'im:chat:read', 'im:chat.group_info:readonly'];

/** Refuses an app without the bot ability (feishu-api 4), then reads the type of the ids in the answer. */
export const readChatIdType = (call: Call, app: PracticeApp, name = 'user_id_type'): UserIdType => {
  if (!botWorks(app.world)) throw refuse(232025);
  return readIdType(call, app, { name, required: false, code: 232001 });
};

/** Finds the chat in the path; 232006 for text that is no chat id, 99992355 for an unknown one. */
export const findPathChat = (call: Call, app: PracticeApp): WorldChat => {
  const chatId = call.params.chat_id ?? '';
  if (!/^oc_\w+$/.test(chatId)) throw refuse(232006);
  const chat = app.world.chats.get(chatId);
  if (!chat) throw refuse(99992355);
  return chat;
};

/** Finds the chat in the path and refuses a dissolved one. */
export const findLivingChat = (call: Call, app: PracticeApp): WorldChat => {
  const chat = findPathChat(call, app);
  if (chat.status === 'dissolved') throw refuse(232009);
  return chat;
};

/** Finds the chat in the path and refuses a dissolved one, or one without the bot. */
export const findOwnChat = (call: Call, app: PracticeApp): WorldChat => {
  const chat = findLivingChat(call, app);
  if (!chat.botIn) throw refuse(232011);
  return chat;
};

export const chatPages = {
  standard: 20,
  most: 100,
  badSize: () => refuseExt(232001, 'The page_size exceeds the limit'),
  badToken: () => refuseExt(232001, 'invalid page_token'),
};
