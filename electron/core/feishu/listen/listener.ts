import { type Problem, problem } from '../../../contract/advice/problem';
import type { Listening, ListeningState } from '../../../contract/ipc/listening';
import type { WorkspaceId } from '../../../contract/model/ids';
import type { Result } from '../failure';
import { askEndpoint, type EndpointDeps } from './ask-endpoint';
import { type ConnectionEnd, holdConnection } from './connection';
import { ghostMs, ListenerCount } from './count-listeners';
import type { EventOwner } from './events/read-event';
import { type Dropped, type ReceiveDeps, Receiver } from './receive';
import { reconnectWaitMs } from './reconnect-wait';
import type { OpenSocket } from './socket';
import { usualConfig } from './wire/client-config';

export interface ListenerDeps extends EndpointDeps, ReceiveDeps {
  workspaceId: WorkspaceId;
  openSocket: OpenSocket;
  /** Random number, 0 ≤ x < 1. */
  random: () => number;
  /** Asks Feishu how many connections the app has. */
  countListeners: () => Promise<Result<number>>;
  owner: () => EventOwner;
  /** False while the system says that there is no network. */
  isOnline: () => boolean;
  /** A text that changes with the network: its addresses. */
  networkMark: () => string;
  onChanged: (listening: Listening) => void;
  /** Called when a connection has ended. */
  onEnded: () => void;
}

/** What is known of earlier runs (ms since the epoch). */
export interface Earlier {
  endedAt: number | null;
  lastEventAt: number | null;
}

/** Time after opening at which others are counted, and from one count to the next; least time to one that is asked for (ms). */
const countAfterMs = 5_000;
const recountMs = 30 * 60_000;
const recountAskedMs = 5 * 60_000;
/** Least time between two looks at a line that others hold (ms). */
const refusedAgainMs = 10 * 60_000;
/** Life of a connection that makes it a good one (ms); shorter ones count as failures. */
const goodMs = 20_000;
/** Time between two looks at the network while listening (ms). */
const lookMs = 15_000;
/** Least time between two tellings of events alone (ms): there may be a thousand a second. */
const tellMs = 1_000;
/** Refusals of doubtful credentials in a row that are enough (feishu-api 6.2). */
const doubts = 3;
/** Time after the end of a good connection within which the next one is open as a rule (ms): until then nothing is given up. */
const betweenMs = 15_000;
/** Least wait after a handshake that was refused with a code of Feishu's, too many connections among them (ms). */
const refusedHandshakeMs = 60_000;

/** How one attempt ended: a wait of so long at least before the next one, or none before something changes. */
type Next =
  | { kind: 'again'; leastMs: number; problem: Problem | null }
  | { kind: 'refused'; problem: Problem; lookAgainMs: number | null };

const again = (reason: Problem | null = null, leastMs = 0): Next => ({ kind: 'again', leastMs, problem: reason });

/**
 * Listens to the events of one workspace, for as long as it is not stopped. It looks after its connection by itself: no
 * word of the server ends it for good but a refusal of the credentials. Its state is what is known, not what is hoped.
 */
export class Listener {
  readonly #deps: ListenerDeps;
  readonly #receiver: Receiver;
  readonly #count: ListenerCount;
  readonly #stopped = new AbortController();
  /** Ends the wait or the connection of the moment, and leads to the next attempt. */
  #moment = new AbortController();
  #share: boolean;
  #listening: Listening;
  #toldAt = 0;
  #connected = false;
  /** Number of others could not be had for this connection, or when it was last asked for. */
  #uncounted = false;
  #countedAt = 0;
  #seenEvent = false;
  /** Type of an event that should have come and did not; null: none is known of. */
  #missed: string | null = null;
  /** Time since which this has been the one connection of the app, and everything came here; null: it is not known to be. */
  #aloneSince: number | null = null;
  /** Time until which a connection that has just ended still counts, as the next one is about to open. */
  #relyUntil = 0;
  /** Has been connected since it was started: others that come later share the line, and close it no more. */
  #entered = false;
  #lookedAgain = false;
  #failures = 0;
  #doubtful = 0;
  #config = usualConfig;
  #badFrames = 0;
  /** The network as it was when the attempt of the moment began. */
  #networkBefore = '';

  /** @param share connect although others listen, too */
  constructor(deps: ListenerDeps, share: boolean, earlier: Earlier) {
    this.#deps = deps;
    this.#share = share;
    this.#receiver = new Receiver(deps, deps.workspaceId, deps.owner);
    this.#count = new ListenerCount(deps.clock, deps.countListeners, earlier.endedAt);
    const { lastEventAt } = earlier;
    this.#listening = { state: 'connecting', others: null, since: deps.clock.now(), lastEventAt, problem: null };
  }

  get listening(): Listening {
    return this.#listening;
  }

  /** Numbers of what came and was not taken. */
  get dropped(): Readonly<Dropped> & { badFrames: number } {
    return { ...this.#receiver.dropped, badFrames: this.#badFrames };
  }

  /** Listens until it is stopped. Resolves when the last connection is closed. */
  async run(): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      this.#moment = new AbortController();
      this.#networkBefore = this.#network();
      const watch = new AbortController();
      void this.#watchNetwork(watch.signal);
      const next = await this.#attempt();
      if (!this.#stopped.signal.aborted) {
        const isRefused = next.kind === 'refused';
        this.#set(isRefused ? 'refused' : 'connecting', next.problem);
        // Refused, it waits for a person: without a timer.
        if (isRefused) watch.abort();
        const wait = () => reconnectWaitMs(this.#config, this.#failures, this.#deps.random());
        await this.#pause(isRefused ? next.lookAgainMs : Math.max(next.leastMs, wait()));
      }
      watch.abort();
    }
  }

  /** Ends listening, at once. */
  stop(): void {
    this.#stopped.abort();
    this.#moment.abort();
  }

  /**
   * Opens a new connection in place of the one there is, or tries at once: the computer woke up, its network is another, or a
   * person wants it (`byHand`). By itself it looks again after ten minutes at the earliest where others hold the line, and not
   * at all where the credentials were refused.
   */
  renew(byHand = false): void {
    const { state, since, others } = this.#listening;
    const soon = this.#deps.clock.now() - (since ?? 0) < refusedAgainMs;
    if (!byHand && state === 'refused' && (!others || soon)) return;
    this.#doubtful = 0;
    this.#failures = 0;
    this.#moment.abort();
  }

  /** Looks at the network at once: where it is another, or gone, so is the connection. */
  look(): void {
    if (this.#network() !== this.#networkBefore) this.renew();
  }

  /** Connects although others listen. */
  share(): void {
    this.#share = true;
    if (this.#listening.state === 'refused' && this.#listening.others) this.#moment.abort();
  }

  /**
   * Time since which every event of the app has come here (ms since the epoch); null: some may have gone elsewhere, so asking
   * goes on as without a listener. Counts the others again, if that is long ago.
   */
  reliedSince(): number | null {
    this.recount();
    const now = this.#deps.clock.now();
    const { state } = this.#listening;
    if (state === 'verified') return this.#aloneSince;
    return state === 'connecting' && now < this.#relyUntil ? this.#aloneSince : null;
  }

  /** Counts the others again, if that is some minutes ago: a person or a buzz relies on what is known of them. */
  recount(): void {
    const age = Math.abs(this.#deps.clock.now() - this.#countedAt);
    if (this.#connected && this.#countedAt > 0 && age >= recountAskedMs) void this.#countNow();
  }

  /** Notes that an event of this type should have come and did not: nothing is verified before one of that type comes. */
  missed(type: string): void {
    if (this.#stopped.signal.aborted) return;
    this.#missed = type;
    this.#show();
  }

  async #attempt(): Promise<Next> {
    const { signal } = this.#moment;
    if (!this.#deps.isOnline()) return again(problem('offline'), lookMs);
    if (!this.#entered && !this.#share) {
      const taken = await this.#isTaken();
      if (taken || signal.aborted) return taken ?? again();
    }
    const endpoint = await askEndpoint(this.#deps);
    if (signal.aborted) return again();
    if (endpoint.kind === 'ready') {
      this.#doubtful = 0;
      this.#config = endpoint.config;
      return this.#ended(await this.#hold(endpoint));
    }
    this.#doubtful = endpoint.kind === 'doubtful' ? this.#doubtful + 1 : 0;
    if (endpoint.kind === 'never' || this.#doubtful >= doubts)
      return { kind: 'refused', problem: endpoint.problem, lookAgainMs: null };
    this.#failures += 1;
    return again(endpoint.problem, endpoint.kind === 'later' ? endpoint.leastMs : 0);
  }

  /** Others that listen already; null: there are none, or it cannot be known. */
  async #isTaken(): Promise<Next | null> {
    const counted = await this.#count.count(0);
    const others = counted === null ? 0 : counted.others - counted.maybeOurs;
    if (others <= 0) return null;
    this.#listening = { ...this.#listening, others };
    const reason = problem('listen-others', { count: String(others) });
    // An earlier run of this program, perhaps, which was cut off: it is looked at once more when that must be over.
    const lookAgainMs = this.#lookedAgain ? null : ghostMs;
    this.#lookedAgain = true;
    return { kind: 'refused', problem: reason, lookAgainMs };
  }

  #hold(endpoint: Parameters<typeof holdConnection>[1]): Promise<ConnectionEnd> {
    const { openSocket, clock } = this.#deps;
    const take = async (body: Uint8Array) => {
      const taken = await this.#receiver.take(body);
      if (taken.own) this.#sawEvent(taken.type);
      return taken;
    };
    return holdConnection(
      {
        openSocket,
        clock,
        take,
        onOpened: () => this.#opened(),
        onConfig: (config) => {
          this.#config = config;
        },
        onBadFrame: () => {
          this.#badFrames += 1;
        },
      },
      endpoint,
      this.#moment.signal,
    );
  }

  #opened(): void {
    this.#connected = true;
    this.#entered = true;
    this.#uncounted = false;
    this.#countedAt = 0;
    this.#aloneSince = this.#deps.clock.now();
    this.#show();
    this.#countAfter(countAfterMs);
  }

  #ended({ kind, openMs, authError, problem: reason }: ConnectionEnd): Next {
    this.#connected = false;
    if (this.#listening.state === 'verified') this.#relyBetween();
    if (openMs !== null) {
      this.#count.noteEnd();
      this.#deps.onEnded();
    }
    const isGood = kind === 'left' || kind === 'renewed' || (openMs ?? 0) >= goodMs;
    this.#failures = isGood ? 0 : this.#failures + 1;
    // After its time: the next one is opened at once.
    this.#moment.abort();
    if (isGood && kind !== 'lost' && kind !== 'silent') return again(reason);
    this.#moment = new AbortController();
    return again(reason, authError === null ? 0 : refusedHandshakeMs);
  }

  /** A connection that ends is replaced within seconds as a rule. If it is not, that has to be told again. */
  #relyBetween(): void {
    const { clock, onChanged } = this.#deps;
    this.#relyUntil = clock.now() + betweenMs;
    const tell = () => {
      if (!this.#connected) onChanged(this.#listening);
    };
    void clock.sleep(betweenMs, this.#stopped.signal).then(tell, () => undefined);
  }

  #sawEvent(type: string | null): void {
    if (this.#stopped.signal.aborted) return;
    this.#seenEvent = true;
    if (type === this.#missed) this.#missed = null;
    this.#listening = { ...this.#listening, lastEventAt: this.#deps.clock.now() };
    this.#show();
  }

  #countAfter(ms: number): void {
    const { signal } = this.#moment;
    const { clock } = this.#deps;
    const before = this.#countedAt;
    const count = () => {
      // One that was asked for meanwhile has a timer of its own.
      if (this.#countedAt === before) void this.#countNow();
    };
    void clock.sleep(ms, signal).then(count, () => undefined);
  }

  /** Counts the others, and again once none of them can be an old connection of ours. */
  async #countNow(): Promise<void> {
    const { signal } = this.#moment;
    const countedAt = this.#deps.clock.now();
    this.#countedAt = countedAt;
    const counted = await this.#count.count(1);
    if (signal.aborted || !this.#connected) return;
    this.#uncounted = counted === null;
    const unclear = counted !== null && counted.maybeOurs > 0;
    const others = unclear ? null : (counted?.others ?? null);
    if (others !== 0) this.#aloneSince = null;
    else this.#aloneSince ??= countedAt;
    this.#listening = { ...this.#listening, others };
    this.#show();
    this.#countAfter(unclear ? ghostMs : recountMs);
  }

  /** Shows what is known of the connection of the moment. */
  #show(): void {
    if (!this.#connected) return;
    const { others } = this.#listening;
    const { host } = new URL(this.#deps.baseUrl);
    if (others !== null && others > 0) this.#set('shared', problem('listen-shared', { count: String(others) }));
    else if (this.#missed !== null) this.#set('connected', problem('listen-missed', { event: this.#missed }));
    else if (others === 0 && this.#seenEvent) this.#set('verified', null);
    else this.#set('connected', this.#uncounted ? problem('listen-uncounted', { host }) : null);
  }

  #set(state: ListeningState, reason: Problem | null): void {
    const now = this.#deps.clock.now();
    const before = this.#listening;
    const isOther = before.state !== state || before.problem?.advice !== reason?.advice;
    this.#listening = {
      ...before,
      state,
      since: before.state === state ? before.since : now,
      others: state === 'connecting' ? null : before.others,
      problem: reason,
    };
    if (!isOther && Math.abs(now - this.#toldAt) < tellMs) return;
    this.#toldAt = now;
    this.#deps.onChanged(this.#listening);
  }

  /** Waits so long (null: without end), or until the moment is over. */
  async #pause(ms: number | null): Promise<void> {
    const { signal } = this.#moment;
    if (signal.aborted) return;
    if (ms !== null) await this.#deps.clock.sleep(ms, signal).catch(() => undefined);
    else await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  }

  /** Opens a new connection as soon as the network is another: a line of the old one stays silent for minutes. */
  async #watchNetwork(signal: AbortSignal): Promise<void> {
    const { clock } = this.#deps;
    for (;;) {
      try {
        await clock.sleep(lookMs, signal);
      } catch {
        return;
      }
      this.look();
    }
  }

  #network(): string {
    const { networkMark, isOnline } = this.#deps;
    return isOnline() ? networkMark() : 'offline';
  }
}
