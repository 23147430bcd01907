import { setTimeout as pause } from 'node:timers/promises';
import type { WorkspaceId } from '../../../electron/contract/model/ids';
import type { Tx } from '../../../electron/relay/postgres/database';
import { afterFailureMs, type Claim, type Shifts, type Work } from '../../../electron/relay/shifts/shifts';

/** Shifts in memory, for one process that plays several. */
export class MemoryShifts implements Shifts {
  readonly #due = new Map<WorkspaceId, number>();
  readonly #active = new Map<WorkspaceId, { claim: Claim; lose: () => void }>();
  readonly #now: () => number;
  readonly #tx: Tx;
  #numbers = 0;

  /** @param tx what the ends of shifts are decided in */
  constructor(now: () => number, tx: Tx = { query: async () => [] }) {
    this.#now = now;
    this.#tx = tx;
  }

  async wake(_: unknown, id: WorkspaceId, at: number): Promise<void> {
    this.#due.set(id, Math.min(at, this.#due.get(id) ?? Number.POSITIVE_INFINITY));
  }

  async holds(_: unknown, { workspaceId, token }: Claim): Promise<boolean> {
    const active = this.#active.get(workspaceId)?.claim.token;
    return active?.id === token.id && active.attempt === token.attempt;
  }

  async withoutShift(ids: readonly WorkspaceId[]): Promise<readonly WorkspaceId[]> {
    return ids.filter((id) => !this.#due.has(id) && !this.#active.has(id));
  }

  /** Takes a claim away, as a lease does that is over. */
  takeAway({ workspaceId }: Claim): void {
    this.#active.get(workspaceId)?.lose();
    this.#active.delete(workspaceId);
    this.#due.set(workspaceId, 0);
  }

  serve(work: Work, most: number): { readonly held: number; close(): Promise<void> } {
    const running = new Set<Promise<void>>();
    const closing = new AbortController();
    const look = async (): Promise<void> => {
      while (!closing.signal.aborted) {
        for (const [id, at] of this.#due) {
          if (at > this.#now() || this.#active.has(id) || running.size >= most) continue;
          const run = this.#run(id, work, closing.signal).finally(() => running.delete(run));
          running.add(run);
        }
        await pause(5);
      }
    };
    const looking = look();
    return {
      get held() {
        return running.size;
      },
      close: async () => {
        closing.abort();
        await looking;
        await Promise.all(running);
      },
    };
  }

  async close(): Promise<void> {}

  async #run(workspaceId: WorkspaceId, work: Work, ripe: AbortSignal): Promise<void> {
    this.#due.delete(workspaceId);
    const lost = new AbortController();
    const lose = () => lost.abort();
    this.#numbers += 1;
    const token = { id: String(this.#numbers), attempt: 0 };
    const claim: Claim = { workspaceId, token, lost: lost.signal, ripe, giveUp: () => this.takeAway(claim) };
    this.#active.set(workspaceId, { claim, lose });
    const end = await work(claim).catch(() => async () => this.#now() + afterFailureMs);
    if (!(await this.holds(null, claim))) return;
    const at = await end(this.#tx);
    this.#active.delete(workspaceId);
    if (at !== null) await this.wake(null, workspaceId, at);
  }
}
