import type { WorkspaceId } from '../../contract/ids';
import type { Clock } from '../clock';
import { Breaker } from './breaker';

/** The breaker of each workspace, made when first needed. */
export class Breakers {
  readonly #clock: Clock;
  readonly #known = new Map<WorkspaceId, Breaker>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  of(id: WorkspaceId): Breaker {
    const breaker = this.#known.get(id) ?? new Breaker(this.#clock);
    this.#known.set(id, breaker);
    return breaker;
  }
}
