import type { WorkspaceId } from '../../../contract/model/ids';
import type { Clock } from '../../ports/clock';
import { Breaker } from './breaker';

/** The breaker of each host, made when first needed: workspaces of one Feishu are out of reach together. */
export class Breakers {
  readonly #clock: Clock;
  readonly #hostOf: (id: WorkspaceId) => string;
  readonly #known = new Map<string, Breaker>();

  constructor(clock: Clock, hostOf: (id: WorkspaceId) => string) {
    this.#clock = clock;
    this.#hostOf = hostOf;
  }

  of(id: WorkspaceId): Breaker {
    const host = this.#hostOf(id);
    const breaker = this.#known.get(host) ?? new Breaker(this.#clock);
    this.#known.set(host, breaker);
    return breaker;
  }
}
