import { z } from 'zod';
import type { Problem } from './advice/problem';
import { longestAsker, longestText, mostRecipients } from './limits';
import { Channel, Gesture, Outcome } from './model/channel';
import { AppId, BuzzId, type WorkspaceId } from './model/ids';
import { BaseUrl } from './model/workspace';

// What a relay and those who call it say to each other, over HTTP in JSON. The client of the command line takes types
// alone from here.

/**
 * `read`: boards, lists, events. `buzz`: send, stop, undo, recall, continue. `paid`: with SMS, phone and what a ladder holds of
 * them. `adopt`: take ladders over and give them back, and read their entries.
 */
export const Right = z.enum(['read', 'buzz', 'paid', 'adopt', 'hook', 'admin']);
export type Right = z.infer<typeof Right>;

/** `fbr_<id>_<secret>`: the id names the token in lists and in the audit, 32 random bytes prove it. */
export const tokenShape = /^fbr_([a-z0-9]{12})_([A-Za-z0-9_-]{43})$/;

/** Number of the way in which ladders are handed over: those who speak different ones hand over nothing. */
export const handOverWay = 1;

/** Answer to `GET /v1/me`: whose the token is, and what it may do where. */
export interface RelayMe {
  handOver: number;
  token: { name: string };
  workspaces: readonly {
    id: WorkspaceId;
    name: string;
    appId: string;
    /** Base of its API. */
    baseUrl: string;
    practice: boolean;
    rights: readonly Right[];
  }[];
}

/** Longest body of a request (bytes). */
export const longestBody = 1_000_000;

const common = {
  /** Groups, people, e-mails, mobiles or ids, as `--to` of the command line takes them. */
  to: z.array(z.string().min(1).max(300)).min(1).max(mostRecipients),
  via: Channel.default('app'),
  /** Agrees to what costs money. Needs the right `paid` besides. */
  paid: z.boolean().default(false),
  /** Name, App ID or id of a workspace; null: the only one that the token may buzz in. */
  workspace: z.string().min(1).max(200).nullable().default(null),
  /** Name of who asks, for the last line of the message; null: the workspace's own. */
  asker: z.string().max(longestAsker).nullable().default(null),
  /** What the buzz asks of its people; null: as a paid channel and a ladder have it. */
  ask: z.boolean().nullable().default(null),
  until: z.enum(['read', 'acknowledged']).nullable().default(null),
  enough: z.enum(['everyone', 'one']).nullable().default(null),
  /** What it is about, such as the number of a ticket: who names the same one within a day gets the buzz that is there. */
  incident: z.string().min(1).max(500).nullable().default(null),
};

/** A buzz that is wanted: of a new message, or of one that the bot has sent already. */
export const Wish = z.union([
  z.strictObject({
    text: z.string().max(longestText),
    mode: z.enum(['auto', 'direct', 'chat', 'room']).default('auto'),
    chat: z.string().min(1).max(200).nullable().default(null),
    /** Name of a ladder. */
    ladder: z.string().min(1).max(200).nullable().default(null),
    ...common,
  }),
  z.strictObject({ messageId: z.string().min(1).max(100), ...common }),
]);
export type Wish = z.infer<typeof Wish>;

/** The header by which a wish may be told again after a lost answer, for a day, without being carried out twice. */
export const keyHeader = 'idempotency-key';
export const IdempotencyKey = z.string().regex(/^[\x21-\x7e]{1,200}$/);

/** Names a webhook in its address, in tokens and in the audit. */
export const HookId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);
export type HookId = z.infer<typeof HookId>;

/** Continues a held ladder. A paid rung needs a paid gesture and the right `paid`. */
export const Continue = z.strictObject({ gesture: Gesture });

/** Actions without a body. `receipts` asks once who has read. */
export const boardActions = ['stop', 'undo', 'recall', 'receipts'] as const;
export type BoardAction = (typeof boardActions)[number];

/** An app of Feishu, as both sides know it: its id, and the base of the API at which it is. */
const App = z.strictObject({ appId: AppId, baseUrl: BaseUrl });

/** Most entries in one body. */
export const mostEntries = 20_000;

/**
 * Hands a ladder over: `POST /v1/buzzes/<id>/adopt`. `entries`: all of its ledger, oldest first, up to the `handing-over` that was on
 * disk before this left; they are checked by the schema of the ledger (`core/buzz/record/entry.ts`). Answered with `Adopted`, once
 * the relay has them on disk; asked again with the same entries, it answers the same. A refusal (`cause` says why) is certain
 * only for the first request about a buzz: after one without an answer, ask again, or ask for its release.
 */
export const Adopt = z.strictObject({
  app: App,
  /** Time here when it was sent (ms since the epoch): the relay counts by its own clock. */
  at: z.number(),
  entries: z.array(z.unknown()).min(2).max(mostEntries),
});
export type Adopt = z.infer<typeof Adopt>;

/** The answer: `entries`, the number that it took. What the relay writes follows from that position on. */
export const Adopted = z.strictObject({ buzz: BuzzId, entries: z.int().min(0) });
export type Adopted = z.infer<typeof Adopted>;

/**
 * Takes a ladder back: `POST /v1/buzzes/<id>/release`, answered with `Released`. From then on the relay climbs no more, makes no
 * call and takes this buzz no more, also if a request to adopt it arrives later; asked again, it answers the same. Refused with
 * `hand-over-running` while a call of it is under way.
 */
export const Release = z.strictObject({ app: App });

/** `never`: the relay never had it, and refuses it from now on. Else the number of its entries; the last is `released`. */
export const Released = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('released'), entries: z.int().min(0) }),
  z.strictObject({ kind: z.literal('never') }),
]);
export type Released = z.infer<typeof Released>;

/** The entries of a buzz from a position on: `GET /v1/buzzes/<id>/entries?after=<position>`, answered with `EntriesPage`. */
export const EntriesQuery = z.strictObject({ after: z.coerce.number().int().min(0).max(1_000_000).default(0) });

/** Most entries of a page. */
export const entriesPerPage = 500;

/** `next`: the position after the last of these; `more`: there are others by now. */
export const EntriesPage = z.strictObject({
  entries: z.array(z.unknown()).max(entriesPerPage),
  next: z.int().min(0),
  more: z.boolean(),
});
export type EntriesPage = z.infer<typeof EntriesPage>;

/** The newest buzzes, or those before one of them; all that words and an outcome are found in. */
export const ListQuery = z.strictObject({
  query: z.string().max(200).default(''),
  outcome: z
    .union([Outcome, z.literal('acknowledged')])
    .nullable()
    .default(null),
  limit: z.coerce.number().int().min(1).max(200).default(20),
  before: BuzzId.nullable().default(null),
  workspace: z.string().min(1).max(200).nullable().default(null),
});

/** Most buzzes of a stream of changes. */
export const mostChanges = 100;

/**
 * `buzz`: news of one board alone, whose receipts are asked for while the stream is open. `changes`: of these buzzes, their ids
 * with commas between, that they have changed, without their boards.
 */
export const EventsQuery = z.strictObject({
  buzz: BuzzId.nullable().default(null),
  changes: z
    .string()
    .max(mostChanges * 80)
    .transform((text) => text.split(','))
    .pipe(z.array(BuzzId).max(mostChanges))
    .nullable()
    .default(null),
  workspace: z.string().min(1).max(200).nullable().default(null),
});

/**
 * An event of the stream. `board`: a board that has changed, in its newest state. `changed`: the id of one. `reset`: what happened since the last
 * event that was heard is not known any more; the boards that follow are the newest ones.
 */
export type RelayEventName = 'board' | 'changed' | 'reset';

/** The reasons of the relay's own for a refusal. `refused`: the problem says why. */
export type RefusalReason =
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'too-large'
  | 'wrong-type'
  | 'invalid'
  | 'too-many'
  | 'key-reused'
  | 'closing'
  /** No process has answered in time: the wish may still be carried out, or (`busy`) it will not be. */
  | 'late'
  | 'busy'
  | 'refused'
  | 'internal';

/** What became of each incident that a webhook told of. `nothing`: it is over, and was not open here. */
export interface HookAnswer {
  incidents: readonly {
    state: 'opened' | 'running' | 'folded' | 'resolved' | 'nothing';
    buzz: BuzzId | null;
  }[];
}

/** Every answer that is not 2xx. The problem is what the command line prints with `--json`. */
export interface RelayRefusal {
  reason: RefusalReason;
  problem: { code: number | null; message: string; advice: string };
  /** The problem as this program knows it, for a caller that is one; not every refusal has one. */
  cause?: Problem;
}
