import type { Problem } from '../../../contract/advice/problem';
import type { ActivityRow } from '../../../contract/model/board';
import type { Outcome, PaidChannel } from '../../../contract/model/channel';
import type { Figures } from '../../../contract/model/figures';
import type { BuzzId, ChatId, WorkspaceId } from '../../../contract/model/ids';
import type { PictureId } from '../../../contract/model/message/picture';

import type { Entry } from './entry';
import type { Setback, UsedUp } from './setback';

/** A paid call that may have reached a person, as the budget and the ceilings count it. */
export interface PaidCall {
  workspaceId: WorkspaceId;
  channel: PaidChannel;
  personKey: string;
  at: number;
}

/** A buzz as lists need it: its row, and all outcomes its people have; `acknowledged` if one of them answered. */
export interface Summary {
  row: ActivityRow;
  outcomes: ReadonlySet<Outcome | 'acknowledged'>;
  /** Reminders of it are still to be set or to be taken back. */
  reminding: boolean;
}

/** A part of Activity, newest first. `before` continues a listing. */
export interface ActivityQuery {
  before: BuzzId | null;
  limit: number;
  /** Words, all of which are found somewhere in text, title or names, as parts of words too; empty: everything. */
  query?: string;
  /** Only buzzes in which a person has this outcome, or has acknowledged; null: all. */
  outcome?: Outcome | 'acknowledged' | null;
}

/** How long people of a workspace took to read and to answer. `cutAt`: of so many buzzes, older ones were not looked at (ms since the epoch); null: of all. */
export interface LedgerFigures extends Pick<Figures, 'groups' | 'channels' | 'answers'> {
  cutAt: number | null;
}

/** Entries after which a ladder climbs no more in this ledger. One that was handed over stays armed there, and is told of. */
export const disarming: ReadonlySet<Entry['kind']> = new Set(['stopped', 'undone', 'ladder-ended', 'released']);

/** The error of a ledger that takes no entries at all; it says why in a problem of its own. */
export class LedgerRefused extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.advice);
    this.problem = problem;
  }
}

/**
 * The durable record. `append` resolves only when the entries are on disk (synced), in order; it rejects when they
 * could not be written, and then the call they announce must not be made. `summary` is asked once per commit. Entries that
 * may wait (by `mayWait`) are on their way some milliseconds longer, so that many of them share one commit.
 */
export interface Ledger {
  append(id: BuzzId, entries: readonly Entry[], summary: () => Summary, mayWait?: boolean): Promise<void>;
  /** All entries of a buzz, oldest first; empty when there is no such buzz. */
  read(id: BuzzId): readonly Entry[];
  /** Buzzes whose last summary says a call was still without its answer. */
  unsettled(): readonly BuzzId[];
  /** Buzzes whose ladder has not ended, oldest first. */
  armed(): readonly BuzzId[];
  /** Buzzes whose last summary says that reminders are still to be set or to be taken back, oldest first. */
  reminding(): readonly BuzzId[];
  /** The newest buzzes of this message, or of the messages in this chat. */
  buzzesOf(where: { messageId: string } | { chatId: ChatId }): readonly BuzzId[];
  list(page: ActivityQuery): readonly ActivityRow[];
  /** Calls that were made or may have been made, at or after `since` (ms since the epoch). */
  paidCalls(since: number): readonly PaidCall[];
  /** The last failure to reach each person, at or after `since` (ms since the epoch). */
  setbacks(workspaceId: WorkspaceId, since: number): readonly Setback[];
  /** The name that the last buzz gave to the person of one of these keys; undefined: none did. */
  nameOf(workspaceId: WorkspaceId, keys: readonly string[]): string | undefined;
  /** The key that this app got for a picture last, in any buzz that is kept; null: none. */
  pictureKey(app: string, id: PictureId): string | null;
  /** The pictures of all buzzes that are kept. */
  pictures(): ReadonlySet<PictureId>;
  /** The paid channels that Feishu called used up, at or after `since` (ms since the epoch), and let no call through since. */
  usedUp(workspaceId: WorkspaceId, since: number): readonly UsedUp[];
  /** How long people of a workspace took to read the buzzes made at or after `since` (ms since the epoch). */
  readingTimes(workspaceId: WorkspaceId, since: number): LedgerFigures;
  /**
   * Deletes settled buzzes made before `before`, other than `kept`, everywhere they are: entries, search index, log.
   * Paid calls at or after `countedSince` are still counted (both ms since the epoch). Answers with the ids that are gone.
   */
  forget(before: number, kept: ReadonlySet<BuzzId>, countedSince: number): readonly BuzzId[];
  clockNotes(): ClockNotes;
  noteClock(notes: ClockNotes): void;
  /**
   * The ledger is a copy: of a folder that was copied, or from a backup. The original may be in use, here or on another
   * computer, so what is unfinished in it is not for this program to finish.
   */
  readonly isCopy: boolean;
  /** Takes the copy for an original, since nothing in it is unfinished any more. */
  adopt(): void;
  close(): void;
}

/** The notes of a ledger about the wall clock (ms since the epoch). */
export interface ClockNotes {
  /** Time at which it was last believed; in a ledger that never noted it, the time of the newest entry. */
  trustedAt: number | null;
  /** Time since which it is doubted; null: it is not. */
  doubtedAt: number | null;
}
