import type { WorkspaceId } from '../../../contract/model/ids';
import type { Clock } from '../../ports/clock';
import { type EventOwner, readEvent } from './events/read-event';
import type { HeardStore, KeptHeard } from './heard-store';

export interface ReceiveDeps {
  store: HeardStore;
  clock: Clock;
  /** Hears what is on the disk and was not known before. */
  onHeard: (workspaceId: WorkspaceId, kept: readonly KeptHeard[]) => void;
  /** Called with the reason when an event could not be stored. */
  report: (reason: unknown) => void;
}

/** Numbers of events that were not taken: not this app's, too old to come again, no event, or not stored. */
export interface Dropped {
  foreign: number;
  old: number;
  unreadable: number;
  unstored: number;
}

/** Most events that wait for the disk at once. Feishu sends the others again. */
const mostWaiting = 10_000;

const utf8 = new TextDecoder();

/** Takes the events of a workspace: on the disk first, then the answer, then what comes of it. */
export class Receiver {
  readonly dropped: Dropped = { foreign: 0, old: 0, unreadable: 0, unstored: 0 };
  readonly #deps: ReceiveDeps;
  readonly #workspaceId: WorkspaceId;
  readonly #owner: () => EventOwner;
  #waiting = 0;
  #fresh: KeptHeard[] = [];

  constructor(deps: ReceiveDeps, workspaceId: WorkspaceId, owner: () => EventOwner) {
    this.#deps = deps;
    this.#workspaceId = workspaceId;
    this.#owner = owner;
  }

  /**
   * Takes the body of an event. Resolves with the answer's code, 500 only if the event could not be stored, and with whether it
   * is this app's, which proves that events arrive here.
   */
  async take(body: Uint8Array): Promise<{ code: 200 | 500; own: boolean; type: string | null }> {
    const { clock, store, report } = this.#deps;
    const at = clock.now();
    const event = readEvent(utf8.decode(body), this.#owner(), at);
    if (event.kind === 'dropped') {
      this.dropped[event.why] += 1;
      return { code: 200, own: false, type: null };
    }
    const { hints, type } = event;
    if (hints.length === 0) return { code: 200, own: true, type };
    if (this.#waiting >= mostWaiting) {
      this.dropped.unstored += 1;
      return { code: 500, own: true, type };
    }
    this.#waiting += 1;
    try {
      this.#tell(await store.keep(this.#workspaceId, hints, at));
      return { code: 200, own: true, type };
    } catch (error) {
      this.dropped.unstored += 1;
      report(error);
      return { code: 500, own: true, type };
    } finally {
      this.#waiting -= 1;
    }
  }

  /** Tells what shared a commit at once. Later than the answers: the other side waits for those. */
  #tell(kept: readonly KeptHeard[]): void {
    if (kept.length === 0) return;
    this.#fresh.push(...kept);
    if (this.#fresh.length > kept.length) return;
    setImmediate(() => {
      const fresh = this.#fresh;
      this.#fresh = [];
      this.#deps.onHeard(this.#workspaceId, fresh);
    });
  }
}
