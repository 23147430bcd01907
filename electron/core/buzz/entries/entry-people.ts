import { z } from 'zod';
import type { Problem } from '../../../contract/advice/problem';
import { Outcome } from '../../../contract/model/channel';
import { GroupId } from '../../../contract/model/ids';
import { UserIdType } from '../../../contract/model/person';

/** A problem as the ledger keeps it. The advice key is checked by type only: a newer program may know more of them. */
export const StoredProblem = z.custom<Problem>(
  (value) => typeof value === 'object' && value !== null && 'advice' in value && 'code' in value,
);

/** A person as the plan was confirmed. Their id is stored without its pattern: a call that was made stays true. */
export const EntryPerson = z.object({
  key: z.string(),
  name: z.string(),
  /** Missing where the name tells who is meant, and in entries of before 0.2. */
  department: z.string().nullable().optional(),
  idType: UserIdType.nullable(),
  id: z.string().nullable(),
  preflight: z.object({ outcome: Outcome, problem: StoredProblem }).nullable(),
});
export type EntryPerson = z.infer<typeof EntryPerson>;

/** One message to be sent: `ref` names it in later entries, `people` are the keys of those it is for. */
export const EntryMessage = z.object({
  ref: z.string(),
  to: z.object({ idType: z.enum([...UserIdType.options, 'chat_id']), id: z.string() }),
  uuid: z.string(),
  people: z.array(z.string()),
});
export type EntryMessage = z.infer<typeof EntryMessage>;

/**
 * The groups that rungs call instead, with their people as the plan was confirmed: they are on the board once they are called.
 * `people.message`: the one that is for them, which may be that of the buzz; null: none is.
 */
export const EntryBackups = z.object({
  groups: z.array(z.object({ id: GroupId, name: z.string(), people: z.array(z.string()) })),
  people: z.array(EntryPerson.extend({ message: z.string().nullable() })),
  messages: z.array(EntryMessage),
});
export type EntryBackups = z.infer<typeof EntryBackups>;
