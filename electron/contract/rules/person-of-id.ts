import { OpenId, UnionId, UserId } from '../model/ids';
import type { Person, UserIdType } from '../model/person';

/** The person of a record, who has a name and the id that was called. An id that is none is left out. */
export const personOfId = (record: { name: string; idType: UserIdType | null; id: string | null }): Person => {
  const { name, idType, id } = record;
  switch (idType) {
    case 'open_id':
      return { name, openId: OpenId.safeParse(id).data };
    case 'union_id':
      return { name, unionId: UnionId.safeParse(id).data };
    case 'user_id':
      return { name, userId: UserId.safeParse(id).data };
    case null:
      return { name };
  }
};
