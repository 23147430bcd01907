import { type Answer, failed, ok, type Problem, problem } from '../../../contract/advice/problem';
import type { Board } from '../../../contract/model/board';
import type { BuzzId } from '../../../contract/model/ids';
import type { Clock } from '../../ports/clock';
import { handOverKinds } from '../entries/hand-over-entries';
import type { LadderNews } from '../ladder/ladder-deps';
import { heldNews, leftNews, missedNews } from '../ladder/ladder-news';
import type { Ladders } from '../ladder/ladders';
import type { BuzzRecord } from '../record/buzz-record';
import { isElsewhere } from '../record/climbers';
import { Entry, type LaterEntry } from '../record/entry';
import type { Ledger } from '../record/ledger';
import type { Records } from '../record/records';
import { handedEntries, hasOpenWork, isPast, longestHandOver } from './handed-entries';
import type { RunningSteps } from './running-steps';

export interface HandOversDeps {
  ledger: Pick<Ledger, 'read'>;
  records: Records;
  clock: Clock;
  steps: Pick<RunningSteps, 'has' | 'resume'>;
  ladders: Ladders;
  /** Does this work when all confirmations, rungs and notes before it are through. */
  inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  /** A buzz is this program's again. */
  onBack: (record: BuzzRecord) => void;
  onNews: (news: LadderNews) => void;
}

/** A ladder that is not this program's for now. */
export interface Elsewhere {
  id: BuzzId;
  title: string;
  relay: string;
  state: 'handing-over' | 'handed-over';
  /** The position in the relay's ledger from which on nothing of it is known here. */
  next: number;
  /** The relay has given it back: it climbs nowhere until it is taken back. */
  released: boolean;
}

/**
 * The way of a ladder from this program to a relay, and back. As careful as a paid call: it is on disk before the request leaves,
 * and what has no answer counts as taken. So it climbs in one place at most, whatever dies in between.
 */
export class HandOvers {
  readonly #deps: HandOversDeps;
  readonly #elsewhere = new Map<BuzzId, BuzzRecord>();
  /** Buzzes whose `handing-over` is on its way to the disk, and the relay. */
  readonly #beginning = new Map<BuzzId, string>();
  /** Buzzes that were handed out once since their `handing-over` was written: no other request about them can have left. */
  readonly #first = new Set<BuzzId>();

  constructor(deps: HandOversDeps) {
    this.#deps = deps;
  }

  /** The reason for which nothing may leave for a buzz from here; null: it may. */
  hindrance(record: BuzzRecord): Problem | null {
    const relay =
      this.#beginning.get(record.confirmed.id) ?? (isElsewhere(record) ? record.handOver?.relay : undefined);
    return relay === undefined ? null : problem('climbs-elsewhere', { relay });
  }

  /** The ladders that are a relay's, or may be. */
  all(): readonly Elsewhere[] {
    return [...this.#elsewhere.values()].flatMap(({ confirmed: { id, title }, handOver }) => {
      if (handOver?.state !== 'handing-over' && handOver?.state !== 'handed-over') return [];
      const { relay, state, next, released } = handOver;
      return [{ id, title, relay, state, next, released }];
    });
  }

  /** An entry was applied to a buzz, or it was read from the ledger. */
  look(record: BuzzRecord): void {
    const { id } = record.confirmed;
    const elsewhere = isElsewhere(record);
    if (elsewhere) this.#deps.ladders.drop(id);
    if (elsewhere && record.handOver?.state !== 'released') this.#elsewhere.set(id, record);
    else this.#elsewhere.delete(id);
  }

  /** Says that something is known anew of the relay: the boards of what it has tell it. */
  tell(): void {
    for (const id of this.#elsewhere.keys()) this.#deps.records.tell(id);
  }

  async begin(id: BuzzId, relay: string): Promise<Answer<readonly Entry[]>> {
    const { records, clock, ladders, inTurn } = this.#deps;
    const record = records.get(id);
    if (!record) return failed(problem('buzz-gone'));
    const release = records.hold(id);
    // Nothing of it is decided any more before it is asked for in turn, behind a rung that is about to be climbed.
    await ladders.suspend(id);
    const begun = await inTurn(async (): Promise<Answer<readonly Entry[]>> => {
      const known = record.handOver;
      if (known?.state === 'handing-over' || known?.state === 'handed-over') {
        this.#first.delete(id);
        const isSame = known.relay === relay;
        return isSame ? ok(this.#handed(id)) : failed(problem('climbs-elsewhere', { relay: known.relay }));
      }
      const reason = this.#notNow(record);
      if (reason) return failed(reason);
      this.#beginning.set(id, relay);
      const unstored = await records.announce(record, { kind: 'handing-over', at: clock.now(), relay });
      this.#beginning.delete(id);
      if (unstored) return failed(unstored);
      this.#first.add(id);
      return ok(this.#handed(id));
    });
    // Costs nothing where it climbs elsewhere by now.
    ladders.arm(record);
    release();
    return begun;
  }

  done(id: BuzzId): Promise<Answer<Board>> {
    return this.#change(id, async (record) => {
      if (record.handOver?.state === 'handed-over') return null;
      if (record.handOver?.state !== 'handing-over') return problem('hand-over-ended');
      const { relay } = record.handOver;
      const next = this.#handed(id).length;
      await this.#deps.records.report(record, { kind: 'handed-over', at: this.#deps.clock.now(), relay, next });
      return null;
    });
  }

  refused(id: BuzzId, reason: Problem): Promise<Answer<Board>> {
    return this.#change(id, async (record) => {
      if (record.handOver?.state !== 'handing-over' || !this.#first.has(id)) return problem('hand-over-unsure');
      this.#first.delete(id);
      await this.#deps.records.report(record, {
        kind: 'hand-over-refused',
        at: this.#deps.clock.now(),
        problem: reason,
      });
      await this.#goOn(record);
      return null;
    });
  }

  takeOver(id: BuzzId, from: number, entries: readonly unknown[]): Promise<Answer<Board>> {
    return this.#change(id, async (record) => {
      const { handOver } = record;
      if (handOver?.state !== 'handed-over') return problem('hand-over-unsure');
      // A page that was asked for too early leaves a gap; one that comes twice is known already.
      if (from > handOver.next) return problem('hand-over-unsure');
      const news = entries.slice(handOver.next - from);
      if (news.length === 0) return null;
      const read = news.flatMap((entry) => Entry.safeParse(entry).data ?? []);
      const told = read.filter(
        (entry): entry is LaterEntry => entry.kind !== 'confirmed' && !handOverKinds.has(entry.kind),
      );
      const released = read.some(({ kind }) => kind === 'released');
      const taken = { kind: 'relay-entries', at: this.#deps.clock.now(), from: handOver.next } as const;
      await this.#deps.records.report(record, { ...taken, count: news.length, released }, ...told);
      this.#tellNews(record, told);
      return null;
    });
  }

  takenBack(id: BuzzId, hadIt: boolean): Promise<Answer<Board>> {
    return this.#change(id, async (record) => {
      const { handOver } = record;
      if (handOver?.state === 'taken-back') return null;
      const isThere = handOver?.state === 'handing-over' || handOver?.state === 'handed-over';
      const isGivenBack = isThere && (!hadIt || handOver.released);
      if (!isGivenBack) return problem('hand-over-unsure');
      const entry = { kind: 'taken-back', at: this.#deps.clock.now() } as const;
      const unstored = await this.#deps.records.announce(record, entry);
      if (!unstored) await this.#goOn(record);
      return unstored;
    });
  }

  /** A change of one buzz, in turn with all others. */
  #change(id: BuzzId, change: (record: BuzzRecord) => Promise<Problem | null>): Promise<Answer<Board>> {
    const { records, inTurn } = this.#deps;
    return inTurn(async () => {
      const record = records.get(id);
      if (!record) return failed(problem('buzz-gone'));
      const release = records.hold(id);
      const refusal = await change(record);
      release();
      return refusal ? failed(refusal) : records.board(id);
    });
  }

  /** Goes on here as after a start. */
  async #goOn(record: BuzzRecord): Promise<void> {
    await this.#deps.steps.resume(record);
    this.#deps.ladders.arm(record);
    this.#deps.onBack(record);
  }

  /** All that is handed over: every entry up to the one that says so. */
  #handed(id: BuzzId): readonly Entry[] {
    return handedEntries(this.#deps.ledger.read(id));
  }

  /** The reason for which a ladder cannot be handed over now; null: it can. */
  #notNow(record: BuzzRecord): Problem | null {
    const { ladder, confirmed, handOver } = record;
    if (handOver?.state === 'taken-back') return problem('hand-over-released');
    if (!ladder || ladder.ended || handOver?.state === 'released') return problem('hand-over-ended');
    if (this.#deps.steps.has(confirmed.id) || hasOpenWork(record)) return problem('hand-over-running');
    if (isPast(record, this.#deps.clock.now())) return problem('hand-over-late');
    const size = new TextEncoder().encode(JSON.stringify(this.#deps.ledger.read(confirmed.id))).length;
    return size > longestHandOver ? problem('hand-over-large') : null;
  }

  /**
   * Tells of a ladder in the relay what would be told of one here. What it took over is on disk by now, and taken over once: so is
   * its news told. A question that was answered meanwhile is asked no more.
   */
  #tellNews(record: BuzzRecord, entries: readonly LaterEntry[]): void {
    const { id, title } = record.confirmed;
    const ends = (state: 'held' | 'missed') =>
      entries.flatMap((entry) => (entry.kind === 'rung' && entry.state === state ? [entry.rung] : []));
    const outside = entries.flatMap((entry): LadderNews[] =>
      entry.kind === 'ladder-ended' && entry.problem
        ? [{ kind: 'ended-outside', id, title, problem: entry.problem }]
        : [],
    );
    const held = ends('held').length > 0 ? heldNews(record) : [];
    const left = entries.some(({ kind }) => kind === 'ladder-ended') ? leftNews(record) : [];
    for (const news of [...missedNews(record, ends('missed')), ...held, ...outside, ...left]) this.#deps.onNews(news);
  }
}
