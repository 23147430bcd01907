import { z } from 'zod';
import { OpenId, UnionId, UserId } from '../../../contract/model/ids';
import type { Person, UserIdType } from '../../../contract/model/person';
import type { Call } from '../client/call';
import type { Feishu } from '../feishu';
import { readPages } from './read-pages';

const Item = z.looseObject({ member_id: z.string().min(1), name: z.string().nullish() });

/** null for an id that is not of the type asked for: nobody could be buzzed with it. */
const personOf = (idType: UserIdType, id: string, name: string): Person | null => {
  switch (idType) {
    case 'open_id': {
      const openId = OpenId.safeParse(id);
      return openId.success ? { name, openId: openId.data } : null;
    }
    case 'union_id': {
      const unionId = UnionId.safeParse(id);
      return unionId.success ? { name, unionId: unionId.data } : null;
    }
    case 'user_id': {
      const userId = UserId.safeParse(id);
      return userId.success ? { name, userId: userId.data } : null;
    }
  }
};

/** `GET /im/v1/chats/:chat_id/members` (feishu-api 4.7). Someone who joins while it is read may be listed twice. */
export const createMembers =
  (call: Call, host: string): Feishu['members'] =>
  async ({ chatId, idType }) => {
    const listed = await readPages(call, {
      api: 'members',
      method: 'GET',
      path: `im/v1/chats/${encodeURIComponent(chatId)}/members`,
      query: { member_id_type: idType },
      item: Item,
      host,
    });
    if (!listed.ok) return listed;
    const people = new Map<string, Person>();
    for (const { member_id: id, name } of listed.value) {
      const person = personOf(idType, id, (name?.trim() || id).slice(0, 200));
      if (person) people.set(id, person);
    }
    return { ok: true, value: [...people.values()], logId: listed.logId };
  };
