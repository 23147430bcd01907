import { z } from 'zod';
import { MessageId } from '../../../contract/model/ids';
import type { Call } from '../client/call';
import { cutText, longestId } from '../client/cut-text';
import type { Feishu, Reaction } from '../feishu';
import { mostItems } from './paging';

/** Most messages of one call, and reactions of a message on one page (feishu-api 11.2). */
export const mostAskedAtOnce = 20;
const pageSize = 10;
/** Most pages of a message: five hundred reactions. More is a fault of the server. */
const mostPages = 50;

const emoji = cutText(longestId);

/** A reaction in either shape: `batch_query` names the emoji beside it, the list of one message inside `reaction_type`. */
const Item = z
  .looseObject({
    operator: z.looseObject({ operator_id: z.string().max(longestId), operator_type: z.string().nullish() }),
    action_time: z.union([cutText(longestId), z.number()]),
    emoji_type: emoji.nullish(),
    reaction_type: z.looseObject({ emoji_type: emoji.nullish() }).nullish().catch(null),
  })
  .transform(({ operator, action_time, emoji_type, reaction_type }): Reaction | null => {
    const at = Number(action_time);
    const name = emoji_type ?? reaction_type?.emoji_type ?? '';
    if (name === '' || !Number.isFinite(at) || at <= 0) return null;
    return { by: operator.operator_id, byApp: operator.operator_type === 'app', emoji: name, at };
  });

// One reaction that cannot be read must not hide the others.
const Items = z.array(Item.nullable().catch(null)).max(mostItems).nullish();

const Details = z.looseObject({
  message_id: MessageId,
  has_more: z.boolean().nullish(),
  page_token: z.string().max(2000).nullish(),
  message_reaction_items: Items,
});

const Answer = z.looseObject({
  data: z
    .looseObject({
      success_msg_reaction_details: z.array(Details.nullable().catch(null)).max(mostItems).nullish(),
      fail_msg_reaction_details: z
        .array(
          z
            .looseObject({ message_id: z.string().max(longestId) })
            .nullable()
            .catch(null),
        )
        .max(mostItems)
        .nullish(),
    })
    .nullish(),
});

/**
 * `POST /im/v1/messages/reactions/batch_query` (feishu-api 11.2), page after page until each message is told whole. Throws on
 * no messages or more than 20. A message that is in no part of the answer has no reactions.
 */
export const readReactions =
  (call: Call): Feishu['readReactions'] =>
  async ({ messageIds, idType }) => {
    if (messageIds.length === 0 || messageIds.length > mostAskedAtOnce) {
      throw new RangeError('reactions are asked for 1 to 20 messages');
    }
    const found = new Map<MessageId, Reaction[] | null>(messageIds.map((id) => [id, []]));
    let queries: readonly { message_id: MessageId; page_token?: string }[] = messageIds.map((id) => ({
      message_id: id,
    }));
    for (let page = 1; ; page += 1) {
      const answer = await call({
        api: 'reactions',
        method: 'POST',
        path: 'im/v1/messages/reactions/batch_query',
        query: { user_id_type: idType },
        body: { queries, page_size_per_message: pageSize },
        schema: Answer,
      });
      if (!answer.ok) return answer;
      const asked = new Map(queries.map((query) => [query.message_id, query.page_token]));
      const { success_msg_reaction_details: details, fail_msg_reaction_details: failed } = answer.value.data ?? {};
      for (const each of failed ?? []) {
        const id = MessageId.safeParse(each?.message_id).data;
        if (id && asked.has(id)) found.set(id, null);
      }
      queries = (details ?? []).flatMap((detail) => {
        const id = detail?.message_id;
        const known = id && asked.has(id) ? found.get(id) : null;
        if (!detail || !id || !known) return [];
        known.push(...(detail.message_reaction_items ?? []).flatMap((item) => item ?? []));
        if (!detail.has_more) return [];
        const next = detail.page_token ?? '';
        // Half a list must not pass for a whole one.
        if (next === '' || next === asked.get(id) || page >= mostPages) {
          found.set(id, null);
          return [];
        }
        return [{ message_id: id, page_token: next }];
      });
      if (queries.length === 0) return { ok: true, value: found, logId: answer.logId };
    }
  };

/** `POST /im/v1/messages/:message_id/reactions` (feishu-api 11.2): a reaction of the bot. */
export const react =
  (call: Call): Feishu['react'] =>
  async ({ messageId, emoji: type }, guard) => {
    const answer = await call({
      api: 'react',
      method: 'POST',
      path: `im/v1/messages/${encodeURIComponent(messageId)}/reactions`,
      body: { reaction_type: { emoji_type: type } },
      schema: z.unknown(),
      guard,
    });
    return answer.ok ? { ok: true, value: undefined, logId: answer.logId } : answer;
  };
