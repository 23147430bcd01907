import type { UserIdType } from '../../../contract/model/person';
import { idOf } from '../../gateway/id-conversion';
import type { JsonRecord } from '../../world/json';
import type { World, WorldChat } from '../../world/world';

/** `owner_id` and its type are absent when a bot owns the chat (feishu-api 4.1). */
export const ownerFields = (world: World, chat: WorldChat, idType: UserIdType): JsonRecord => {
  const owner = chat.owner === null ? undefined : world.byOpenId.get(chat.owner);
  return owner ? { owner_id: idOf(owner, idType), owner_id_type: idType } : {};
};

/** A chat in list and search: no member count, no `urgent_setting`. */
export const chatItem = (world: World, chat: WorldChat, idType: UserIdType): JsonRecord => ({
  chat_id: chat.chatId,
  avatar: '',
  name: chat.name,
  description: chat.description,
  ...ownerFields(world, chat, idType),
  external: chat.external,
  tenant_key: world.tenantKey,
  chat_status: chat.status,
});

/** A chat in full, as create answers, and get together with the counts (feishu-api 4.3). */
export const chatDetail = (world: World, chat: WorldChat, idType: UserIdType): JsonRecord => ({
  avatar: '',
  name: chat.name,
  description: chat.description,
  i18n_names: { zh_cn: chat.name, en_us: '', ja_jp: '' },
  ...ownerFields(world, chat, idType),
  add_member_permission: 'all_members',
  share_card_permission: 'allowed',
  at_all_permission: 'all_members',
  edit_permission: chat.editPermission,
  group_message_type: chat.messageType,
  chat_mode: chat.mode,
  chat_type: chat.chatType,
  chat_tag: 'inner',
  external: chat.external,
  tenant_key: world.tenantKey,
  join_message_visibility: 'all_members',
  leave_message_visibility: 'all_members',
  membership_approval: chat.membershipApproval,
  moderation_permission: chat.moderation,
  restricted_mode_setting: { status: false },
  urgent_setting: chat.urgentSetting,
  video_conference_setting: 'all_members',
  hide_member_count_setting: 'all_members',
});

/** Fields that only get has: managers, and counts, which are strings. */
export const chatCounts = (world: World, chat: WorldChat, idType: UserIdType): JsonRecord => ({
  user_manager_id_list: [...chat.managers].flatMap((openId) => {
    const person = world.byOpenId.get(openId);
    return person ? [idOf(person, idType)] : [];
  }),
  bot_manager_id_list: chat.botManager ? [world.appId] : [],
  user_count: String(chat.members.size),
  bot_count: String(chat.otherBots.size + (chat.botIn ? 1 : 0)),
  chat_status: chat.status,
});
