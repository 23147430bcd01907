/** Types of events that the catalog knows; an app can subscribe to no other (feishu-api 6.4). */
export const allEvents: readonly string[] = [
  'im.message.message_read_v1',
  'im.message.receive_v1',
  'im.message.recalled_v1',
  'im.message.reaction.created_v1',
  'im.message.reaction.deleted_v1',
  'im.chat.member.bot.added_v1',
  'im.chat.member.bot.deleted_v1',
  'im.chat.member.user.added_v1',
  'im.chat.member.user.deleted_v1',
  'im.chat.member.user.withdrawn_v1',
  'im.chat.updated_v1',
  'im.chat.disbanded_v1',
  'im.chat.access_event.bot_p2p_chat_entered_v1',
  'application.bot.menu_v6',
  'contact.user.deleted_v3',
  'contact.user.updated_v3',
];
