import type { Call, Desk } from '../../gateway/call';
import { endpoint } from '../../gateway/endpoint';
import { data, isRefusal, type Reply } from '../../gateway/reply';
import { chatCounts, chatDetail } from './chat-view';
import { findPathChat, readChatIdType } from './find-chat';

const handle = (call: Call, desk: Desk): Reply => {
  const idType = readChatIdType(call, desk);
  if (isRefusal(idType)) return idType;
  const chat = findPathChat(call, desk);
  if (isRefusal(chat)) return chat;
  const counts = chatCounts(desk.world, chat, idType);
  if (chat.botIn) return data({ ...chatDetail(desk.world, chat, idType), ...counts });
  const { user_count, bot_count, chat_status } = counts;
  return data({ avatar: '', name: chat.name, user_count, bot_count, chat_status });
};

/** feishu-api 4.3: in full only when the bot is in the chat. */
export const getChat = endpoint({
  api: 'get_chat',
  method: 'GET',
  path: '/open-apis/im/v1/chats/:chat_id',
  scopes: ['im:chat', 'im:chat:read', 'im:chat:readonly'],
  handle,
});
