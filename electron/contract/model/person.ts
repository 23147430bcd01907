import { z } from 'zod';
import { personLimits } from '../limits';
import { OpenId, UnionId, UserId } from './ids';

/**
 * 成员 (person) of a workspace. Every id is optional, because people are saved before they are found: a pasted line that leads
 * to no person is kept with its `name` alone and shown as unresolved. `mobile` is dropped as soon as an id is known.
 */
export const Person = z.strictObject({
  name: z.string().min(1).max(personLimits.name),
  openId: OpenId.optional(),
  unionId: UnionId.optional(),
  userId: UserId.optional(),
  email: z.string().max(personLimits.email).optional(),
  mobile: z.string().max(personLimits.mobile).optional(),
  department: z.string().max(personLimits.department).optional(),
});
export type Person = z.infer<typeof Person>;

/** Values of Feishu's `user_id_type`. The buzz call does not accept `email`. */
export const UserIdType = z.enum(['open_id', 'union_id', 'user_id']);
export type UserIdType = z.infer<typeof UserIdType>;
