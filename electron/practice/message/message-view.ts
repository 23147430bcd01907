import type { JsonRecord } from '../world/json';
import type { World, WorldMessage } from '../world/world';

const senderView = (world: World, message: WorldMessage): JsonRecord => {
  const { sender } = message;
  switch (sender.kind) {
    case 'bot':
      return { id: world.appId, id_type: 'app_id', sender_type: 'app', tenant_key: world.tenantKey };
    case 'app':
      return { id: sender.appId, id_type: 'app_id', sender_type: 'app', tenant_key: world.tenantKey };
    case 'person':
      return { id: sender.openId, id_type: 'open_id', sender_type: 'user', tenant_key: world.tenantKey };
  }
};

/** The `message` object of feishu-api 3.1: times are milliseconds as strings. */
export const messageView = (world: World, message: WorldMessage): JsonRecord => {
  const chat = world.chats.get(message.chatId);
  return {
    message_id: message.messageId,
    ...(message.rootId === null ? {} : { root_id: message.rootId }),
    ...(message.parentId === null ? {} : { parent_id: message.parentId }),
    ...(chat?.messageType === 'thread' ? { thread_id: `omt_${message.messageId.slice(3)}` } : {}),
    msg_type: message.msgType,
    create_time: String(message.createdAt),
    update_time: String(message.updatedAt),
    deleted: message.deletedAt !== null,
    updated: message.edits > 0,
    chat_id: message.chatId,
    sender: senderView(world, message),
    body: { content: message.content },
    ...(message.mentions.length === 0
      ? {}
      : {
          mentions: message.mentions.map((mention) => ({
            key: mention.key,
            id: mention.openId,
            id_type: 'open_id',
            name: mention.name,
            tenant_key: world.tenantKey,
          })),
        }),
  };
};
