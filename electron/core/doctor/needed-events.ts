import type { EventType } from '../feishu/listen/events/read-event';

/** What an event is for; the doctor's words name it in both languages. */
export type EventUse = 'reads' | 'reactions' | 'inbox' | 'recalls' | 'chats' | 'people';

/** Each event that listening reads, by its use: one without a use does not compile, nor a use without a reader. */
const uses = {
  'im.message.message_read_v1': 'reads',
  'im.message.reaction.created_v1': 'reactions',
  'im.message.reaction.deleted_v1': 'reactions',
  'im.message.receive_v1': 'inbox',
  'im.message.recalled_v1': 'recalls',
  'im.chat.disbanded_v1': 'chats',
  'im.chat.member.bot.deleted_v1': 'chats',
  'im.chat.member.user.added_v1': 'chats',
  'im.chat.member.user.deleted_v1': 'chats',
  'im.chat.member.user.withdrawn_v1': 'chats',
  'contact.user.deleted_v3': 'people',
} as const satisfies Readonly<Record<EventType, EventUse>>;

/** Events that an app subscribes to so that listening hears all of which it has a use (feishu-api 6.4). */
export const neededEvents = Object.entries(uses).map(([name, use]) => ({ name: name as EventType, use }));

/** Their names, as a scan asks for them. */
export const askedEvents: readonly EventType[] = neededEvents.map(({ name }) => name);
