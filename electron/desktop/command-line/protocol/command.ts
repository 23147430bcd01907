import { z } from 'zod';
import { encodings } from '../../../contract/encodings';
import {
  connectLimits,
  longestText,
  mostGroupsFileBytes,
  mostRecipients,
  pictureLimits,
} from '../../../contract/limits';
import { Channel } from '../../../contract/model/channel';
import { BuzzId } from '../../../contract/model/ids';
import { Climbs } from '../../../contract/model/ladder';

const who = z.array(z.string().min(1).max(300)).min(1).max(mostRecipients);
/** Time to wait for readers (s). */
const wait = z
  .int()
  .min(0)
  .max(7 * 24 * 3600)
  .nullable();
/** A longer link is cut, and opens the app all the same. */
const longestLink = 20_000;
/** What a buzz asks of its people. null, or left out: as the draft has it by itself. */
const asking = {
  ask: z.boolean().nullable().optional(),
  until: z.enum(['read', 'acknowledged']).nullable().optional(),
  enough: z.enum(['everyone', 'one']).nullable().optional(),
};
const fileFormat = z.enum(['csv', 'json']);

/** Longest path of a file (characters), as Linux has it. */
const longestPath = 4096;

/** Values of `--mode`. Above 200 people the command line wants `room` or `direct` by name. */
const DeliveryMode = z.enum(['auto', 'direct', 'chat', 'room']);

/** Commands that the client can send to the running app. Times in seconds, as people type them. */
export const Command = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('send'),
    to: who,
    text: z.string().max(longestText),
    via: Channel,
    mode: DeliveryMode,
    chat: z.string().min(1).max(200).nullable(),
    ladder: z.string().min(1).max(200).nullable(),
    /** Where the ladder climbs; left out: as it says itself. */
    climbs: Climbs.optional(),
    /** Whole paths of pictures, which the app reads as the same user; left out: none. */
    images: z.array(z.string().min(1).max(longestPath)).max(pictureLimits.most).optional(),
    yes: z.boolean(),
    wait,
    ...asking,
  }),
  z.strictObject({
    kind: z.literal('message'),
    messageId: z.string().min(1).max(100),
    to: who,
    via: Channel,
    yes: z.boolean(),
    wait,
    ...asking,
  }),
  z.strictObject({ kind: z.literal('show'), id: BuzzId }),
  z.strictObject({ kind: z.literal('list'), limit: z.int().min(1).max(200) }),
  z.strictObject({ kind: z.literal('stop'), id: BuzzId }),
  z.strictObject({ kind: z.literal('recall'), id: BuzzId }),
  z.strictObject({ kind: z.literal('groups-list') }),
  z.strictObject({ kind: z.literal('groups-export'), format: fileFormat }),
  z.strictObject({
    kind: z.literal('groups-import'),
    /** The file's name without its folder: without its ending it names the group of a list that names none. */
    name: z.string().max(300),
    /** The file's bytes in Base64. */
    bytes: z.string().max(Math.ceil(mostGroupsFileBytes / 3) * 4),
    encoding: z.enum(encodings).nullable(),
    /** Takes over links and defaults that decide how people are called, paid ones included. */
    yes: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('connect'),
    appId: z.string().max(connectLimits.appId),
    brand: z.enum(['feishu', 'lark']).nullable(),
    baseUrl: z.string().max(connectLimits.baseUrl).nullable(),
    name: z.string().max(connectLimits.name).nullable(),
    /** Travels here only: never in the arguments or the environment of the app. */
    secret: z.string().max(1000),
    storeUnprotected: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('scan'),
    /** The app to extend; null: a new one. */
    appId: z.string().max(connectLimits.appId).nullable(),
    brand: z.enum(['feishu', 'lark']).nullable(),
    baseUrl: z.string().max(connectLimits.baseUrl).nullable(),
    name: z.string().max(connectLimits.name).nullable(),
    storeUnprotected: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('doctor') }),
  z.strictObject({ kind: z.literal('listen'), what: z.enum(['on', 'off', 'status']), share: z.boolean() }),
  z.strictObject({ kind: z.literal('inbox'), limit: z.int().min(1).max(200) }),
  z.strictObject({
    kind: z.literal('inbox-reply'),
    messageId: z.string().min(1).max(100),
    text: z.string().max(longestText),
    to: who,
    via: Channel,
    yes: z.boolean(),
    wait,
    ...asking,
  }),
  z.strictObject({ kind: z.literal('inbox-dismiss'), messageId: z.string().min(1).max(100) }),
  z.strictObject({ kind: z.literal('open') }),
  z.strictObject({ kind: z.literal('quit'), force: z.boolean() }),
  z.strictObject({ kind: z.literal('toggle') }),
  z.strictObject({ kind: z.literal('quick') }),
  /** A link that a later start of the app was given. No command line says this. */
  z.strictObject({ kind: z.literal('link'), link: z.string().max(longestLink) }),
]);
export type Command = z.infer<typeof Command>;
export type CommandOf<Kind extends Command['kind']> = Extract<Command, { kind: Kind }>;

/** The second line from the client: its proof, the language of its terminal (null: the app's), and its command. */
export const CommandRequest = z.strictObject({
  proof: z.string().max(200),
  locale: z.enum(['zh-CN', 'en-US']).nullable(),
  json: z.boolean(),
  workspace: z.string().min(1).max(200).nullable(),
  command: Command,
});
export type CommandRequest = z.infer<typeof CommandRequest>;
