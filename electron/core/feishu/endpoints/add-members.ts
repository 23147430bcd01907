import { z } from 'zod';
import type { Call } from '../client/call';
import type { Feishu } from '../feishu';

const Ids = z.array(z.string()).nullish();
const Answer = z.looseObject({
  data: z.looseObject({ invalid_id_list: Ids, not_existed_id_list: Ids, pending_approval_id_list: Ids }).nullish(),
});

/** The most people one call adds (feishu-api 4.6). */
export const addLimit = 50;

/**
 * `POST /im/v1/chats/:chat_id/members` (feishu-api 4.6). `succeed_type=1` adds everybody who can be added and reports
 * the rest. Adding somebody who is there already changes nothing. Throws on no ids or more than 50: the caller splits.
 */
export const createAddMembers =
  (call: Call): Feishu['addMembers'] =>
  async ({ chatId, idType, ids }, guard) => {
    if (ids.length === 0 || ids.length > addLimit) throw new RangeError(`adding takes 1 to ${addLimit} ids`);
    const added = await call({
      api: 'add-members',
      method: 'POST',
      path: `im/v1/chats/${encodeURIComponent(chatId)}/members`,
      query: { member_id_type: idType, succeed_type: '1' },
      body: { id_list: ids },
      schema: Answer,
      asked: ids,
      guard,
    });
    if (!added.ok) return added;
    const { data } = added.value;
    const value = {
      unusable: [...(data?.invalid_id_list ?? []), ...(data?.not_existed_id_list ?? [])],
      pending: data?.pending_approval_id_list ?? [],
    };
    return { ok: true, value, logId: added.logId };
  };
