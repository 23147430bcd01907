import { z } from 'zod';
import type { AdviceKey, Problem } from '../../../contract/advice/problem';
import { zhCN } from '../../../contract/advice/zh-CN';
import { ChatId, OpenId } from '../../../contract/model/ids';
import { Person } from '../../../contract/model/person';

/** Why a person cannot be reached at all, as the contacts tell. */
export type PersonStatus = 'resigned' | 'frozen' | 'unjoined';

/** A person of the directory: the fields that are saved with groups and drafts, and those that only help to find them. */
export interface KnownPerson extends Person {
  enName?: string;
  nickname?: string;
  /** Department names, from the outermost to the innermost; `department` is the last of them. */
  departments?: readonly string[];
  /** Ids of the departments that they are direct members of. */
  departmentIds?: readonly string[];
  status?: PersonStatus;
}

/** The person without the fields that only help to find them. */
export const asPerson = ({ enName, nickname, departments, departmentIds, status, ...person }: KnownPerson): Person =>
  person;

/** Fields of a person as they are kept. Mobiles are not: the id has taken their place. */
const Kept = Person.omit({ mobile: true }).extend({ openId: OpenId });
const short = z.string().max(200);

export const KeptPerson = Kept.extend({
  enName: short.optional(),
  nickname: short.optional(),
  departments: z.array(short).optional(),
  departmentIds: z.array(short).optional(),
  status: z.enum(['resigned', 'frozen', 'unjoined']).optional(),
});
export type KeptPerson = z.output<typeof KeptPerson>;

const Department = z.object({ id: z.string(), name: short.nullable(), parentId: z.string().nullable() });

/** Place in the contacts up to which they were read: a list, its number of finished entries, the page token of the next. */
export const Place = z.object({
  stage: z.enum(['range', 'whole', 'roots', 'below', 'users', 'people', 'fields']),
  index: z.int().min(0),
  after: z.string().nullable(),
});
export type Place = z.output<typeof Place>;

/** Fields that Feishu leaves out silently if the app lacks their scope (feishu-api 5). */
export const hideable = ['name', 'email', 'standing', 'department'] as const;
export type Hideable = (typeof hideable)[number];
/**
 * `anybody`: at least one person was met; otherwise nothing is known about hidden fields. `range-people`: Feishu tells
 * which people the range names one by one. Earlier versions wrote `userId`.
 */
const shown = z.enum([...hideable, 'anybody', 'range-people', 'userId']);
export type ShownField = z.output<typeof shown>;

const Reason = z.object({
  code: z.number().nullable(),
  // A key of another version has no sentence here: such a record is dropped.
  advice: z.custom<AdviceKey>((key) => typeof key === 'string' && Object.hasOwn(zhCN, key)),
  params: z.record(z.string(), z.string()),
  logId: z.string().nullable(),
}) satisfies z.ZodType<Problem>;

/** Why a chat is closed to the bot: it was dissolved, or the bot was put out of it. */
const ClosedChat = z.enum(['disbanded', 'bot-removed']);
export type ClosedChat = z.output<typeof ClosedChat>;

const PageRecord = z.object({
  kind: z.literal('page'),
  people: z.array(KeptPerson),
  users: z.array(z.string()),
  roots: z.array(z.string()),
  departments: z.array(Department),
  shown: z.array(shown),
  problems: z.array(Reason),
  /** Place where reading continues. */
  go: Place,
});
export type PageRecord = z.output<typeof PageRecord>;

/**
 * One thing learned about the people of a workspace. The directory is the fold of these records, in memory as on disk.
 * They are kept a page at a time, so that a program that ends in the middle continues there.
 */
export const DirectoryRecord = z.discriminatedUnion('kind', [
  /** Members of a chat. */
  z.object({ kind: z.literal('chat'), chatId: ChatId, people: z.array(KeptPerson) }),
  /** The bot's chats; members of all others are forgotten. */
  z.object({ kind: z.literal('chats'), ids: z.array(ChatId) }),
  /** A chat is closed to the bot, or open to it again. */
  z.object({ kind: z.literal('closed'), chatId: ChatId, why: ClosedChat.nullable() }),
  /** A person has left the company, since the contacts were read. */
  z.object({ kind: z.literal('left'), openId: OpenId, at: z.number() }),
  /** People found by e-mail or mobile. */
  z.object({ kind: z.literal('found'), people: z.array(KeptPerson) }),
  /** People of the contacts, when these have been read to the end. */
  z.object({ kind: z.literal('people'), people: z.array(KeptPerson) }),
  /** Reading of the contacts starts at the beginning. */
  z.object({
    kind: z.literal('started'),
    at: z.number(),
    /** True if its pages say of each person in which departments they are: those of earlier versions do not. */
    departments: z.boolean().optional(),
  }),
  PageRecord,
  /** The company's departments, when the contacts have been read to the end. */
  z.object({ kind: z.literal('departments'), list: z.array(Department) }),
  /** The contacts have been read to the end; people who were not met are gone. */
  z.object({ kind: z.literal('done'), at: z.number(), problems: z.array(Reason) }),
]);
export type DirectoryRecord = z.output<typeof DirectoryRecord>;

/**
 * Keeps a workspace's directory. It is only a cache: what cannot be read counts as empty, and what cannot be written is
 * read from Feishu another time. Neither is a problem to show.
 */
export interface DirectoryCache {
  /** Hands over the kept records, in order. */
  load(take: (record: DirectoryRecord) => void): Promise<void>;
  append(record: DirectoryRecord): void;
  /** Replaces all kept records by these. */
  replace(records: Iterable<DirectoryRecord>): void;
}

/** A cache that keeps nothing. */
export const noCache: DirectoryCache = {
  load: async () => undefined,
  append: () => undefined,
  replace: () => undefined,
};
