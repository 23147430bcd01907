import { problem } from '../../contract/advice/problem';
import type { ActivityRow } from '../../contract/model/board';
import type { BuzzId, WorkspaceId } from '../../contract/model/ids';
import type { PictureId } from '../../contract/model/message/picture';
import type { Entry } from '../../core/buzz/record/entry';
import {
  type ActivityQuery,
  type ClockNotes,
  type Ledger,
  type LedgerFigures,
  LedgerRefused,
  type PaidCall,
  type Summary,
} from '../../core/buzz/record/ledger';
import type { Setback, UsedUp } from '../../core/buzz/record/setback';
import { CommitUnsure, type Database, type Tx } from './database';
import { Changes, LedgerImage } from './image';
import { loadImage, readBuzz } from './load-image';
import { writeBatch } from './write-batch';

/** The ledger of a relay: `Ledger` unchanged, and what the owner of a workspace needs besides. */
export interface RelayLedger extends Ledger {
  /** Brings entries of an older buzz into memory, before the engine is asked about it. False: there is no such buzz. */
  warm(id: BuzzId): Promise<boolean>;
  /** Writes with the next commit, under the same claim: it resolves once that is on disk. */
  join(write: (tx: Tx) => Promise<void>): Promise<void>;
}

export interface PgLedgerParts {
  db: Database;
  workspaceId: WorkspaceId;
  /** True, and locked until the transaction ends, while this process may act for the workspace. */
  holds: (tx: Tx) => Promise<boolean>;
  /** What this process knows may be wrong from now on: it must act for the workspace no more. */
  giveUp: () => void;
  now: number;
}

interface Waiting {
  id: BuzzId;
  entries: readonly Entry[];
  summary: () => Summary;
  done: () => void;
  failed: (error: unknown) => void;
}

interface Joined {
  write: (tx: Tx) => Promise<void>;
  done: () => void;
  failed: (error: unknown) => void;
}

/** Longest time that an entry which may wait does so (ms), for others to share its commit. */
const waitMs = 8;

const refused = () => new LedgerRefused(problem('ledger-in-use'));

/**
 * The ledger in PostgreSQL, for the one process that holds the claim on a workspace. Everything appended while a commit is
 * under way forms the next one (group commit). Each commit checks the claim in its own transaction: once another process
 * may act, nothing is written any more, so nothing leaves. Reads come from memory, which only the owner changes.
 */
class PgLedger implements RelayLedger {
  readonly #parts: PgLedgerParts;
  readonly #image: LedgerImage;
  #waiting: Waiting[] = [];
  #joined: Joined[] = [];
  #committing: Promise<void> | null = null;
  /** The commit of what waits for company. Whichever comes first takes all that waits. */
  #later: ReturnType<typeof setTimeout> | undefined;
  #open = true;
  #lost = false;

  /** Never: what a restored database may have forgotten, the owner of a workspace doubts (`Engine.doubt`). */
  readonly isCopy = false;

  constructor(parts: PgLedgerParts, image: LedgerImage) {
    this.#parts = parts;
    this.#image = image;
  }

  append(id: BuzzId, entries: readonly Entry[], summary: () => Summary, mayWait = false): Promise<void> {
    if (!this.#open || this.#lost) return Promise.reject(refused());
    return new Promise((done, failed) => {
      this.#waiting.push({ id, entries, summary, done, failed });
      if (mayWait) this.#later ??= setTimeout(() => this.#commitLater(), waitMs);
      else this.#commitLater();
    });
  }

  join(write: (tx: Tx) => Promise<void>): Promise<void> {
    if (!this.#open || this.#lost) return Promise.reject(refused());
    return new Promise((done, failed) => {
      this.#joined.push({ write, done, failed });
      this.#commitLater();
    });
  }

  async warm(id: BuzzId): Promise<boolean> {
    if (this.#image.has(id)) return true;
    const buzz = await readBuzz(this.#parts.db, id, this.#parts.workspaceId);
    // Written meanwhile, what is in memory is newer.
    if (buzz && !this.#image.has(id))
      this.#image.load({ buzzes: [buzz], paid: [], setbacks: [], usedUp: [], names: [] });
    return buzz !== null;
  }

  read(id: BuzzId): readonly Entry[] {
    return this.#image.read(id);
  }

  unsettled(): readonly BuzzId[] {
    return this.#image.unsettled();
  }

  armed(): readonly BuzzId[] {
    return this.#image.armed();
  }

  reminding(): readonly BuzzId[] {
    return this.#image.reminding();
  }

  buzzesOf(where: Parameters<Ledger['buzzesOf']>[0]): readonly BuzzId[] {
    return this.#image.buzzesOf(where);
  }

  list(page: ActivityQuery): readonly ActivityRow[] {
    return this.#image.list(page);
  }

  paidCalls(since: number): readonly PaidCall[] {
    return this.#image.paidCalls(since);
  }

  setbacks(workspaceId: WorkspaceId, since: number): readonly Setback[] {
    return workspaceId === this.#parts.workspaceId ? this.#image.setbacks(since) : [];
  }

  nameOf(workspaceId: WorkspaceId, keys: readonly string[]): string | undefined {
    return workspaceId === this.#parts.workspaceId ? this.#image.nameOf(keys) : undefined;
  }

  pictureKey(app: string, id: PictureId): string | null {
    return this.#image.pictureKey(app, id);
  }

  pictures(): ReadonlySet<PictureId> {
    return this.#image.pictures();
  }

  usedUp(workspaceId: WorkspaceId, since: number): readonly UsedUp[] {
    return workspaceId === this.#parts.workspaceId ? this.#image.usedUp(since) : [];
  }

  /** Tells nothing: a relay shows no figures of reading. */
  readingTimes(): LedgerFigures {
    return { groups: [], channels: [], answers: { groups: [], channels: [] }, cutAt: null };
  }

  /** Forgets nothing: `forgetOlder` does, for all workspaces at once. */
  forget(): readonly BuzzId[] {
    return [];
  }

  /** The database's clock is the one that counts, and is not doubted. */
  clockNotes(): ClockNotes {
    return { trustedAt: null, doubtedAt: null };
  }

  noteClock(): void {}

  adopt(): void {}

  /** Takes nothing more. What waits is still written. */
  close(): void {
    this.#open = false;
  }

  #commitLater(): void {
    clearTimeout(this.#later);
    this.#later = undefined;
    // What is appended in this turn shares the commit.
    this.#committing ??= Promise.resolve().then(async () => {
      while (this.#waiting.length + this.#joined.length > 0) await this.#commit();
      this.#committing = null;
    });
  }

  async #commit(): Promise<void> {
    const waiting = this.#waiting;
    const joined = this.#joined;
    this.#waiting = [];
    this.#joined = [];
    try {
      if (this.#lost) throw refused();
      const summaries = new Map<BuzzId, Summary>();
      // Asked once for each buzz and commit, and all at the same moment.
      for (const { id, summary } of new Map(waiting.map((each) => [each.id, each])).values()) {
        summaries.set(id, summary());
      }
      const changes = new Changes();
      for (const { id, entries } of waiting) for (const entry of entries) this.#image.note(changes, id, entry);
      const batch = { workspaceId: this.#parts.workspaceId, written: waiting, summaries, changes };
      await this.#parts.db.transaction(async (tx) => {
        if (!(await this.#parts.holds(tx))) {
          this.#lose();
          throw refused();
        }
        await writeBatch(tx, batch);
        for (const { write } of joined) await write(tx);
      });
      this.#image.apply(waiting, [...summaries.values()], changes);
    } catch (error) {
      // It may be there or not: only reading the ledger anew tells, which the next owner does.
      if (error instanceof CommitUnsure) this.#lose();
      for (const { failed } of [...waiting, ...joined]) failed(error);
      return;
    }
    for (const { done } of [...waiting, ...joined]) done();
  }

  #lose(): void {
    this.#lost = true;
    this.#parts.giveUp();
  }
}

/** Opens the ledger of a workspace that was claimed, with what its engine needs in memory. */
export const openPgLedger = async (parts: PgLedgerParts): Promise<RelayLedger> => {
  const image = new LedgerImage(parts.workspaceId);
  image.load(await loadImage(parts.db, parts.workspaceId, parts.now));
  return new PgLedger(parts, image);
};
