import { z } from 'zod';
import { problem } from '../../../contract/advice/problem';
import type { Call } from '../client/call';
import { cutText, longestId } from '../client/cut-text';
import type { Feishu } from '../feishu';
import { mostItems } from './paging';

/** Most people of one call (feishu-api 12.1). */
export const mostReminded = 50;

const Answer = z.looseObject({
  data: z
    .looseObject({
      failed_user_reasons: z
        .array(
          z.looseObject({
            user_id: z.string().max(longestId),
            error_code: z.number().nullish().catch(null),
            error_message: cutText(200).nullish().catch(null),
          }),
        )
        .max(mostItems)
        .nullish(),
    })
    .nullish(),
});

/**
 * `PATCH /im/v2/feed_cards/bot_time_sentive` (feishu-api 12.1; Feishu's spelling), for a chat of many with its id instead: pins
 * the chat at the top of people's lists, or takes that back. A person in the list of failures failed, even with code 0.
 * Throws on no ids or more than 50.
 */
export const remind =
  (call: Call): Feishu['remind'] =>
  async ({ chatId, idType, ids, on }, guard) => {
    if (ids.length === 0 || ids.length > mostReminded) throw new RangeError('a reminder takes 1 to 50 ids');
    const answer = await call({
      api: 'reminder',
      method: 'PATCH',
      path: `im/v2/feed_cards/${chatId === null ? 'bot_time_sentive' : encodeURIComponent(chatId)}`,
      query: { user_id_type: idType },
      body: { time_sensitive: on, user_ids: ids },
      schema: Answer,
      personIds: ids,
      guard,
    });
    if (!answer.ok) return answer;
    const failed = (answer.value.data?.failed_user_reasons ?? []).map(({ user_id: id, error_code, error_message }) => ({
      id,
      problem: {
        ...problem('reminder-failed', { reason: error_message ? ` (${error_message})` : '' }),
        code: error_code || null,
        logId: answer.logId,
      },
    }));
    return { ok: true, value: { failed }, logId: answer.logId };
  };
