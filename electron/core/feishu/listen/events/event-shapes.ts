import { z } from 'zod';
import { ChatId, MessageId } from '../../../../contract/model/ids';
import { cutText, longestId } from '../../client/cut-text';

// Bodies of the events that this program understands (feishu-api 6.4). Loose: what it does not need may be anything.

/** Most messages, people or mentions of one event that are looked at. */
const mostItems = 1000;

const listOf = <T extends z.ZodType>(item: T) =>
  z
    // The few that fit are kept, whatever stands beside them.
    .array(z.unknown())
    .transform((items) => items.slice(0, mostItems).flatMap((each) => item.safeParse(each).data ?? []))
    .nullish()
    .catch(null);

const text = cutText(longestId).nullish().catch(null);
const PersonIds = z.looseObject({ open_id: cutText(longestId).pipe(z.string().min(1)) });
const time = z.union([z.string(), z.number()]).nullish().catch(null);

/** The outside of every event of schema 2.0, and of the older ones (feishu-api 6.3). */
export const Envelope = z.looseObject({
  header: z.looseObject({ event_id: text, event_type: text, create_time: time, app_id: text }).nullish().catch(null),
  type: text,
  uuid: text,
  ts: time,
  event: z.looseObject({ type: text, app_id: text }).nullish().catch(null),
});

export const ReadBody = z.looseObject({
  reader: z.looseObject({ reader_id: PersonIds, read_time: time }),
  message_id_list: listOf(MessageId),
});

export const ReactionBody = z.looseObject({
  message_id: MessageId,
  reaction_type: z.looseObject({ emoji_type: cutText(longestId) }),
  operator_type: text,
  user_id: PersonIds.nullish().catch(null),
  app_id: text,
  action_time: time,
});

const Mention = z.looseObject({
  key: cutText(longestId).pipe(z.string().min(1)),
  name: cutText(longestId).nullish().catch(null),
  id: PersonIds.nullish().catch(null),
  mentioned_type: text,
});

export const WrittenBody = z.looseObject({
  sender: z.looseObject({ sender_id: PersonIds, sender_type: text }),
  message: z.looseObject({
    message_id: MessageId,
    chat_id: ChatId,
    chat_type: z.enum(['p2p', 'group', 'topic_group']),
    message_type: cutText(longestId).catch(''),
    content: z.string().nullish().catch(null),
    create_time: time,
    parent_id: MessageId.nullish().catch(null),
    root_id: MessageId.nullish().catch(null),
    mentions: listOf(Mention),
  }),
});

export const RecalledBody = z.looseObject({ message_id: MessageId, recall_time: time });
export const ChatBody = z.looseObject({ chat_id: ChatId });
export const MembersBody = z.looseObject({
  chat_id: ChatId,
  users: listOf(z.looseObject({ user_id: PersonIds, name: text })),
});
export const LeaverBody = z.looseObject({ object: PersonIds.extend({ union_id: text, user_id: text }) });
