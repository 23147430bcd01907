import { z } from 'zod';
import { OpenId, UnionId, UserId } from '../../../contract/model/ids';
import type { ContactUser, Standing } from '../feishu-contacts';

const text = z.string().optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);

/** A `user` object (feishu-api 5). Every field but the ids needs a scope, and is absent without it. */
export const UserItem = z.looseObject({
  open_id: OpenId.optional().catch(undefined),
  union_id: UnionId.optional().catch(undefined),
  user_id: UserId.optional().catch(undefined),
  name: text,
  en_name: text,
  nickname: text,
  email: text,
  department_ids: z.array(z.string()).optional().catch(undefined),
  status: z
    .looseObject({ is_frozen: flag, is_resigned: flag, is_activated: flag, is_exited: flag, is_unjoin: flag })
    .optional()
    .catch(undefined),
});
type UserItem = z.output<typeof UserItem>;

const standingOf = (status: UserItem['status']): Standing | undefined => {
  if (!status) return undefined;
  if (status.is_resigned || status.is_exited) return 'resigned';
  if (status.is_frozen) return 'frozen';
  return status.is_unjoin || status.is_activated === false ? 'unjoined' : 'active';
};

const trimmed = (value: string | undefined, most: number) => value?.trim().slice(0, most);

/** The people of a list, as far as they can be called by it. */
export const readUsers = (items: readonly UserItem[]): ContactUser[] =>
  items.flatMap((item) =>
    item.open_id
      ? [
          {
            openId: item.open_id,
            unionId: item.union_id,
            userId: item.user_id,
            name: trimmed(item.name, 200),
            enName: trimmed(item.en_name, 200),
            nickname: trimmed(item.nickname, 200),
            email: trimmed(item.email, 254),
            departmentIds: item.department_ids,
            standing: standingOf(item.status),
          },
        ]
      : [],
  );
