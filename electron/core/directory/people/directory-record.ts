import { z } from 'zod';
import type { AdviceKey, Problem } from '../../../contract/advice/problem';
import { zhCN } from '../../../contract/advice/zh-CN';
import { ChatId, OpenId } from '../../../contract/model/ids';
import { Person } from '../../../contract/model/person';

/** What somebody is kept with. Mobiles never are: an id has taken their place. */
const Kept = Person.omit({ mobile: true }).extend({ openId: OpenId });
const short = z.string().max(200);

export const KeptPerson = Kept.extend({
  enName: short.optional(),
  nickname: short.optional(),
  departments: z.array(short).optional(),
  status: z.enum(['resigned', 'frozen', 'unjoined']).optional(),
});
export type KeptPerson = z.output<typeof KeptPerson>;

const Department = z.object({ id: z.string(), name: short.nullable(), parentId: z.string().nullable() });

/** How far the contacts have been read: which list, how many of its entries, and where in the next one. */
export const Place = z.object({
  stage: z.enum(['range', 'whole', 'roots', 'below', 'users', 'people', 'fields']),
  index: z.int().min(0),
  after: z.string().nullable(),
});
export type Place = z.output<typeof Place>;

/** Fields that Feishu leaves out without a word when the app lacks their scope (feishu-api 5). */
export const hideable = ['name', 'email', 'userId', 'standing', 'department'] as const;
export type Hideable = (typeof hideable)[number];
/** Somebody was met at all: without that, nothing can be said of their fields. */
const shown = z.enum([...hideable, 'anybody']);
export type Shown = z.output<typeof shown>;

const Reason = z.object({
  code: z.number().nullable(),
  // Words of another version are not ours: such a record is as good as none.
  advice: z.custom<AdviceKey>((key) => typeof key === 'string' && Object.hasOwn(zhCN, key)),
  params: z.record(z.string(), z.string()),
  logId: z.string().nullable(),
}) satisfies z.ZodType<Problem>;

const PageRecord = z.object({
  kind: z.literal('page'),
  people: z.array(KeptPerson),
  users: z.array(z.string()),
  roots: z.array(z.string()),
  departments: z.array(Department),
  shown: z.array(shown),
  problems: z.array(Reason),
  /** Where to go on. */
  go: Place,
});
export type PageRecord = z.output<typeof PageRecord>;

/**
 * One thing learnt about the people of a workspace. The directory is the fold of these, in memory as on disk: what is
 * read is put down a page at a time, and a program that ends in the middle goes on there.
 */
export const DirectoryRecord = z.discriminatedUnion('kind', [
  /** Who is in a chat. */
  z.object({ kind: z.literal('chat'), chatId: ChatId, people: z.array(KeptPerson) }),
  /** The chats the bot is in now; what is known of others is forgotten. */
  z.object({ kind: z.literal('chats'), ids: z.array(ChatId) }),
  /** Found by e-mail or mobile. */
  z.object({ kind: z.literal('found'), people: z.array(KeptPerson) }),
  /** From the contacts, read whole before. */
  z.object({ kind: z.literal('people'), people: z.array(KeptPerson) }),
  /** The contacts are read from the beginning. */
  z.object({ kind: z.literal('started'), at: z.number() }),
  PageRecord,
  /** The contacts have been read to the end; who was not met is not there any more. */
  z.object({ kind: z.literal('done'), at: z.number(), problems: z.array(Reason) }),
]);
export type DirectoryRecord = z.output<typeof DirectoryRecord>;
