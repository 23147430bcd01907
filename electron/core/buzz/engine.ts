import type { ActivityRow, Board } from '../../contract/board';
import { type Channel, isPaid } from '../../contract/channel';
import type { Draft } from '../../contract/draft';
import type { Group } from '../../contract/group';
import { BuzzId, PlanId, type WorkspaceId } from '../../contract/ids';
import type { Ladder } from '../../contract/ladder';
import type { Plan } from '../../contract/plan';
import { type Answer, failed, ok, problem } from '../../contract/problem';
import type { Ceilings, Locale } from '../../contract/settings';
import type { Clock } from '../clock';
import type { Feishu } from '../feishu/feishu';
import { againOf } from './again-of';
import { askOnce } from './ask-once';
import { Breakers } from './breakers';
import { carryOut, type RunningStep } from './carry-out';
import { confirmedOf } from './confirmed-of';
import { diagnosticsOf } from './diagnostics-of';
import { knownSince } from './known-since';
import { type Asked, type LadderDeps, Ladders } from './ladder/ladders';
import type { LadderNews } from './ladder/news';
import { isPaidLadder } from './ladder/planned-ladder';
import type { WantedLadder } from './ladder/policy-of';
import type { Ledger, Page } from './ledger';
import { type BookedPlan, PlanBook } from './plan-book';
import { planOf } from './plan-of';
import { reachesNobody } from './reaches-nobody';
import { watchReceipts } from './receipts';
import type { BuzzRecord } from './record';
import { Records, type RecordsDeps } from './records';
import { repeatOf } from './repeat-of';
import type { ResolvedDraft } from './resolved-draft';
import { resumeBuzz } from './resume-buzz';
import type { Rooms } from './rooms';
import { sentBy } from './sent-by';
import { takeBack } from './take-back';
import { undoableSteps, undoUntil } from './undo';
import { reservedOf, usageOf, usageSince } from './usage';

export interface EngineDeps extends RecordsDeps {
  random: () => number;
  /** A fresh id: letters and digits, unguessable. */
  newId: () => string;
  /** Where a workspace's Feishu is. */
  hostOf: (id: WorkspaceId) => string;
  /** Feishu for a buzz whose messages it knows since then (ms; never, when there is none): practice forgets them. */
  feishuOf: (workspaceId: WorkspaceId, knownSince: number) => Answer<Feishu>;
  resolve: (draft: Draft) => Promise<ResolvedDraft>;
  rooms: Rooms;
  /** The policy a draft wants to climb by. */
  policyOf: (draft: Draft) => Promise<WantedLadder>;
  /** How long paid calls wait for a change of mind, ms. */
  undoMs: () => number;
  onLadder: (news: LadderNews) => void;
  ceilings: () => Ceilings;
  locale: () => Locale;
}

const dayMs = 24 * 3_600_000;

/** What the program exists for: drafts become plans, confirmed plans become buzzes, and every person gets an outcome. */
export class Engine {
  readonly #deps: EngineDeps;
  readonly #ledger: Ledger;
  readonly #clock: Clock;
  readonly #records: Records;
  readonly #plans = new PlanBook();
  readonly #running = new Map<BuzzId, RunningStep[]>();
  readonly #asking = new Map<BuzzId, Promise<Asked>>();
  readonly #ladders: Ladders;
  readonly #breakers: Breakers;
  /** Confirmations go one at a time, each seeing all that the one before it has started. */
  #turn: Promise<unknown> = Promise.resolve();
  #watched: { id: BuzzId; end: AbortController } | null = null;

  constructor(deps: EngineDeps) {
    this.#deps = deps;
    this.#ledger = deps.ledger;
    this.#clock = deps.clock;
    this.#breakers = new Breakers(deps.clock, deps.hostOf);
    this.#records = new Records(deps, ({ confirmed: { id, workspaceId } }) =>
      this.#running.has(id) ? this.#breakers.of(workspaceId).waiting : null,
    );
    this.#ladders = new Ladders({
      records: this.#records,
      clock: deps.clock,
      ask: (record) => this.#askAnew(record),
      limits: (workspaceId) => this.#limits(workspaceId),
      start: (record, step, channel) => {
        this.#start(record, step, channel);
        // Whoever looks wants to see these calls read as well, however long ago asking ended.
        if (this.isWatched(record.confirmed.id)) this.watch(record.confirmed.id);
      },
      inTurn: (work) => this.#inTurn(work),
      onNews: deps.onLadder,
    });
  }

  /** Plans a draft. Looks people and members up, sends nothing. */
  async plan(draft: Draft): Promise<Plan> {
    const [resolved, wanted] = await Promise.all([this.#deps.resolve(draft), this.#deps.policyOf(draft)]);
    return this.#book({ ...resolved, problem: resolved.problem ?? wanted.problem }, null, wanted.policy);
  }

  /** Plans another buzz of messages that are already there, for some of the people on a board (by key). */
  planAgain(id: BuzzId, channel: Channel, keys: readonly string[]): Answer<Plan> {
    const record = this.#records.get(id);
    if (!record) return failed(problem('buzz-gone'));
    const feishu = this.#feishuFor(record);
    if (!feishu.ok) return feishu;
    return ok(this.#book(againOf(record, channel, keys, this.#clock.now()), id, null));
  }

  /**
   * Confirms a plan, once. The ledger knows of it before this answers; a paid plan needs the paid gesture, and its
   * limits are counted again. A second confirmation answers with the board of the first.
   *
   * @param reachingNobody what becomes of a plan in which nobody can be called: refused, or kept as a buzz that called
   *   nobody, with everybody's reason (the command line asks without somebody looking)
   * @param undo whether paid calls wait for a change of mind; nobody has one who is not looking
   */
  confirm(
    planId: PlanId,
    gesture: 'plain' | 'paid',
    reachingNobody: 'refuse' | 'keep' = 'refuse',
    undo: 'offer' | 'none' = 'offer',
  ): Promise<Answer<Board>> {
    const undoMs = undo === 'offer' ? this.#deps.undoMs() : 0;
    return this.#inTurn(() => this.#confirm(planId, gesture, reachingNobody, undoMs));
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async #confirm(
    planId: PlanId,
    gesture: 'plain' | 'paid',
    reachingNobody: 'refuse' | 'keep',
    undoMs: number,
  ): Promise<Answer<Board>> {
    const now = this.#clock.now();
    const taken = this.#plans.take(planId, now);
    if (!taken.ok) return taken;
    if (typeof taken.value === 'string') return this.board(taken.value);
    const { plan, resolved, ladder } = taken.value;
    if ((isPaid(plan.channel) || isPaidLadder(ladder)) && gesture !== 'paid')
      return failed(problem('paid-gesture-needed'));
    if (plan.again !== null) return this.#confirmAgain(taken.value, plan.again, undoMs);

    const today = planOf({ ...this.#limits(plan.workspaceId), id: plan.id, resolved, again: null, ladder });
    if (today.problem && !(reachingNobody === 'keep' && reachesNobody(today))) return failed(today.problem);
    const id = BuzzId.parse(`bz_${this.#deps.newId()}`);
    const confirmed = confirmedOf({ id, plan: today, resolved, newId: this.#deps.newId, at: now, ladder, undoMs });
    const record = await this.#records.open(confirmed);
    if ('advice' in record) return failed(record);
    this.#plans.use(taken.value, id, now);
    this.#start(record, 0, plan.channel);
    this.#ladders.arm(record);
    return this.board(id);
  }

  board(id: BuzzId): Answer<Board> {
    const board = this.#records.board(id);
    return board ? ok(board) : failed(problem('buzz-gone'));
  }

  list(page: Page): readonly ActivityRow[] {
    return this.#ledger.list(page);
  }

  /** The draft that would make this buzz again; `groups` are those its workspace has now. */
  repeat(id: BuzzId, groups: (workspaceId: WorkspaceId) => readonly Group[]): Answer<Draft> {
    const confirmed = this.#records.get(id)?.confirmed;
    return confirmed ? ok(repeatOf(confirmed, groups(confirmed.workspaceId))) : failed(problem('buzz-gone'));
  }

  /** Deletes what is settled and older than so many days; what is under way or being looked at stays for another day. */
  forget(days: number): void {
    const now = this.#clock.now();
    if (this.#records.forget(now - days * dayMs, usageSince(now)).length > 0) this.#deps.onActivity();
  }

  /** Nothing further leaves; what has left is waited for. Resolves when every person has an outcome. */
  async stop(id: BuzzId): Promise<Answer<Board>> {
    const record = this.#records.get(id);
    if (!record) return failed(problem('buzz-gone'));
    const runs = this.#running.get(id) ?? [];
    if (runs.length > 0 || (record.ladder && !record.ladder.ended)) {
      const written = this.#records.report(record, { kind: 'stopped', at: this.#clock.now() });
      // At once, not after the disk: what leaves meanwhile would have left after the stop.
      for (const run of runs) run.stop.abort();
      this.#ladders.look(id);
      await written;
      await Promise.all(runs.map((run) => run.done));
    }
    return this.board(id);
  }

  /** Takes back the paid calls that still wait; the message stays, and a ladder ends. */
  async undo(id: BuzzId): Promise<Answer<Board>> {
    const record = this.#records.get(id);
    if (!record) return failed(problem('buzz-gone'));
    const steps = undoableSteps(record, this.#clock.now());
    if (steps.length === 0) return failed(problem('undo-too-late'));
    for (const step of steps) {
      const written = this.#records.report(record, { kind: 'undone', at: this.#clock.now(), step });
      // At once, not after the disk: the time in which it can be undone goes on.
      for (const run of this.#running.get(id) ?? []) if (run.step === step) run.undo.abort();
      await written;
    }
    this.#ladders.look(id);
    return this.board(id);
  }

  /** Goes on with a held ladder, once. A paid rung needs the paid gesture. */
  async continueLadder(id: BuzzId, gesture: 'plain' | 'paid'): Promise<Answer<Board>> {
    const gone = await this.#ladders.goOn(id, gesture);
    return gone.ok ? this.board(id) : gone;
  }

  /** Tries what waits for Feishu at once instead of at its time. */
  tryNow(id: BuzzId): Answer<Board> {
    const record = this.#records.get(id);
    if (record) this.#breakers.of(record.confirmed.workspaceId).tryNow();
    return this.board(id);
  }

  /** The computer woke up, or its clock may have been set: what is due is decided anew. */
  wake(): void {
    this.#ladders.wake();
  }

  /** The ladders that climb by themselves or wait for a decision. */
  get armed(): readonly { id: BuzzId; title: string }[] {
    return this.#ladders.running();
  }

  /** Stops the buzz and takes its messages back. A message Feishu will not take back says why. */
  async recall(id: BuzzId): Promise<Answer<Board>> {
    const stopped = await this.stop(id);
    if (!stopped.ok) return stopped;
    const record = this.#records.get(id);
    if (!record) return failed(problem('buzz-gone'));
    const feishu = this.#feishuFor(record);
    if (!feishu.ok) return feishu;
    if (sentBy(record).length === 0) return failed(problem('nothing-to-recall'));
    const reason = await takeBack(feishu.value, this.#records, record, this.#clock);
    return reason ? failed(reason) : this.board(id);
  }

  /** Asks once who has read; the board says when, and why not if it could not be asked. */
  async askReceipts(id: BuzzId): Promise<Answer<Board>> {
    const record = this.#records.get(id);
    if (!record) return failed(problem('buzz-gone'));
    const feishu = this.#feishuFor(record);
    if (!feishu.ok && feishu.problem.advice !== 'practice-restarted') return feishu;
    // Whoever asks meanwhile shares the answer: every receipt counts against a monthly quota.
    await (this.#asking.get(id) ?? this.#askReaders(record));
    this.#ladders.look(id);
    return this.board(id);
  }

  /** Says which board is being looked at (null: none): its receipts are asked for by themselves, sparingly. */
  watch(id: BuzzId | null): void {
    this.#watched?.end.abort();
    this.#watched = null;
    const record = id === null ? null : this.#records.get(id);
    if (id === null || !record) return;
    const end = new AbortController();
    const release = this.#records.hold(id);
    this.#watched = { id, end };
    const ask = async () => void (await this.askReceipts(id));
    void watchReceipts({ record, clock: this.#clock, ask, signal: end.signal }).finally(release);
  }

  /** Whether the person is looking at this board. */
  isWatched(id: BuzzId): boolean {
    return this.#watched?.id === id;
  }

  /** Plain text for support: states, codes, log ids. No secret, no name, no message text. */
  diagnostics(id: BuzzId): Answer<string> {
    const record = this.#records.get(id);
    return record ? ok(diagnosticsOf(record)) : failed(problem('buzz-gone'));
  }

  /** After a start: settles what was cut off, and goes on with what may still be done (design, section 4). */
  async resume(): Promise<void> {
    const cutOff = this.#ledger.unsettled().flatMap((id) => this.#records.get(id) ?? []);
    const start: LadderDeps['start'] = (record, step, channel) => this.#start(record, step, channel);
    const ask: LadderDeps['ask'] = (record) => this.#askAnew(record);
    const parts = { records: this.#records, clock: this.#clock, ask, start };
    await Promise.all(cutOff.map((record) => resumeBuzz(parts, record)));
    for (const id of this.#ledger.armed()) await this.#ladders.resume(id);
  }

  /** Resolves when no buzz is under way. */
  async idle(): Promise<void> {
    await Promise.all([...this.#running.values()].flat().map((run) => run.done));
  }

  /** How many buzzes are under way, for the tray. */
  get running(): number {
    return this.#running.size;
  }

  /** What a plan is measured by. Every workspace has its own counts: its company pays for them. */
  #limits(workspaceId: WorkspaceId) {
    const now = this.#clock.now();
    const ceilings = this.#deps.ceilings();
    const made = this.#ledger.paidCalls(usageSince(now));
    const reserved = [...this.#running].flatMap(([id, steps]) => {
      const record = this.#records.get(id);
      return record ? steps.flatMap((step) => reservedOf(record, step, now)) : [];
    });
    const calls = [...made, ...reserved].filter((call) => call.workspaceId === workspaceId);
    return { now, ceilings, usage: usageOf(calls, ceilings, now) };
  }

  #book(resolved: ResolvedDraft, again: BuzzId | null, ladder: Ladder | null): Plan {
    const limits = this.#limits(resolved.draft.workspaceId);
    const plan = planOf({ ...limits, id: PlanId.parse(`plan_${this.#deps.newId()}`), resolved, again, ladder });
    this.#plans.add({ plan, resolved, ladder });
    return plan;
  }

  async #confirmAgain(booked: BookedPlan, id: BuzzId, undoMs: number): Promise<Answer<Board>> {
    const { plan } = booked;
    const record = this.#records.get(id);
    if (!record) return failed(problem('buzz-gone'));
    // Since it was planned somebody may have been called again, or the message recalled.
    const now = this.#clock.now();
    const keys = plan.people.map((person) => person.key);
    const resolved = againOf(record, plan.channel, keys, now);
    const today = planOf({ ...this.#limits(plan.workspaceId), id: plan.id, resolved, again: id, ladder: null });
    if (today.problem) return failed(today.problem);

    const people = today.people.filter((person) => person.preflight === null).map((person) => person.key);
    const step = record.stepAt.length;
    const release = this.#records.hold(id);
    const entry = {
      kind: 'again',
      at: now,
      step,
      channel: plan.channel,
      people,
      undoUntil: undoUntil(plan.channel, now, undoMs),
    } as const;
    const unstored = await this.#records.announce(record, entry);
    if (!unstored) {
      this.#plans.use(booked, id, now);
      this.#start(record, step, plan.channel);
      if (this.#watched?.id === id) this.watch(id);
    }
    release();
    return unstored ? failed(unstored) : this.board(id);
  }

  /** An answer that is on its way was asked for too early for a rung: what it misses would be rung. */
  async #askAnew(record: BuzzRecord): Promise<Asked> {
    await this.#asking.get(record.confirmed.id);
    return this.#askReaders(record);
  }

  #askReaders(record: BuzzRecord): Promise<Asked> {
    const { id } = record.confirmed;
    const asked = askOnce(this.#feishuFor(record), this.#records, record, this.#clock).finally(() =>
      this.#asking.delete(id),
    );
    this.#asking.set(id, asked);
    return asked;
  }

  #feishuFor(record: BuzzRecord): Answer<Feishu> {
    return this.#deps.feishuOf(record.confirmed.workspaceId, knownSince(record));
  }

  #start(record: BuzzRecord, step: number, channel: Channel): void {
    const { id } = record.confirmed;
    const stop = new AbortController();
    const release = this.#records.hold(id);
    // A stop may have come between the ledger and here.
    if (record.stopped) stop.abort();
    const mine: RunningStep = { step, channel, stop, undo: new AbortController(), done: Promise.resolve() };
    this.#running.set(id, [...(this.#running.get(id) ?? []), mine]);
    mine.done = carryOut(this.#deps, this.#records, this.#breakers, record, mine).finally(() => {
      release();
      const left = (this.#running.get(id) ?? []).filter((other) => other !== mine);
      if (left.length > 0) this.#running.set(id, left);
      else this.#running.delete(id);
      this.#ladders.look(id);
      this.#deps.onActivity();
    });
  }
}
