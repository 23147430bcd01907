import type { Draft } from '../../contract/model/draft';
import type { WorkspaceId } from '../../contract/model/ids';
import { isPaid } from '../../contract/rules/consent';
import type { Result } from '../feishu/failure';
import { type Clock, hourMs } from '../ports/clock';
import { isGranted, neededScopes } from './needed-scopes';

/** Time for which scopes that cover every channel are believed (ms): one is rarely taken away, and 99991672 tells. */
const wholeMs = 6 * hourMs;
/** Time for which a missing scope is believed without asking again (ms): an admin may be granting it right now. */
const lackingMs = 5_000;
/** Time for which a missing scope is believed while Feishu does not answer (ms). */
const unansweredMs = 5 * 60_000;
/** Wait after a question without an answer (ms). */
const restMs = 60_000;
/** Longest that a plan waits for the answer (ms): what is not known by then is offered. */
const patienceMs = 1_500;

export interface KnownScopesDeps {
  /** Asks Feishu, which takes no scope (feishu-api 1.4). */
  ask: (workspaceId: WorkspaceId) => Promise<Result<ReadonlySet<string>> | null>;
  /** The app of a workspace: another one has scopes of its own. */
  appOf: (workspaceId: WorkspaceId) => string;
  clock: Clock;
}

/** What is to be sent, as far as it takes scopes. `reminds`: its ladder has a step that reminds. */
export type ScopesWish = Pick<Draft, 'workspaceId' | 'channel' | 'pictures'> & { reminds: boolean };

/** A use that few need, and that the program does without where its scope is missing. */
type OptionalUse = 'reminders' | 'ticks';

interface Known {
  app: string;
  granted: ReadonlySet<string>;
  at: number;
}

const channelScopes = neededScopes.filter(({ use }) => use === 'buzz' || use === 'sms' || use === 'phone');
const pictureScopes = neededScopes.filter(({ use }) => use === 'pictures');
/** True when an app with these scopes may upload pictures. */
export const showsPictures = (granted: ReadonlySet<string>) =>
  pictureScopes.every((scope) => isGranted(scope, granted));
/** True when an app with these scopes has those of an optional use. */
const mayUse = (use: OptionalUse, granted: ReadonlySet<string>) =>
  neededScopes.every((scope) => scope.use !== use || isGranted(scope, granted));
/** True when an app with these scopes may set instant reminders. */
export const mayRemind = (granted: ReadonlySet<string>) => mayUse('reminders', granted);
const isWhole = (granted: ReadonlySet<string>) => channelScopes.every((scope) => isGranted(scope, granted));

/**
 * The scopes of each workspace's app, as a plan may rely on them: asked once in many hours while all channels have theirs,
 * and again and again while one is missing, so that a channel is offered as soon as its scope is granted.
 */
export class KnownScopes {
  readonly #deps: KnownScopesDeps;
  readonly #known = new Map<WorkspaceId, Known>();
  readonly #asking = new Map<WorkspaceId, Promise<void>>();
  /** Time of the last question that got no answer (ms since the epoch). */
  readonly #unanswered = new Map<WorkspaceId, number>();

  constructor(deps: KnownScopesDeps) {
    this.#deps = deps;
  }

  /** The scopes as known without asking; null: not known, or known too long ago. */
  of(workspaceId: WorkspaceId): ReadonlySet<string> | null {
    const known = this.#current(workspaceId);
    if (!known) return null;
    return this.#age(known.at) < (isWhole(known.granted) ? wholeMs : unansweredMs) ? known.granted : null;
  }

  /** Asks, if what is known is too old for this draft. Waits only where the answer may matter at once, and never for long. */
  async look({ workspaceId, channel, pictures, reminds }: ScopesWish): Promise<void> {
    const known = this.#current(workspaceId);
    const whole =
      known &&
      isWhole(known.granted) &&
      (pictures.length === 0 || showsPictures(known.granted)) &&
      (!reminds || mayRemind(known.granted));
    if (known && this.#age(known.at) < (whole ? wholeMs : lackingMs)) return;
    const failedAt = this.#unanswered.get(workspaceId);
    if (failedAt !== undefined && this.#age(failedAt) < restMs) return;
    const asking = this.#asking.get(workspaceId) ?? this.#ask(workspaceId);
    if (!known && !isPaid(channel) && !reminds) return;
    await Promise.race([asking, this.#deps.clock.sleep(patienceMs)]);
  }

  /** True when the app is known to have the scopes of an optional use; asks at most once an hour while it has not. */
  async allows(workspaceId: WorkspaceId, use: OptionalUse): Promise<boolean> {
    const known = this.#current(workspaceId);
    const has = known !== null && mayUse(use, known.granted);
    if (known && this.#age(known.at) < (has ? wholeMs : hourMs)) return has;
    const failedAt = this.#unanswered.get(workspaceId);
    if (failedAt !== undefined && this.#age(failedAt) < restMs) return has;
    await (this.#asking.get(workspaceId) ?? this.#ask(workspaceId));
    const now = this.#current(workspaceId);
    return now !== null && mayUse(use, now.granted);
  }

  /** Feishu refused a call because of a scope: what is known no longer holds. */
  doubt(workspaceId: WorkspaceId): void {
    const known = this.#known.get(workspaceId);
    if (known && isWhole(known.granted)) this.#known.delete(workspaceId);
  }

  #current(workspaceId: WorkspaceId): Known | null {
    const known = this.#known.get(workspaceId);
    return known && known.app === this.#deps.appOf(workspaceId) ? known : null;
  }

  #age(at: number): number {
    return Math.abs(this.#deps.clock.now() - at);
  }

  #ask(workspaceId: WorkspaceId): Promise<void> {
    const { ask, appOf, clock } = this.#deps;
    const app = appOf(workspaceId);
    const asking = ask(workspaceId)
      .catch(() => null)
      .then((answer) => {
        this.#asking.delete(workspaceId);
        if (answer?.ok) {
          this.#known.set(workspaceId, { app, granted: answer.value, at: clock.now() });
          this.#unanswered.delete(workspaceId);
        } else this.#unanswered.set(workspaceId, clock.now());
      });
    this.#asking.set(workspaceId, asking);
    return asking;
  }
}
