import { type Answer, failed, ok, type Problem, problem } from '../../../contract/advice/problem';
import type { Board } from '../../../contract/model/board';
import type { BuzzId } from '../../../contract/model/ids';
import type { Clock } from '../../ports/clock';
import { handOverKinds } from '../entries/hand-over-entries';
import type { RelayLink } from '../hand-over/relay-link';
import { boardOf, summaryOf } from './board-of';
import { applyEntry, type BuzzRecord } from './buzz-record';
import { isElsewhere } from './climbers';
import type { Confirmed, Entry, LaterEntry } from './entry';
import { type Ledger, LedgerRefused, type Summary } from './ledger';
import { openRecord, recordOf } from './open-record';

/** Shortest time between two pushes of boards (ms), and of boards with many people: each push goes through all of them. */
const pushEveryMs = 40;
const pushLargeEveryMs = 250;
const largeBoard = 100;
/** Number of settled buzzes kept in memory, so that looking at one again costs nothing. */
const kept = 32;
/** First wait before entries that the disk refused are written again, and the longest; it doubles each time (ms). */
const againMs = 5_000;
const longestMs = 5 * 60_000;
/** Number of attempts, some three hours; after that the next entry and the end of the app bring another one. */
const attempts = 40;

export interface RecordsDeps {
  ledger: Ledger;
  clock: Clock;
  /** The relay to which ladders may be handed over. */
  relay: RelayLink;
  onBoard: (board: Board) => void;
  onActivity: () => void;
  /** The disk refuses an entry about something that happened: told once, until it takes one again. */
  onStorageFailed: (problem: Problem) => void;
}

/**
 * The buzzes in memory, in step with the ledger. Announcements are on disk before they count. A report stays true when the
 * disk refuses it, and is written before anything else of its buzz as soon as the disk takes it.
 */
export class Records {
  readonly #records = new Map<BuzzId, BuzzRecord>();
  readonly #dirty = new Set<BuzzId>();
  readonly #held = new Map<BuzzId, number>();
  /** Number of announcements on their way to the disk, which memory does not show until they are there. */
  readonly #announcing = new Map<BuzzId, number>();
  readonly #unwritten = new Unwritten();
  #pushing = false;
  #refused = false;
  #tryingAgain = false;
  #abandoned = false;
  /** Number of writes on their way to the disk. */
  #writing = 0;
  /** Called once nothing is in flight, after the records were abandoned. */
  #landed: (() => void) | null = null;

  readonly #deps: RecordsDeps;

  readonly #waitingOf: (record: BuzzRecord) => Board['waiting'];
  readonly #onApplied: (record: BuzzRecord, entry: LaterEntry) => void;

  /**
   * @param waitingOf the reason that keeps a buzz's calls back, which no ledger knows
   * @param onApplied called with every later entry, once the record shows it
   */
  constructor(
    deps: RecordsDeps,
    waitingOf: (record: BuzzRecord) => Board['waiting'],
    onApplied: (record: BuzzRecord, entry: LaterEntry) => void = () => undefined,
  ) {
    this.#deps = deps;
    this.#waitingOf = waitingOf;
    this.#onApplied = onApplied;
  }

  /** Opens a new buzz: on disk first; with a problem nothing was opened. */
  async open(confirmed: Confirmed): Promise<BuzzRecord | Problem> {
    if (this.#abandoned) return never();
    const record = openRecord(confirmed);
    const unstored = await this.#write(record, [confirmed], 'drop');
    if (unstored) return unstored;
    this.#keep(confirmed.id, record);
    this.#push(confirmed.id);
    return record;
  }

  /** Opens a buzz with all that another program has written of it, in one commit; with a problem nothing was opened. */
  async adopt(entries: readonly Entry[]): Promise<BuzzRecord | Problem> {
    if (this.#abandoned) return never();
    const record = recordOf(entries);
    if (!record) return problem('hand-over-invalid');
    const unstored = await this.#write(record, entries, 'drop');
    if (unstored) return unstored;
    this.#keep(record.confirmed.id, record);
    this.#push(record.confirmed.id);
    return record;
  }

  get(id: BuzzId): BuzzRecord | null {
    const known = this.#records.get(id);
    if (known) return known;
    const record = recordOf(this.#deps.ledger.read(id));
    if (record) this.#keep(id, record);
    return record;
  }

  /** Keeps a record in memory until the answer is called: code that writes to a record holds it. */
  hold(id: BuzzId): () => void {
    return this.#count(this.#held, id);
  }

  /** Deletes what is settled, older than `before` (ms) and not being written to. */
  forget(before: number, countedSince: number): readonly BuzzId[] {
    const needed = new Set([...this.#held.keys(), ...this.#unwritten.ids()]);
    const gone = this.#deps.ledger.forget(before, needed, countedSince);
    for (const id of gone) this.#records.delete(id);
    return gone;
  }

  board(id: BuzzId): Answer<Board> {
    const record = this.get(id);
    if (!record) return failed(problem('buzz-gone'));
    const board = boardOf(record);
    const climber = board.climber && { ...board.climber, ...this.#deps.relay.standing(board.climber.relay) };
    return ok({ ...board, climber, waiting: this.#waitingOf(record) });
  }

  /** Writes an entry about what is to happen, then applies it; with a problem it is not on disk, and must not happen. */
  async announce(record: BuzzRecord, entry: LaterEntry): Promise<Problem | null> {
    if (this.#abandoned) return never();
    // Who climbs is no call that a crash could cut off.
    const done = handOverKinds.has(entry.kind) ? () => undefined : this.#count(this.#announcing, record.confirmed.id);
    const unstored = await this.#write(record, [entry], 'drop');
    done();
    if (unstored) {
      this.#look();
      return unstored;
    }
    applyEntry(record, entry);
    this.#push(record.confirmed.id);
    this.#onApplied(record, entry);
    return null;
  }

  /** From now on nothing is announced or opened: what waits for that never goes on. Resolves when nothing is in flight. */
  abandon(): Promise<void> {
    this.#abandoned = true;
    return new Promise((resolve) => {
      this.#landed = resolve;
      this.#look();
    });
  }

  #look(): void {
    if (!this.#landed || this.#writing > 0 || this.#announcing.size > 0) return;
    for (const record of this.#records.values()) if (isInFlight(record)) return;
    this.#landed();
    this.#landed = null;
  }

  /** Applies entries about what has happened, and writes them in one commit, now or as soon as the disk takes it. */
  async report(record: BuzzRecord, ...entries: readonly LaterEntry[]): Promise<void> {
    const mayWait = entries.every((entry) => canWait(record, entry));
    for (const entry of entries) applyEntry(record, entry);
    this.#push(record.confirmed.id);
    for (const entry of entries) this.#onApplied(record, entry);
    await this.#write(record, entries, 'keep', mayWait);
    this.#look();
  }

  /** Tells the board of a buzz anew: something beside its entries has changed. */
  tell(id: BuzzId): void {
    this.#push(id);
  }

  /** Writes anew what lists tell of a buzz: an announcement that a crash cut off has left it as running. */
  async refresh(record: BuzzRecord): Promise<void> {
    await this.#write(record, [], 'keep');
  }

  /** Writes the entries that the disk refused, if it takes them now. Handed to the ledger before this returns. */
  writeRefused(): void {
    for (const id of this.#unwritten.ids()) void this.#writeAgain(id);
  }

  /** @param refused entries that the disk refuses are dropped, as nothing has happened yet, or kept, as it has */
  async #write(
    record: BuzzRecord,
    entries: readonly (LaterEntry | Confirmed)[],
    refused: 'keep' | 'drop',
    mayWait = false,
  ): Promise<Problem | null> {
    const { id } = record.confirmed;
    const before = this.#unwritten.take(id);
    // Memory is ahead of the disk until this is written.
    const release = this.hold(id);
    this.#writing += 1;
    try {
      // An announcement is the beginning of a call: after a crash its buzz has to be found among the unsettled ones.
      const summary = (): Summary => {
        const { row, ...rest } = summaryOf(record);
        return { row: this.#announcing.has(id) ? { ...row, state: 'running' } : row, ...rest };
      };
      await this.#deps.ledger.append(id, [...before, ...entries], summary, mayWait);
      if (this.#unwritten.ids().length === 0) this.#refused = false;
      // A disk that took these may take the others.
      void this.#tryAgain();
      return null;
    } catch (error) {
      const reason =
        error instanceof LedgerRefused
          ? error.problem
          : problem('storage-failed', { reason: error instanceof Error ? error.message : String(error) });
      const happened = refused === 'keep' ? entries.filter((entry) => entry.kind !== 'confirmed') : [];
      this.#unwritten.keep(id, [...before, ...happened]);
      if (happened.length > 0 && !this.#refused) {
        this.#refused = true;
        this.#deps.onStorageFailed(reason);
      }
      void this.#tryAgain();
      return reason;
    } finally {
      this.#writing -= 1;
      release();
    }
  }

  async #writeAgain(id: BuzzId): Promise<void> {
    const record = this.#records.get(id);
    if (record && this.#unwritten.has(id)) await this.#write(record, [], 'keep');
  }

  /** Writes refused entries again and again, one timer for all of them. */
  async #tryAgain(): Promise<void> {
    if (this.#tryingAgain || this.#unwritten.ids().length === 0) return;
    this.#tryingAgain = true;
    for (let attempt = 0; attempt < attempts && this.#unwritten.ids().length > 0; attempt += 1) {
      await this.#deps.clock.sleep(Math.min(againMs * 2 ** attempt, longestMs));
      for (const id of this.#unwritten.ids()) await this.#writeAgain(id);
    }
    this.#tryingAgain = false;
  }

  #count(counts: Map<BuzzId, number>, id: BuzzId): () => void {
    counts.set(id, (counts.get(id) ?? 0) + 1);
    return () => {
      const left = (counts.get(id) ?? 1) - 1;
      if (left > 0) counts.set(id, left);
      else counts.delete(id);
    };
  }

  #keep(id: BuzzId, record: BuzzRecord): void {
    this.#records.set(id, record);
    for (const old of this.#records.keys()) {
      if (this.#records.size <= kept) break;
      if (old !== id && !this.#held.has(old) && !this.#unwritten.has(old)) this.#records.delete(old);
    }
  }

  #push(id: BuzzId): void {
    this.#dirty.add(id);
    if (this.#pushing) return;
    this.#pushing = true;
    const size = this.#records.get(id)?.people.size ?? 0;
    void this.#deps.clock.sleep(size > largeBoard ? pushLargeEveryMs : pushEveryMs).then(() => {
      this.#pushing = false;
      const dirty = [...this.#dirty];
      this.#dirty.clear();
      for (const changed of dirty) {
        const board = this.board(changed);
        if (board.ok) this.#deps.onBoard(board.value);
      }
      this.#deps.onActivity();
    });
  }
}

/** True while something of this buzz has left from here, or is about to, and has no answer yet. */
const isInFlight = (record: BuzzRecord): boolean => {
  const { openCalls, messages, notes, reminders } = record;
  return (
    !isElsewhere(record) &&
    (openCalls.size > 0 ||
      reminders.open.size > 0 ||
      [...messages.values()].some(({ status }) => status === 'sending') ||
      [...notes.values()].some((note) => [...note.messages.values()].some(({ status }) => status === 'sending')))
  );
};

const never = (): Promise<never> => new Promise(() => undefined);

/**
 * The answers that come by the hundred in a large buzz, and that a crash would turn into *unknown* at no cost. The answer of
 * an SMS or a phone call is never held back.
 */
const canWait = ({ openCalls }: BuzzRecord, entry: LaterEntry): boolean =>
  entry.kind === 'sent' || (entry.kind === 'called' && openCalls.get(entry.call)?.channel === 'app');

/** Entries about what happened that could not be written, by their buzz and in their order. */
class Unwritten {
  readonly #of = new Map<BuzzId, readonly LaterEntry[]>();

  ids(): readonly BuzzId[] {
    return [...this.#of.keys()];
  }

  has(id: BuzzId): boolean {
    return this.#of.has(id);
  }

  keep(id: BuzzId, entries: readonly LaterEntry[]): void {
    if (entries.length > 0) this.#of.set(id, [...(this.#of.get(id) ?? []), ...entries]);
  }

  /** Hands them out to be written before the next entry; a caller that fails to keeps them again. */
  take(id: BuzzId): readonly LaterEntry[] {
    const entries = this.#of.get(id) ?? [];
    this.#of.delete(id);
    return entries;
  }
}
