import type Database from 'libsql';
import { problem } from '../../contract/advice/problem';
import type { ActivityRow } from '../../contract/model/board';
import type { PaidChannel } from '../../contract/model/channel';
import type { BuzzId, WorkspaceId } from '../../contract/model/ids';
import type { PictureId } from '../../contract/model/message/picture';
import { isPaid } from '../../contract/rules/consent';
import { type Entry, readEntry } from '../../core/buzz/record/entry';
import type { ClockNotes } from '../../core/buzz/record/ledger';
import {
  type ActivityQuery,
  disarming,
  type Ledger,
  LedgerRefused,
  type PaidCall,
  type Summary,
} from '../../core/buzz/record/ledger';
import type { Setback, UsedUp } from '../../core/buzz/record/setback';
import type { HeardStore } from '../../core/feishu/listen/heard-store';
import type { InboxStore } from '../../core/inbox/inbox-store';
import { storeReplied } from '../inbox/inbox-table';
import { SqliteInbox } from '../inbox/sqlite-inbox';
import { forgetBuzzes } from './forget-buzzes';
import { SqliteHeard } from './heard';
import { listBuzzes } from './list-buzzes';
import { buzzesOf, storeMessage } from './messages';
import { nameOf, storeNames } from './names';
import { pictureKey, picturesOf, storePictures } from './pictures';
import { readingTimes } from './reading-times';
import { bitsOf, indexed } from './search-index';
import { Setbacks } from './setbacks';
import { type Prepare, preparing } from './statements';
import { Writer } from './writer';

interface Waiting {
  id: BuzzId;
  entries: readonly Entry[];
  summary: () => Summary;
  done: () => void;
  failed: (error: unknown) => void;
}

/** A write that takes part in the next commit. */
interface Joined {
  write: () => void;
  done: () => void;
  failed: (error: unknown) => void;
}

/** Longest time that an entry which may wait does so (ms), for others to share its commit. */
const waitMs = 8;

/**
 * The ledger in SQLite (WAL, `synchronous = FULL`: a commit is on disk). Everything appended in one turn of the event
 * loop shares one commit, and so does what may wait for it, so a fan-out pays for one sync where it would have paid for
 * hundreds.
 */
export class SqliteLedger implements Ledger {
  readonly #db: Database.Database;
  readonly #prepare: Prepare;
  readonly #setbacks: Setbacks;
  readonly heard: HeardStore;
  readonly inbox: InboxStore;
  #waiting: Waiting[] = [];
  #joined: Joined[] = [];
  /** The next commits: of what waits for company, and of what does not. Either takes all that waits. */
  #later: NodeJS.Timeout | null = null;
  #soon: NodeJS.Immediate | null = null;
  #open = true;

  readonly #writer: Writer;
  readonly #isInPlace: () => boolean;

  /**
   * @param file.isInPlace false once the file was removed or replaced: what is written then is found by no later start,
   *   so nothing more is recorded, and nothing sent
   */
  constructor(db: Database.Database, { place, isInPlace }: { place: string; isInPlace: () => boolean }) {
    this.#db = db;
    this.#prepare = preparing(db);
    this.#writer = new Writer(this.#prepare, place);
    this.#isInPlace = isInPlace;
    this.#setbacks = new Setbacks(this.#prepare);
    this.heard = new SqliteHeard(
      this.#prepare,
      (...query) => this.#all(...query),
      (write, mayWait) => this.#join(write, mayWait),
    );
    this.inbox = new SqliteInbox(
      this.#prepare,
      (...query) => this.#all(...query),
      (write, mayWait) => this.#join(write, mayWait),
    );
  }

  append(id: BuzzId, entries: readonly Entry[], summary: () => Summary, mayWait = false): Promise<void> {
    // libsql crashes the process if a closed database is asked about its transaction.
    if (!this.#open) return Promise.reject(new Error('the ledger is closed'));
    return new Promise((done, failed) => {
      this.#waiting.push({ id, entries, summary, done, failed });
      this.#commitLater(mayWait);
    });
  }

  read(id: BuzzId): readonly Entry[] {
    const rows = this.#all<{ body: string }>('SELECT body FROM entry WHERE buzz_id = ? ORDER BY seq', id);
    // A damaged row is skipped: it must not hide the others.
    return rows.flatMap(({ body }) => readEntry(body) ?? []);
  }

  unsettled(): readonly BuzzId[] {
    const rows = this.#all<{ id: BuzzId }>("SELECT id FROM buzz WHERE state = 'running' ORDER BY created_at");
    return rows.map((row) => row.id);
  }

  armed(): readonly BuzzId[] {
    const rows = this.#all<{ id: BuzzId }>('SELECT id FROM buzz WHERE armed = 1 ORDER BY created_at');
    return rows.map((row) => row.id);
  }

  reminding(): readonly BuzzId[] {
    const rows = this.#all<{ id: BuzzId }>('SELECT buzz_id AS id FROM reminding ORDER BY rowid');
    return rows.map((row) => row.id);
  }

  buzzesOf(where: Parameters<Ledger['buzzesOf']>[0]): readonly BuzzId[] {
    return this.#open ? buzzesOf(this.#prepare, where) : [];
  }

  list(page: ActivityQuery): readonly ActivityRow[] {
    return this.#open ? listBuzzes(this.#db, page) : [];
  }

  forget(before: number, kept: ReadonlySet<BuzzId>, countedSince: number): readonly BuzzId[] {
    if (!this.#open) return [];
    // Entries that wait to be written may make a settled buzz a running one.
    this.#commit();
    return forgetBuzzes(this.#db, before, kept, countedSince);
  }

  clockNotes(): ClockNotes {
    const [noted] = this.#all<{ trusted_at: number | null; doubted_at: number | null }>('SELECT * FROM clock');
    if (noted) return { trustedAt: noted.trusted_at, doubtedAt: noted.doubted_at };
    const [newest] = this.#all<{ at: number }>('SELECT at FROM entry ORDER BY seq DESC LIMIT 1');
    return { trustedAt: newest?.at ?? null, doubtedAt: null };
  }

  get isCopy(): boolean {
    return this.#writer.isCopy;
  }

  adopt(): void {
    if (this.#open) this.#writer.adopt();
  }

  noteClock({ trustedAt, doubtedAt }: ClockNotes): void {
    if (!this.#open) return;
    const note = 'INSERT OR REPLACE INTO clock (only, trusted_at, doubted_at) VALUES (1, ?, ?)';
    this.#db.prepare(note).run(trustedAt, doubtedAt);
  }

  paidCalls(since: number): readonly PaidCall[] {
    const rows = this.#all<{ workspace_id: WorkspaceId; channel: PaidChannel; person: string; at: number }>(
      'SELECT workspace_id, channel, person, at FROM paid WHERE at >= ? ORDER BY at',
      since,
    );
    return rows.map((row) => ({
      workspaceId: row.workspace_id,
      channel: row.channel,
      personKey: row.person,
      at: row.at,
    }));
  }

  setbacks(workspaceId: WorkspaceId, since: number): readonly Setback[] {
    return this.#open ? this.#setbacks.list(workspaceId, since) : [];
  }

  nameOf(workspaceId: WorkspaceId, keys: readonly string[]): string | undefined {
    return this.#open ? nameOf(this.#db, workspaceId, keys) : undefined;
  }

  pictureKey(app: string, id: PictureId): string | null {
    return this.#open ? pictureKey(this.#prepare, app, id) : null;
  }

  pictures(): ReadonlySet<PictureId> {
    return this.#open ? picturesOf(this.#prepare) : new Set();
  }

  usedUp(workspaceId: WorkspaceId, since: number): readonly UsedUp[] {
    return this.#open ? this.#setbacks.usedUp(workspaceId, since) : [];
  }

  readingTimes(workspaceId: WorkspaceId, since: number): ReturnType<Ledger['readingTimes']> {
    return this.#open
      ? readingTimes(this.#db, workspaceId, since)
      : { groups: [], channels: [], answers: { groups: [], channels: [] }, cutAt: null };
  }

  close(): void {
    if (!this.#open) return;
    this.#commit();
    this.#open = false;
    try {
      // libsql leaves its log beside the file when it closes; the next start should find one whole file.
      this.#db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all();
    } catch {
      // Nothing is lost: the log is read at the next start.
    }
    this.#db.close();
  }

  /** Rows of a query; none once closed, because the tray may still ask while the app quits. */
  #all<Row>(sql: string, ...values: (string | number)[]): readonly Row[] {
    return this.#open ? (this.#prepare(sql).all(...values) as Row[]) : [];
  }

  #join<T>(write: () => T, mayWait: boolean): Promise<T> {
    if (!this.#open) return Promise.reject(new Error('the ledger is closed'));
    return new Promise<T>((resolve, failed) => {
      let value: T;
      const joined = {
        write: () => {
          value = write();
        },
        done: () => resolve(value),
        failed,
      };
      this.#joined.push(joined);
      this.#commitLater(mayWait);
    });
  }

  #commitLater(mayWait: boolean): void {
    if (mayWait) this.#later ??= setTimeout(() => this.#commit(), waitMs);
    else this.#soon ??= setImmediate(() => this.#commit());
  }

  #commit(): void {
    if (this.#later !== null) clearTimeout(this.#later);
    if (this.#soon !== null) clearImmediate(this.#soon);
    this.#later = null;
    this.#soon = null;
    const waiting = this.#waiting;
    this.#waiting = [];
    const joined = this.#joined;
    this.#joined = [];
    if (waiting.length + joined.length === 0) return;
    try {
      if (!this.#isInPlace()) throw new LedgerRefused(problem('ledger-replaced'));
      this.#db.exec('BEGIN IMMEDIATE');
      this.#writer.claim();
      const summaries = new Map<BuzzId, () => Summary>();
      for (const { id, summary } of waiting) summaries.set(id, summary);
      // The rows of `buzz` first: rows of paid calls look up their workspace there.
      for (const [id, summary] of summaries) this.#summarize(id, summary());
      for (const { id, entries } of waiting) for (const entry of entries) this.#store(id, entry);
      for (const { write } of joined) write();
      this.#db.exec('COMMIT');
      this.#writer.claimed();
    } catch (error) {
      this.#rollBack();
      for (const { failed } of [...waiting, ...joined]) failed(error);
      return;
    }
    for (const { done } of [...waiting, ...joined]) done();
  }

  #rollBack(): void {
    try {
      // A failed BEGIN leaves nothing to roll back.
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
    } catch {
      // The disk is gone: the first error is reported.
    }
  }

  #store(id: BuzzId, entry: Entry): void {
    const body = JSON.stringify(entry);
    this.#prepare('INSERT INTO entry (buzz_id, at, body) VALUES (?, ?, ?)').run(id, entry.at, body);
    if (entry.kind === 'confirmed') {
      const index = 'INSERT INTO found (rowid, words) VALUES ((SELECT rowid FROM buzz WHERE id = ?), ?)';
      this.#prepare(index).run(id, indexed(entry));
      storeNames(this.#db, entry);
    }
    this.#setbacks.store(id, entry);
    storeMessage(this.#prepare, id, entry);
    storePictures(this.#prepare, id, entry);
    storeReplied(this.#prepare, id, entry);
    if (entry.kind === 'confirmed' && entry.ladder) this.#arm(id, 1);
    if (disarming.has(entry.kind)) this.#arm(id, 0);
    if (entry.kind === 'calling' && isPaid(entry.channel)) {
      // Announced paid calls count until an answer proves that they were not made.
      for (const person of entry.people) {
        this.#prepare(
          `INSERT OR REPLACE INTO paid (call, person, workspace_id, channel, at)
             VALUES (?, ?, (SELECT json_extract(row, '$.workspaceId') FROM buzz WHERE id = ?), ?, ?)`,
        ).run(entry.call, person, id, entry.channel, entry.at);
      }
    }
    if (entry.kind === 'call-failed' && entry.final !== 'unknown') {
      this.#prepare('DELETE FROM paid WHERE call = ?').run(entry.call);
    }
    if (entry.kind === 'called') {
      for (const person of entry.invalid) {
        this.#prepare('DELETE FROM paid WHERE call = ? AND person = ?').run(entry.call, person);
      }
    }
  }

  #arm(id: BuzzId, armed: 0 | 1): void {
    this.#prepare('UPDATE buzz SET armed = ? WHERE id = ?').run(armed, id);
  }

  #summarize(id: BuzzId, { row, outcomes, reminding }: Summary): void {
    this.#prepare(
      `INSERT INTO buzz (id, created_at, state, row, outcomes) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET state = excluded.state, row = excluded.row, outcomes = excluded.outcomes`,
    ).run(id, row.createdAt, row.state, JSON.stringify(row), bitsOf(outcomes));
    const note = 'INSERT OR IGNORE INTO reminding (buzz_id) VALUES (?)';
    this.#prepare(reminding ? note : 'DELETE FROM reminding WHERE buzz_id = ?').run(id);
  }
}
