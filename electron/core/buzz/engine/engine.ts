import { type Answer, failed, ok, problem } from '../../../contract/advice/problem';
import type { ActivityRow, Board } from '../../../contract/model/board';
import type { Channel } from '../../../contract/model/channel';
import type { Draft } from '../../../contract/model/draft';
import type { Group } from '../../../contract/model/group';
import { BuzzId, PlanId, type WorkspaceId } from '../../../contract/model/ids';
import type { Ladder } from '../../../contract/model/ladder';
import type { Plan } from '../../../contract/model/plan';
import { isPaid } from '../../../contract/rules/consent';
import type { Feishu } from '../../feishu/feishu';
import { Breakers } from '../../feishu/resilience/breaker';
import type { Clock } from '../../ports/clock';
import { isPaidLadder } from '../ladder/ladder-plan';
import { Ladders } from '../ladder/ladders';
import { againOf } from '../plan/again-of';
import { confirmedOf } from '../plan/confirmed-of';
import { type BookedPlan, PlanBook } from '../plan/plan-book';
import { planOf, reachesNobody } from '../plan/plan-of';
import { repeatOf } from '../plan/repeat-of';
import type { ResolvedDraft } from '../plan/resolved-draft';
import { askOnce } from '../receipts/ask-once';
import type { ReceiptsAsked } from '../receipts/receipts';
import { Watched } from '../receipts/watched';
import { undoUntil } from '../record/deadlines';
import type { Ledger, Page } from '../record/ledger';
import type { BuzzRecord } from '../record/record';
import { knownSince } from '../record/record';
import { Records } from '../record/records';
import { usageSince } from '../record/usage';
import { carryOut } from './carry-out';
import { diagnosticsOf } from './diagnostics-of';
import type { EngineDeps } from './engine-deps';
import { Halt } from './halt';
import { limitsNow } from './limits-now';
import { resumeBuzz } from './resume-buzz';
import { forgetOlder } from './retention';
import { type BegunStep, RunningSteps } from './running-steps';

/** What the program exists for: drafts become plans, confirmed plans become buzzes, and every person gets an outcome. */
export class Engine {
  readonly #deps: EngineDeps;
  readonly #ledger: Ledger;
  readonly #clock: Clock;
  readonly #records: Records;
  readonly #plans = new PlanBook();
  readonly #steps = new RunningSteps();
  readonly #asking = new Map<BuzzId, Promise<ReceiptsAsked>>();
  readonly #ladders: Ladders;
  readonly #halt: Halt;
  readonly #breakers: Breakers;
  /** Confirmations go one at a time, each seeing all that the one before it has started. */
  #turn: Promise<unknown> = Promise.resolve();
  readonly #watched: Watched;

  constructor(deps: EngineDeps) {
    this.#deps = deps;
    this.#ledger = deps.ledger;
    this.#clock = deps.clock;
    this.#breakers = new Breakers(deps.clock, deps.hostOf);
    this.#records = new Records(deps, ({ confirmed: { id, workspaceId } }) =>
      this.#steps.has(id) ? this.#breakers.of(workspaceId).waiting : null,
    );
    this.#watched = new Watched({ records: this.#records, clock: deps.clock, ask: (id) => this.askReceipts(id) });
    this.#ladders = new Ladders({
      records: this.#records,
      clock: deps.clock,
      ask: (record) => this.#askAnew(record),
      limits: (workspaceId) => this.#limits(workspaceId),
      start: (record, step, channel) => {
        this.#start(record, step, channel);
        // Whoever looks wants to see these calls read as well, however long ago asking ended.
        this.#watched.again(record.confirmed.id);
      },
      inTurn: (work) => this.#inTurn(work),
      onNews: deps.onLadder,
    });
    this.#halt = new Halt({
      records: this.#records,
      clock: deps.clock,
      steps: this.#steps,
      ladders: this.#ladders,
      plans: this.#plans,
      feishuFor: (record) => this.#feishuFor(record),
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

  /**
   * Deletes what is settled and older than so many days, unless the clock seems to have leapt; what is under way or being
   * looked at stays for another day.
   */
  forget(days: number): void {
    this.#forgotten(forgetOlder(this.#ledger, this.#records, this.#clock.now(), days));
  }

  /** Deletes every settled buzz, those of a clock that went wrong included. */
  forgetAll(): void {
    this.#forgotten(this.#records.forget(Number.MAX_SAFE_INTEGER, usageSince(this.#clock.now())));
  }

  /** Nothing further leaves; what has left is waited for. Resolves when every person has an outcome. */
  stop(id: BuzzId): Promise<Answer<Board>> {
    return this.#halt.stop(id);
  }

  /** Takes back the paid calls that still wait; the message stays, and a ladder ends. */
  undo(id: BuzzId): Promise<Answer<Board>> {
    return this.#halt.undo(id);
  }

  /** Stops the buzz and takes its messages back. A message Feishu will not take back says why. */
  recall(id: BuzzId): Promise<Answer<Board>> {
    return this.#halt.recall(id);
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

  /** Says which boards can be seen, all of them: their receipts are asked for by themselves, sparingly. */
  watch(...ids: readonly BuzzId[]): void {
    this.#watched.set(ids);
  }

  /** Plain text for support: states, codes, log ids. No secret, no name, no message text. */
  diagnostics(id: BuzzId): Answer<string> {
    const record = this.#records.get(id);
    return record ? ok(diagnosticsOf(record)) : failed(problem('buzz-gone'));
  }

  /** After a start: settles what was cut off and goes on (electron/core/buzz/README.md#guarantees). */
  async resume(): Promise<void> {
    // What a command has started meanwhile was not cut off.
    const unsettled = this.#ledger.unsettled().filter((id) => !this.#steps.has(id));
    const cutOff = unsettled.flatMap((id) => this.#records.get(id) ?? []);
    const parts = {
      records: this.#records,
      steps: this.#steps,
      clock: this.#clock,
      ask: (record: BuzzRecord) => this.#askAnew(record),
      start: (record: BuzzRecord, begun: BegunStep) => this.#carryOut(record, begun),
    };
    await Promise.all(cutOff.map((record) => resumeBuzz(parts, record)));
    for (const id of this.#ledger.armed()) await this.#ladders.resume(id);
    // Somebody has to hear of the ladders, though nothing may have happened to them: the tray, and what keeps awake.
    this.#deps.onActivity();
  }

  /** Before the ledger is closed: writes down what it has refused so far, if it takes it now. */
  close(): void {
    this.#records.writeRefused();
  }

  /** Resolves when no buzz is under way. */
  idle(): Promise<void> {
    return this.#steps.idle();
  }

  /** How many buzzes are under way, for the tray. */
  get running(): number {
    return this.#steps.buzzes;
  }

  #limits(workspaceId: WorkspaceId) {
    const parts = { ledger: this.#ledger, records: this.#records, steps: this.#steps, ceilings: this.#deps.ceilings() };
    return limitsNow(parts, workspaceId, this.#clock.now());
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
    const begun = this.#steps.begin(id, step, plan.channel);
    const unstored = await this.#records.announce(record, entry);
    if (unstored) begun.end();
    else {
      this.#plans.use(booked, id, now);
      if (begun.mine.stop.signal.aborted) {
        // A stop that came meanwhile stands behind it in the ledger, and so it does here.
        record.stopped = true;
        this.#plans.forget(id);
      }
      this.#carryOut(record, begun);
      this.#watched.again(id);
    }
    release();
    return unstored ? failed(unstored) : this.board(id);
  }

  /** An answer that is on its way was asked for too early for a rung: what it misses would be rung. */
  async #askAnew(record: BuzzRecord): Promise<ReceiptsAsked> {
    await this.#asking.get(record.confirmed.id);
    return this.#askReaders(record);
  }

  #askReaders(record: BuzzRecord): Promise<ReceiptsAsked> {
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
    this.#carryOut(record, this.#steps.begin(record.confirmed.id, step, channel));
  }

  #carryOut(record: BuzzRecord, { mine, end }: BegunStep): void {
    const { id } = record.confirmed;
    const release = this.#records.hold(id);
    // A stop may have come between the ledger and here.
    if (record.stopped) mine.stop.abort();
    void carryOut(this.#deps, this.#records, this.#breakers, record, mine).finally(() => {
      release();
      end();
      this.#ladders.look(id);
      this.#deps.onActivity();
    });
  }

  #forgotten(gone: readonly BuzzId[]): void {
    for (const id of gone) this.#plans.forget(id);
    if (gone.length > 0) this.#deps.onActivity();
  }
}
