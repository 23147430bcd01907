import { z } from 'zod';
import { Channel, Outcome } from '../../../contract/model/channel';
import { Delivery, ExistingMessage, Recipient } from '../../../contract/model/draft';
import { BuzzId, ChatId, LadderId, MessageId, WorkspaceId } from '../../../contract/model/ids';
import { Climbs, Ladder } from '../../../contract/model/ladder';
import { Picture, PictureId } from '../../../contract/model/message/picture';
import { UserIdType } from '../../../contract/model/person';
import { parseJson } from '../../text/read-text';
import { EntryBackups, EntryMessage, EntryPerson, StoredProblem } from '../entries/entry-people';
import { handOverEntries } from '../entries/hand-over-entries';

const at = z.number();
/** Ids are stored without their pattern: a call that was made stays true, whatever a later version thinks of its id. */
const callable = { idType: UserIdType, id: z.string() };

/** One message of a note. `replyTo`: the message of the buzz that it answers. */
const NoteMessage = z.object({
  ref: z.string(),
  to: EntryMessage.shape.to,
  uuid: z.string(),
  replyTo: z.object({ messageId: MessageId, chatId: ChatId }).nullable(),
});
export type NoteMessage = z.infer<typeof NoteMessage>;

const Answered = z.discriminatedUnion('by', [
  z.object({ by: z.literal('reaction'), key: z.string(), at, emoji: z.string() }),
  /** A text of theirs, or (`bubble`: its number from 0) a bubble that they tapped. */
  z.object({
    by: z.literal('reply'),
    key: z.string(),
    at,
    text: z.string(),
    bubble: z.number().nullable(),
    /** The message it is; missing in entries of before 0.2. */
    messageId: z.string().optional(),
  }),
]);
/** One thing that a person did to answer. */
export type Answered = z.infer<typeof Answered>;

/**
 * Answers that were asked for or heard of. `taken`: reactions of a person with this emoji that they took back, up to a time.
 * `asked`: the messages about which Feishu was asked, by `ref`; null: it was not, but told by itself.
 */
const AnswersEntry = z.object({
  kind: z.literal('answers'),
  at,
  found: z.array(Answered),
  taken: z.array(z.object({ key: z.string(), emoji: z.string(), upTo: at })),
  asked: z.array(z.string()).nullable(),
  /** Time at which the question was put (ms since the epoch): what happened later may be missing in its answer. */
  putAt: z.number().nullable(),
  problem: StoredProblem.nullable(),
});
export type AnswersEntry = z.infer<typeof AnswersEntry>;

const ofNote = { at, note: z.string(), message: z.string() };
/** A free message after the buzz (`contract/model/note.ts`). `note` is on disk before any of its messages leaves. */
const noteEntries = [
  z.object({
    kind: z.literal('note'),
    at,
    note: z.string(),
    /** Number of its step, from whose time its messages expire. */
    step: z.number(),
    /** `taken`: tells the others who took it, once for all. */
    about: z.enum(['follow-up', 'report', 'taken']),
    /** Key of the person who took it: what was told stays true, whatever is heard of later. */
    taker: z.string().optional(),
    text: z.string(),
    chat: z.object({ chatId: ChatId, name: z.string() }).nullable(),
    /** Number of people it is for. */
    people: z.number(),
    /** Ids of the people its message names. */
    mentions: z.array(z.string()),
    messages: z.array(NoteMessage),
  }),
  /** The messages of a note that did not arrive go once more, each with the `uuid` that is given here. */
  z.object({
    kind: z.literal('note-again'),
    at,
    note: z.string(),
    step: z.number(),
    messages: z.array(z.object({ ref: z.string(), uuid: z.string() })),
  }),
  z.object({ kind: z.literal('note-sending'), ...ofNote }),
  z.object({ kind: z.literal('note-sent'), ...ofNote, messageId: MessageId }),
  z.object({
    kind: z.literal('note-failed'),
    ...ofNote,
    problem: StoredProblem,
    /** It will not be tried again. */
    over: z.boolean(),
    mayBeThere: z.boolean(),
  }),
] as const;
export type NoteEntry = z.infer<(typeof noteEntries)[number]>;

/** The draft as it was written (a group rather than its members), so that it can be repeated. */
const WrittenDraft = z.object({
  to: z.array(Recipient),
  delivery: Delivery,
  ladder: LadderId.nullable(),
  ask: z.boolean().nullable().default(null),
  climbs: Climbs.nullable().default(null),
});
export type WrittenDraft = z.infer<typeof WrittenDraft>;

const ofPicture = { at, picture: PictureId };
/** `picture-uploading` is on disk before the request leaves; the others follow its answer. */
const pictureEntries = [
  z.object({ kind: z.literal('picture-uploading'), ...ofPicture }),
  /** `app`: the app that got the key, the only one for which it works. */
  z.object({ kind: z.literal('picture-uploaded'), ...ofPicture, key: z.string(), app: z.string() }),
  z.object({
    kind: z.literal('picture-failed'),
    ...ofPicture,
    problem: StoredProblem,
    /** It goes out with no message of this buzz. */
    over: z.boolean(),
    /** It left and no usable answer came. */
    lost: z.boolean(),
  }),
] as const;

const ofReminders = { at, call: z.string() };
/**
 * Instant reminders of a rung, set and taken back (`on`). `reminder-calling` is on disk before the request leaves. A `rung` that
 * reminds opens those of its people; `over` without a call: they are not wanted any more, or cannot be taken back.
 */
const reminderEntries = [
  z.object({
    kind: z.literal('reminder-calling'),
    ...ofReminders,
    on: z.boolean(),
    people: z.array(z.string()),
    /** The chat that is pinned; null: the direct chat with each of them. */
    chatId: ChatId.nullable(),
  }),
  z.object({
    kind: z.literal('reminder-called'),
    ...ofReminders,
    /** People for whom it did not work. */
    failed: z.array(z.object({ key: z.string(), problem: StoredProblem })),
  }),
  z.object({
    kind: z.literal('reminder-failed'),
    ...ofReminders,
    problem: StoredProblem,
    /** It will not be tried again. */
    over: z.boolean(),
    /** It left and no usable answer came. */
    lost: z.boolean(),
  }),
  z.object({
    kind: z.literal('reminder-over'),
    at,
    people: z.array(z.string()),
    problem: StoredProblem.nullable(),
    /** Another buzz, or another program, takes them back. */
    left: z.boolean(),
  }),
] as const;
const Confirmed = z.object({
  kind: z.literal('confirmed'),
  at,
  id: BuzzId,
  workspaceId: WorkspaceId,
  workspaceName: z.string(),
  practice: z.boolean(),
  title: z.string(),
  text: z.string(),
  asker: z.string(),
  /** Language of the line that names who asks, if the one who asked chose it. */
  locale: z.enum(['zh-CN', 'en-US']).optional().catch(undefined),
  channel: Channel,
  mode: z.enum(['direct', 'chat', 'room']),
  chat: z.object({ chatId: ChatId, name: z.string() }).nullable(),
  mention: z.boolean(),
  about: ExistingMessage.nullable().optional(),
  /** In room mode. `chatId: null`: it is to be made, with this `uuid`; `instead`: one that can no longer be used. */
  room: z
    .object({
      key: z.string(),
      name: z.string(),
      uuid: z.string(),
      chatId: ChatId.nullable(),
      instead: ChatId.nullable(),
    })
    .nullable()
    .optional(),
  /** An unreadable value must not hide the buzz. */
  asked: WrittenDraft.nullable().optional().catch(null),
  /** The policy as it was confirmed. An unreadable one must not hide the buzz. */
  ladder: Ladder.nullable().optional().catch(null),
  /** It asks for an answer, with these bubbles under direct messages; null: it does not. */
  ask: z
    .object({
      bubbles: z.array(z.object({ 'zh-CN': z.string(), 'en-US': z.string() })),
      /** Where one answer is enough: the others are told by a quiet reply. Before 0.2 they were told nothing. */
      quietReply: z.boolean().default(false),
      /** Its message says how to give one, unless this says no. */
      line: z.boolean().optional(),
      enough: Ladder.shape.enough,
    })
    .nullable()
    .optional(),
  /** Time until which the paid calls of this step wait for a change of mind (ms since the epoch). */
  undoUntil: z.number().nullable().optional(),
  /** Unreadable ones must not hide the buzz. */
  pictures: z.array(Picture).optional().catch([]),
  people: z.array(EntryPerson),
  messages: z.array(EntryMessage),
  /** Unreadable ones must not hide the buzz. */
  backups: EntryBackups.optional().catch(undefined),
});
export type Confirmed = z.infer<typeof Confirmed>;

/** The texts that a buzz is found by: what it says, where it is said, whom it calls, and who stands in for them. */
export const searchedTexts = ({ title, text, chat, people, backups }: Confirmed): readonly string[] => [
  title,
  text,
  chat?.name ?? '',
  ...[...people, ...(backups?.people ?? []), ...(backups?.groups ?? [])].map(({ name }) => name),
];

/**
 * 台账: the record before and after every call, in order, never changed. A buzz is the fold of its entries.
 *
 * `confirmed` opens it. `sending`/`calling` are on disk before the request leaves; `sent`/`send-failed` and
 * `called`/`call-failed` follow the answer. A `…-failed` entry with `final: null` will be tried again.
 * `room-making`/`room-adding` announce calls that may be repeated: a chat is made once per `uuid`, adding twice changes nothing.
 * `step` counts the buzzes of one message: 0 is the plan's own, each `again` adds one.
 */
export const Entry = z.discriminatedUnion('kind', [
  Confirmed,
  z.object({ kind: z.literal('room-making'), at }),
  /** The chat that is this buzz's room: made now, or found. */
  z.object({ kind: z.literal('room-there'), at, chatId: ChatId }),
  z.object({ kind: z.literal('room-adding'), at, people: z.array(z.string()) }),
  /** These people are in the room: found there, or added. People who could not be added are passed over. */
  z.object({ kind: z.literal('room-joined'), at, people: z.array(z.string()) }),
  z.object({ kind: z.literal('sending'), at, message: z.string() }),
  z.object({
    kind: z.literal('sent'),
    at,
    message: z.string(),
    messageId: MessageId,
    chatId: ChatId.nullable(),
    /** Time of the message by Feishu's clock (ms since the epoch). */
    sentAt: z.number().optional(),
  }),
  z.object({
    kind: z.literal('send-failed'),
    at,
    step: z.number(),
    channel: Channel,
    message: z.string(),
    people: z.array(z.string()),
    problem: StoredProblem,
    final: Outcome.nullable(),
    /** An attempt got no answer: the message may be there, whatever later attempts came to. */
    mayBeThere: z.boolean().default(false),
  }),
  z.object({
    kind: z.literal('again'),
    at,
    step: z.number(),
    channel: Channel,
    people: z.array(z.string()),
    undoUntil: z.number().nullable().optional(),
  }),
  z.object({
    kind: z.literal('calling'),
    at,
    call: z.string(),
    step: z.number(),
    channel: Channel,
    message: z.string(),
    idType: callable.idType,
    people: z.array(z.string()),
  }),
  z.object({
    kind: z.literal('called'),
    at,
    call: z.string(),
    invalid: z.array(z.string()),
    logId: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('call-failed'),
    at,
    call: z.string(),
    step: z.number(),
    channel: Channel,
    people: z.array(z.string()),
    problem: StoredProblem,
    final: Outcome.nullable(),
    /** It left and no usable answer came: these people may have been buzzed. */
    lost: z.boolean().default(false),
  }),
  /** People whom a step does not call (stopped, expired, message not sent): their outcome and the reason. */
  z.object({
    kind: z.literal('passed-over'),
    at,
    step: z.number(),
    channel: Channel,
    people: z.array(z.string()),
    outcome: Outcome,
    problem: StoredProblem,
  }),
  z.object({
    kind: z.literal('receipts'),
    at,
    read: z.array(z.object({ key: z.string(), at })),
    problem: StoredProblem.nullable(),
    /** The messages that were asked about, by `ref`; left out: all. null: none was, but Feishu told by itself. */
    asked: z.array(z.string()).nullable().optional(),
  }),
  AnswersEntry,
  /** The bubbles of a direct message: announced before their call, and shown at most once. */
  z.object({ kind: z.literal('bubbles-showing'), at, message: z.string() }),
  z.object({ kind: z.literal('bubbles-shown'), at, message: z.string() }),
  z.object({ kind: z.literal('bubbles-failed'), at, message: z.string(), problem: StoredProblem }),
  /** The tick under a reply, by the id of its message: announced before its call, and made at most once. */
  z.object({ kind: z.literal('ticking'), at, reply: z.string() }),
  z.object({ kind: z.literal('ticked'), at, reply: z.string(), problem: StoredProblem.nullable() }),
  /** `by`: it was no person, but the alarm that the buzz is about, which was resolved. */
  z.object({ kind: z.literal('stopped'), at, by: z.literal('alarm').optional().catch(undefined) }),
  /** The person took back the paid calls of a step while they waited. The message stays; a ladder ends. */
  z.object({ kind: z.literal('undone'), at, step: z.number() }),
  /**
   * The end of a rung. `done` is on disk before its step makes a call; `passed` are people it does not call, and why. `moved`:
   * all that follows is so much later (ms), as a turn began late and is as long as the others.
   */
  z.object({
    kind: z.literal('rung'),
    at,
    rung: z.number(),
    channel: Channel,
    state: z.enum(['done', 'held', 'missed', 'skipped']),
    /** It pins the chat for its people instead of calling them, and has no step. */
    reminder: z.literal(true).optional(),
    step: z.number().nullable(),
    people: z.array(z.string()),
    passed: z.array(z.object({ key: z.string(), problem: StoredProblem })),
    problem: StoredProblem.nullable(),
    moved: z.number().optional(),
  }),
  /** The turns that are left begin so much earlier (ms, negative): no call reached the person whose turn it was. */
  z.object({ kind: z.literal('turn-over'), at, by: z.number() }),
  /** The wall clock was set back by so much (ms, negative): the moment from which a ladder counts moves along. */
  z.object({ kind: z.literal('clock-set'), at, by: z.number() }),
  /** The ledger was restored from a backup, or goes on from a replica: what was done since may be missing from it. */
  z.object({ kind: z.literal('restored'), at }),
  /** `problem`: the change outside of this program that ended it, where it was one. */
  z.object({ kind: z.literal('ladder-ended'), at, problem: StoredProblem.nullable().optional() }),
  /** `elsewhere`: it was taken back in Feishu, and not by this buzz. */
  z.object({
    kind: z.literal('recalled'),
    at,
    message: z.string(),
    problem: StoredProblem.nullable(),
    elsewhere: z.boolean().optional(),
  }),
  /** Feishu told by itself of a change that concerns this buzz (`outside/outside-record.ts`). */
  z.object({
    kind: z.literal('outside'),
    at,
    since: at,
    chat: z.enum(['disbanded', 'bot-removed', 'bot-added']).nullable(),
    left: z.array(z.string()),
    joined: z.array(z.string()),
    gone: z.array(z.string()),
  }),
  ...noteEntries,
  ...pictureEntries,
  ...reminderEntries,
  ...handOverEntries,
]);
export type Entry = z.infer<typeof Entry>;

/** Every entry of a buzz but the first. */
export type LaterEntry = Exclude<Entry, Confirmed>;

type WithoutTime<E> = E extends unknown ? Omit<E, 'at'> : never;
/** A later entry before it is written, which gives it its time. */
export type NewEntry = WithoutTime<LaterEntry>;

/** An entry as the ledger stores it; null for a text that is none, so that a damaged row hides no other. */
export const readEntry = (body: string): Entry | null => Entry.safeParse(parseJson(body)).data ?? null;
