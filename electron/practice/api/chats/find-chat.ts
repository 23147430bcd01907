import type { UserIdType } from '../../../contract/model/person';
import type { Call, Desk } from '../../gateway/endpoint';
import { readIdType } from '../../gateway/read-fields';
import { isRefusal, type Refusal, refuse, refuseExt } from '../../gateway/reply';
import type { WorldChat } from '../../world/world';

export const chatScopes = ['im:chat', 'im:chat:readonly', 'im:chat:read', 'im:chat.group_info:readonly'];

/** All group calls need the bot ability (feishu-api 4); then the type of the ids in the answer. */
export const readChatIdType = (call: Call, desk: Desk, name = 'user_id_type'): UserIdType | Refusal =>
  desk.world.settings.botEnabled ? readIdType(call, desk, { name, required: false, code: 232001 }) : refuse(232025);

/** The chat a path names; 232006 for no chat id, 99992355 for nobody's. */
export const findPathChat = (call: Call, desk: Desk): WorldChat | Refusal => {
  const chatId = call.params.chat_id ?? '';
  if (!/^oc_\w+$/.test(chatId)) return refuse(232006);
  return desk.world.chats.get(chatId) ?? refuse(99992355);
};

/** The same, for calls that work only on a living chat the bot is in. */
export const findOwnChat = (call: Call, desk: Desk): WorldChat | Refusal => {
  const chat = findPathChat(call, desk);
  if (isRefusal(chat)) return chat;
  if (chat.status === 'dissolved') return refuse(232009);
  return chat.botIn ? chat : refuse(232011);
};

export const chatPages = {
  standard: 20,
  most: 100,
  badSize: refuseExt(232001, 'The page_size exceeds the limit'),
  badToken: refuseExt(232001, 'invalid page_token'),
};
