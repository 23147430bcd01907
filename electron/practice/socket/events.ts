import { randomUUID } from 'node:crypto';
import type { Happening, Mention, Sender, World, WorldChat, WorldMessage, WorldPerson } from '../world/world';

/** An event as it goes to the app, before it is an envelope. `scopes`: one of them is needed. */
export interface EventBody {
  type: string;
  scopes: readonly string[];
  at: number;
  event: Readonly<Record<string, unknown>>;
}

/** Open, union and user id of a person; the last needs a scope of its own. */
const idsOf = ({ settings }: World, { openId, unionId, userId }: WorldPerson) => ({
  open_id: openId,
  union_id: unionId,
  ...(settings.scopes.has('contact:user.employee_id:readonly') ? { user_id: userId } : {}),
});

const idsByOpenId = (world: World, openId: string) => {
  const person = world.byOpenId.get(openId);
  return person ? idsOf(world, person) : { open_id: openId, union_id: '' };
};

const readScopes = ['im:message', 'im:message:readonly'];
const chatScopes = ['im:chat', 'im:chat:readonly'];

/** Scopes of a message to the bot: by the kind of chat, and whether it names the bot (feishu-api 6.4). */
const receiveScopes = ({ botOpenId }: World, chat: WorldChat, message: WorldMessage): readonly string[] => {
  if (chat.mode === 'p2p') return ['im:message.p2p_msg:readonly', 'im:message.p2p_msg'];
  const all = ['im:message.group_msg', 'im:message.group_msg:readonly'];
  const toBot = message.mentions.some(({ openId }) => openId === botOpenId);
  return toBot ? ['im:message.group_at_msg:readonly', 'im:message.group_at_msg', ...all] : all;
};

const mentionView = (world: World, { key, openId, name }: Mention) => ({
  key,
  id: openId === world.botOpenId ? { open_id: openId, union_id: '' } : idsByOpenId(world, openId),
  mentioned_type: openId === world.botOpenId ? 'bot' : 'user',
  name,
  tenant_key: world.tenantKey,
});

const messageView = (world: World, chat: WorldChat, message: WorldMessage) => ({
  message_id: message.messageId,
  ...(message.rootId === null ? {} : { root_id: message.rootId }),
  ...(message.parentId === null ? {} : { parent_id: message.parentId }),
  create_time: String(message.createdAt),
  update_time: String(message.updatedAt),
  chat_id: chat.chatId,
  chat_type: chat.mode === 'p2p' ? 'p2p' : 'group',
  message_type: message.msgType,
  content: message.deletedAt === null ? message.content : '',
  ...(message.mentions.length === 0 ? {} : { mentions: message.mentions.map((one) => mentionView(world, one)) }),
});

const operatorOf = (world: World, sender: Sender) => {
  if (sender.kind === 'person') return { operator_type: 'user', user_id: idsByOpenId(world, sender.openId) };
  return { operator_type: 'app', app_id: sender.kind === 'bot' ? world.appId : sender.appId };
};

const chatView = (world: World, chat: WorldChat) => ({
  chat_id: chat.chatId,
  operator_id: chat.owner === null ? {} : idsByOpenId(world, chat.owner),
  external: chat.external,
  operator_tenant_key: world.tenantKey,
  name: chat.name,
  i18n_names: { zh_cn: chat.name },
});

/** What Feishu tells an app about a happening (feishu-api 6.4); null when it tells nothing. */
export const eventOf = (world: World, happening: Happening): EventBody | null => {
  const { at } = happening;
  switch (happening.kind) {
    case 'read':
      return {
        type: 'im.message.message_read_v1',
        scopes: readScopes,
        at,
        event: {
          reader: {
            reader_id: idsOf(world, happening.person),
            read_time: String(at),
            tenant_key: world.tenantKey,
          },
          message_id_list: happening.messages.map(({ messageId }) => messageId),
        },
      };
    case 'written': {
      const { chat, message, person } = happening;
      const sender = { sender_id: idsOf(world, person), sender_type: 'user', tenant_key: world.tenantKey };
      if (!chat.botIn) return null;
      return {
        type: 'im.message.receive_v1',
        scopes: receiveScopes(world, chat, message),
        at,
        event: { sender, message: messageView(world, chat, message) },
      };
    }
    case 'reacted':
    case 'unreacted': {
      const { message, reaction } = happening;
      if (world.chats.get(message.chatId)?.botIn !== true) return null;
      return {
        type: `im.message.reaction.${happening.kind === 'reacted' ? 'created' : 'deleted'}_v1`,
        scopes: ['im:message.reactions:read', 'im:message:readonly'],
        at,
        event: {
          message_id: message.messageId,
          reaction_type: { emoji_type: reaction.emoji },
          ...operatorOf(world, reaction.by),
          action_time: String(at),
        },
      };
    }
    case 'recalled': {
      const { chat, message } = happening;
      if (!chat.botIn) return null;
      return {
        type: 'im.message.recalled_v1',
        scopes: readScopes,
        at,
        event: {
          message_id: message.messageId,
          chat_id: chat.chatId,
          recall_time: String(at),
          recall_type: 'message_owner',
        },
      };
    }
    case 'disbanded':
      return {
        type: 'im.chat.disbanded_v1',
        scopes: [...chatScopes, 'im:chat:read'],
        at,
        event: chatView(world, happening.chat),
      };
    case 'bot-added':
    case 'bot-removed':
      return {
        type: `im.chat.member.bot.${happening.kind === 'bot-added' ? 'added' : 'deleted'}_v1`,
        scopes: [...chatScopes, 'im:chat.members:bot_access'],
        at,
        event: chatView(world, happening.chat),
      };
    case 'joined':
    case 'left': {
      const { chat, people } = happening;
      if (!chat.botIn || people.length === 0) return null;
      const users = people.map((person) => ({
        name: person.name,
        tenant_key: person.tenant === 'own' ? world.tenantKey : world.otherTenantKey,
        user_id: idsOf(world, person),
      }));
      return {
        type: `im.chat.member.user.${happening.kind === 'joined' ? 'added' : 'deleted'}_v1`,
        scopes: [...chatScopes, 'im:chat.members:read'],
        at,
        event: { ...chatView(world, chat), users },
      };
    }
    case 'resigned': {
      const { person } = happening;
      const object = { ...idsOf(world, person), name: person.name, department_ids: [person.departmentId] };
      return {
        type: 'contact.user.deleted_v3',
        scopes: ['contact:contact.base:readonly', 'contact:contact:readonly_as_app', 'contact:contact:access_as_app'],
        at,
        event: {
          object: { ...object, status: { is_frozen: false, is_resigned: true, is_activated: false } },
          old_object: { department_ids: [person.departmentId] },
        },
      };
    }
  }
};

/** The envelope of schema 2.0 (feishu-api 6.3). Over a long connection the token is empty. */
export const envelopeOf = (world: World, { type, at, event }: Omit<EventBody, 'scopes'>): Record<string, unknown> => ({
  schema: '2.0',
  header: {
    event_id: randomUUID().replaceAll('-', ''),
    event_type: type,
    create_time: String(at),
    token: '',
    app_id: world.appId,
    tenant_key: world.tenantKey,
  },
  event,
});
