import { randomBytes } from 'node:crypto';
import type { Answer } from '../../contract/advice/problem';
import type { Board } from '../../contract/model/board';
import type { BuzzId, WorkspaceId } from '../../contract/model/ids';
import type { RelayEventName } from '../../contract/relay';

/** An event as it goes out. `id` is what `Last-Event-ID` of a later stream says. */
export interface FeedEvent {
  id: string;
  event: RelayEventName;
  data: string;
}

/** What one stream hears of. */
export interface FeedFilter {
  workspaces: ReadonlySet<WorkspaceId>;
  /** One board alone; null: all. */
  buzz: BuzzId | null;
  /** These alone, without their boards; null: all. */
  changes: ReadonlySet<BuzzId> | null;
  /** The id of the last event that was heard; null: none was. */
  after: string | null;
}

export interface FeedStream {
  /** Where the stream stands before its first event. */
  readonly id: string;
  /** The next event; null: the stream has ended. */
  next(): Promise<FeedEvent | null>;
  close(): void;
}

export interface BoardFeedDeps {
  board: (id: BuzzId) => Promise<Answer<Board>>;
  /** The newest buzzes of these workspaces, newest first. */
  newest: (workspaces: ReadonlySet<WorkspaceId>, count: number) => Promise<readonly BuzzId[]>;
  /** The boards that are being looked at: their receipts are asked for. */
  watch: (ids: readonly BuzzId[]) => void;
  /** The boards of these workspaces that have changed since this mark (`tell`), whoever told it; null: that cannot be said. */
  since?: (mark: string, workspaces: ReadonlySet<WorkspaceId>, most: number) => Promise<readonly BuzzId[] | null>;
}

/** Most boards whose last change is remembered. */
const remembered = 2_000;
/** Number of boards that follow a reset. */
const afterReset = 50;

/**
 * Tells streams which boards have changed, each in its newest state: a stream that is slow, or comes back, misses states in
 * between and never the last one. Numbers are good for one run of the relay; a stream of another one goes on by its mark where
 * there is such a thing, else it is reset.
 */
export class BoardFeed {
  readonly #deps: BoardFeedDeps;
  readonly #run = randomBytes(4).toString('hex');
  /** The number of each board's last change, in that order. */
  readonly #changes = new Map<BuzzId, { seq: number; workspaceId: WorkspaceId }>();
  /** Every change before it has been told. Empty: there is no such thing. */
  #mark = '';
  readonly #streams = new Set<Stream>();
  #seq = 0;
  /** The newest change that is not remembered any more. */
  #forgotten = 0;

  constructor(deps: BoardFeedDeps) {
    this.#deps = deps;
  }

  get streams(): number {
    return this.#streams.size;
  }

  /** A board has changed. `mark`: every change before it has been told, by which any relay process can go on. */
  tell({ id, workspaceId }: Pick<Board, 'id' | 'workspaceId'>, mark = ''): void {
    this.#seq += 1;
    this.#mark = mark;
    this.#changes.delete(id);
    this.#changes.set(id, { seq: this.#seq, workspaceId });
    for (const [old, { seq }] of this.#changes) {
      if (this.#changes.size <= remembered) break;
      this.#changes.delete(old);
      this.#forgotten = seq;
    }
    for (const stream of this.#streams) stream.changed(id, workspaceId, this.#place());
  }

  open(filter: FeedFilter): FeedStream {
    const after = filter.after === null ? null : this.#numberOf(filter.after);
    const isKnown = filter.after === null || (after !== null && after >= this.#forgotten);
    const mark = isKnown || !this.#deps.since ? '' : (filter.after?.split('-')[2] ?? '');
    const goesOn = /^\d{1,20}$/.test(mark);
    const reset = !isKnown && !goesOn;
    const stream = new Stream({
      filter,
      reset,
      board: this.#deps.board,
      onClose: () => {
        this.#streams.delete(stream);
        this.#watch();
      },
      place: this.#place(),
    });
    this.#streams.add(stream);
    if (filter.buzz !== null) stream.pend(filter.buzz, this.#place());
    else if (goesOn || reset) {
      stream.hold();
      void (goesOn ? this.#goOn(stream, mark) : this.#begin(stream)).catch(() => stream.close());
    } else if (after !== null) {
      const known = [...this.#changes].filter(([, { seq }]) => seq > after);
      for (const [id, { seq, workspaceId }] of known) stream.changed(id, workspaceId, this.#place(seq));
    }
    this.#watch();
    return stream;
  }

  close(): void {
    for (const stream of [...this.#streams]) stream.close();
  }

  /** What changed since a stream was at another process; what is told meanwhile comes besides. */
  async #goOn(stream: Stream, mark: string): Promise<void> {
    const { workspaces, changes } = stream.filter;
    const place = this.#place();
    const found = (await this.#deps.since?.(mark, workspaces, remembered)) ?? null;
    if (found === null) {
      stream.reset();
      return this.#begin(stream);
    }
    stream.lead(
      found.filter((id) => changes === null || changes.has(id)),
      place,
    );
  }

  /** The newest boards, for a stream that was reset. */
  async #begin(stream: Stream): Promise<void> {
    const { workspaces, changes } = stream.filter;
    const place = this.#place();
    const ids = changes === null ? await this.#deps.newest(workspaces, afterReset) : [];
    stream.lead(ids.toReversed(), place);
  }

  /** What the id of an event says: this process's number of the change, and the mark by which others go on. */
  #place(seq = this.#seq): string {
    return `${this.#run}-${seq}${this.#mark === '' ? '' : `-${this.#mark}`}`;
  }

  #watch(): void {
    const ids = new Set([...this.#streams].flatMap(({ filter }) => filter.buzz ?? []));
    this.#deps.watch([...ids]);
  }

  #numberOf(id: string): number | null {
    const [run, number = ''] = id.split('-');
    const seq = run === this.#run && /^\d{1,15}$/.test(number) ? Number(number) : Number.NaN;
    return seq <= this.#seq ? seq : null;
  }
}

interface StreamDeps {
  filter: FeedFilter;
  reset: boolean;
  board: BoardFeedDeps['board'];
  onClose: () => void;
  place: string;
}

class Stream implements FeedStream {
  readonly id: string;
  readonly #deps: StreamDeps;
  readonly #pending = new Map<BuzzId, string>();
  #reset: boolean;
  #held = false;
  #closed = false;
  #wake: () => void = () => undefined;

  constructor(deps: StreamDeps) {
    this.#deps = deps;
    this.#reset = deps.reset;
    // A stream that goes on keeps its own place until it has caught up.
    this.id = deps.filter.after !== null && !deps.reset ? deps.filter.after : deps.place;
  }

  get filter(): FeedFilter {
    return this.#deps.filter;
  }

  changed(id: BuzzId, workspaceId: WorkspaceId, place: string): void {
    const { buzz, changes, workspaces } = this.filter;
    const isMeant = (buzz === null || buzz === id) && (changes === null || changes.has(id));
    if (workspaces.has(workspaceId) && isMeant) this.pend(id, place);
  }

  pend(id: BuzzId, place: string): void {
    this.#pending.delete(id);
    this.#pending.set(id, place);
    this.#wake();
  }

  /** Says before anything else that what was heard before is not gone on with. */
  reset(): void {
    this.#reset = true;
    this.#wake();
  }

  /** Keeps what changes until `lead`: a stream that breaks in between would go on after what it has not heard. */
  hold(): void {
    this.#held = true;
  }

  /** Tells of these boards before all that has changed meanwhile. */
  lead(ids: readonly BuzzId[], place: string): void {
    const meanwhile = [...this.#pending];
    this.#pending.clear();
    for (const id of ids) this.#pending.set(id, place);
    this.#held = false;
    for (const [id, later] of meanwhile) this.pend(id, later);
    this.#wake();
  }

  async next(): Promise<FeedEvent | null> {
    for (;;) {
      if (this.#closed) return null;
      if (this.#reset) {
        this.#reset = false;
        return { id: this.id, event: 'reset', data: '{}' };
      }
      const [first] = this.#held ? [] : this.#pending;
      if (!first) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        continue;
      }
      const [id, place] = first;
      this.#pending.delete(id);
      if (this.filter.changes) return { id: place, event: 'changed', data: JSON.stringify({ id }) };
      const board = await this.#deps.board(id);
      // It was deleted meanwhile.
      if (board.ok) return { id: place, event: 'board', data: JSON.stringify(board.value) };
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#wake();
    this.#deps.onClose();
  }
}
