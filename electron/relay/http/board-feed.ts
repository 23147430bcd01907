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
}

/** Most boards whose last change is remembered. */
const remembered = 2_000;
/** Number of boards that follow a reset. */
const afterReset = 50;

/**
 * Tells streams which boards have changed, each in its newest state: a stream that is slow, or comes back, misses states in
 * between and never the last one. Numbers are good for one run of the relay; a stream from an earlier one is reset.
 */
export class BoardFeed {
  readonly #deps: BoardFeedDeps;
  readonly #run = randomBytes(4).toString('hex');
  /** The number of each board's last change, in that order. */
  readonly #changes = new Map<BuzzId, { seq: number; workspaceId: WorkspaceId }>();
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

  /** A board has changed. */
  tell({ id, workspaceId }: Pick<Board, 'id' | 'workspaceId'>): void {
    this.#seq += 1;
    this.#changes.delete(id);
    this.#changes.set(id, { seq: this.#seq, workspaceId });
    for (const [old, { seq }] of this.#changes) {
      if (this.#changes.size <= remembered) break;
      this.#changes.delete(old);
      this.#forgotten = seq;
    }
    for (const stream of this.#streams) stream.changed(id, workspaceId, this.#seq);
  }

  open(filter: FeedFilter): FeedStream {
    const after = filter.after === null ? null : this.#numberOf(filter.after);
    const reset = filter.after !== null && (after === null || after < this.#forgotten);
    const stream = new Stream({
      filter,
      reset,
      idOf: (seq) => `${this.#run}-${seq}`,
      board: this.#deps.board,
      onClose: () => {
        this.#streams.delete(stream);
        this.#watch();
      },
      seq: this.#seq,
    });
    this.#streams.add(stream);
    if (filter.buzz !== null) stream.pend(filter.buzz, this.#seq);
    else if (reset && filter.changes === null) {
      void this.#deps.newest(filter.workspaces, afterReset).then(
        (ids) => {
          for (const id of ids.toReversed()) stream.pend(id, this.#seq);
        },
        () => stream.close(),
      );
    } else if (after !== null && !reset) {
      for (const [id, { seq, workspaceId }] of this.#changes) if (seq > after) stream.changed(id, workspaceId, seq);
    }
    this.#watch();
    return stream;
  }

  close(): void {
    for (const stream of [...this.#streams]) stream.close();
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
  idOf: (seq: number) => string;
  board: BoardFeedDeps['board'];
  onClose: () => void;
  seq: number;
}

class Stream implements FeedStream {
  readonly id: string;
  readonly #deps: StreamDeps;
  readonly #pending = new Map<BuzzId, number>();
  #reset: boolean;
  #closed = false;
  #wake: () => void = () => undefined;

  constructor(deps: StreamDeps) {
    this.#deps = deps;
    this.#reset = deps.reset;
    // A stream that goes on keeps its own place until it has caught up.
    this.id = deps.filter.after !== null && !deps.reset ? deps.filter.after : deps.idOf(deps.seq);
  }

  get filter(): FeedFilter {
    return this.#deps.filter;
  }

  changed(id: BuzzId, workspaceId: WorkspaceId, seq: number): void {
    const { buzz, changes, workspaces } = this.filter;
    const isMeant = (buzz === null || buzz === id) && (changes === null || changes.has(id));
    if (workspaces.has(workspaceId) && isMeant) this.pend(id, seq);
  }

  pend(id: BuzzId, seq: number): void {
    this.#pending.delete(id);
    this.#pending.set(id, seq);
    this.#wake();
  }

  async next(): Promise<FeedEvent | null> {
    for (;;) {
      if (this.#closed) return null;
      if (this.#reset) {
        this.#reset = false;
        return { id: this.id, event: 'reset', data: '{}' };
      }
      const [first] = this.#pending;
      if (!first) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        continue;
      }
      const [id, seq] = first;
      this.#pending.delete(id);
      if (this.filter.changes) return { id: this.#deps.idOf(seq), event: 'changed', data: JSON.stringify({ id }) };
      const board = await this.#deps.board(id);
      // It was deleted meanwhile.
      if (board.ok) return { id: this.#deps.idOf(seq), event: 'board', data: JSON.stringify(board.value) };
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#wake();
    this.#deps.onClose();
  }
}
