import type { ActivityRow, Board } from '../../contract/board';
import { type Channel, isPaid } from '../../contract/channel';
import type { Draft } from '../../contract/draft';
import type { Group } from '../../contract/group';
import { BuzzId, PlanId, type WorkspaceId } from '../../contract/ids';
import type { Plan } from '../../contract/plan';
import { type Answer, failed, ok, type Problem, problem } from '../../contract/problem';
import type { Ceilings, Locale } from '../../contract/settings';
import type { Clock } from '../clock';
import type { Feishu } from '../feishu/feishu';
import { againOf } from './again-of';
import { confirmedOf } from './confirmed-of';
import { diagnosticsOf } from './diagnostics-of';
import { dispatch } from './dispatch';
import type { Ledger, Page } from './ledger';
import { type BookedPlan, PlanBook } from './plan-book';
import { planOf } from './plan-of';
import { mentionsOf, postOf } from './post-of';
import { reachesNobody } from './reaches-nobody';
import { askReaders, watchReceipts } from './receipts';
import type { BuzzRecord } from './record';
import { Records, type RecordsDeps } from './records';
import { repeatOf } from './repeat-of';
import type { ResolvedDraft } from './resolved-draft';
import type { Run } from './run';
import { endStep, settle } from './settle';
import { reservedOf, usageOf, usageSince } from './usage';

export interface EngineDeps extends RecordsDeps {
  random: () => number;
  /** A fresh id: letters and digits, unguessable. */
  newId: () => string;
  feishuOf: (workspaceId: WorkspaceId) => Answer<Feishu>;
  resolve: (draft: Draft) => Promise<ResolvedDraft>;
  ceilings: () => Ceilings;
  locale: () => Locale;
}

interface RunningStep {
  step: number;
  channel: Channel;
  stop: AbortController;
  done: Promise<void>;
}

const dayMs = 24 * 3_600_000;

/** Codes that answer a recall with "it is gone already": to say so again is no failure (feishu-api 8). */
const alreadyGone: ReadonlySet<number | null> = new Set([230011, 230110]);

/** What the program exists for: drafts become plans, confirmed plans become buzzes, and every person gets an outcome. */
export class Engine {
  readonly #deps: EngineDeps;
  readonly #ledger: Ledger;
  readonly #clock: Clock;
  readonly #records: Records;
  readonly #plans = new PlanBook();
  readonly #running = new Map<BuzzId, RunningStep[]>();
  readonly #asking = new Map<BuzzId, Promise<void>>();
  /** Confirmations go one at a time, each seeing all that the one before it has started. */
  #turn: Promise<unknown> = Promise.resolve();
  #watched: { id: BuzzId; end: AbortController } | null = null;

  constructor(deps: EngineDeps) {
    this.#deps = deps;
    this.#ledger = deps.ledger;
    this.#clock = deps.clock;
    this.#records = new Records(deps);
  }

  /** Plans a draft. Looks people and members up, sends nothing. */
  async plan(draft: Draft): Promise<Plan> {
    return this.#book(await this.#deps.resolve(draft), null);
  }

  /** Plans another buzz of messages that are already there, for some of the people on a board (by key). */
  planAgain(id: BuzzId, channel: Channel, keys: readonly string[]): Answer<Plan> {
    const record = this.#records.get(id);
    if (!record) return failed(problem('buzz-gone'));
    return ok(this.#book(againOf(record, channel, keys, this.#clock.now()), id));
  }

  /**
   * Confirms a plan, once. The ledger knows of it before this answers; a paid plan needs the paid gesture, and its
   * limits are counted again. A second confirmation answers with the board of the first.
   *
   * @param reachingNobody what becomes of a plan in which nobody can be called: refused, or kept as a buzz that called
   *   nobody, with everybody's reason (the command line asks without somebody looking)
   */
  confirm(
    planId: PlanId,
    gesture: 'plain' | 'paid',
    reachingNobody: 'refuse' | 'keep' = 'refuse',
  ): Promise<Answer<Board>> {
    const confirmed = this.#turn.then(() => this.#confirm(planId, gesture, reachingNobody));
    this.#turn = confirmed.catch(() => undefined);
    return confirmed;
  }

  async #confirm(planId: PlanId, gesture: 'plain' | 'paid', reachingNobody: 'refuse' | 'keep'): Promise<Answer<Board>> {
    const now = this.#clock.now();
    const taken = this.#plans.take(planId, now);
    if (!taken.ok) return taken;
    if (typeof taken.value === 'string') return this.board(taken.value);
    const { plan, resolved } = taken.value;
    if (isPaid(plan.channel) && gesture !== 'paid') return failed(problem('paid-gesture-needed'));
    if (plan.again !== null) return this.#confirmAgain(taken.value, plan.again);

    const today = planOf({ ...this.#limits(plan.workspaceId), id: plan.id, resolved, again: null });
    if (today.problem && !(reachingNobody === 'keep' && reachesNobody(today))) return failed(today.problem);
    const id = BuzzId.parse(`bz_${this.#deps.newId()}`);
    const confirmed = confirmedOf({ id, plan: today, resolved, newId: this.#deps.newId, at: now });
    const record = await this.#records.open(confirmed);
    if ('advice' in record) return failed(record);
    this.#plans.use(taken.value, id, now);
    this.#start(record, 0, plan.channel);
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
    if (runs.length > 0) {
      const written = this.#records.report(record, { kind: 'stopped', at: this.#clock.now() });
      // At once, not after the disk: what leaves meanwhile would have left after the stop.
      for (const run of runs) run.stop.abort();
      await written;
      await Promise.all(runs.map((run) => run.done));
    }
    return this.board(id);
  }

  /** Stops the buzz and takes its messages back. A message Feishu will not take back says why. */
  async recall(id: BuzzId): Promise<Answer<Board>> {
    const stopped = await this.stop(id);
    if (!stopped.ok) return stopped;
    const record = this.#records.get(id);
    const feishu = this.#deps.feishuOf(stopped.value.workspaceId);
    if (!record) return failed(problem('buzz-gone'));
    if (!feishu.ok) return feishu;
    const sent = [...record.messages.values()].filter((message) => message.status === 'sent');
    if (sent.length === 0) return failed(problem('nothing-to-recall'));
    const release = this.#records.hold(id);
    const refused = await Promise.all(
      sent.map(async ({ ref, messageId }) => {
        if (messageId === null) return null;
        const answer = await feishu.value.recall({ messageId });
        const gone = answer.ok || alreadyGone.has(answer.failure.problem.code);
        const reason = gone ? null : answer.failure.problem;
        await this.#records.report(record, { kind: 'recalled', at: this.#clock.now(), message: ref, problem: reason });
        return reason;
      }),
    );
    release();
    const reason = refused.find((each) => each !== null);
    return reason ? failed(reason) : this.board(id);
  }

  /** Asks once who has read; the board says when, and why not if it could not be asked. */
  async askReceipts(id: BuzzId): Promise<Answer<Board>> {
    const record = this.#records.get(id);
    if (!record) return failed(problem('buzz-gone'));
    const feishu = this.#deps.feishuOf(record.confirmed.workspaceId);
    if (!feishu.ok) return feishu;
    // Whoever asks meanwhile shares the answer: every receipt counts against a monthly quota.
    const asked = this.#asking.get(id) ?? this.#askReaders(record, feishu.value);
    this.#asking.set(id, asked);
    await asked;
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
    for (const id of this.#ledger.unsettled()) {
      const record = this.#records.get(id);
      if (!record) continue;
      const release = this.#records.hold(id);
      for (const entry of settle(record, this.#clock.now())) await this.#records.report(record, entry);
      const open = new Map(
        [...record.people.values()].flatMap((person) =>
          [...person.steps]
            .filter(([, { outcome }]) => outcome === 'pending')
            .map(([step, { via }]) => [step, via] as const),
        ),
      );
      for (const [step, channel] of open) this.#start(record, step, channel);
      release();
    }
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

  #book(resolved: ResolvedDraft, again: BuzzId | null): Plan {
    const limits = this.#limits(resolved.draft.workspaceId);
    const plan = planOf({ ...limits, id: PlanId.parse(`plan_${this.#deps.newId()}`), resolved, again });
    this.#plans.add({ plan, resolved });
    return plan;
  }

  async #confirmAgain(booked: BookedPlan, id: BuzzId): Promise<Answer<Board>> {
    const { plan } = booked;
    const record = this.#records.get(id);
    if (!record) return failed(problem('buzz-gone'));
    // Since it was planned somebody may have been called again, or the message recalled.
    const now = this.#clock.now();
    const keys = plan.people.map((person) => person.key);
    const resolved = againOf(record, plan.channel, keys, now);
    const today = planOf({ ...this.#limits(plan.workspaceId), id: plan.id, resolved, again: id });
    if (today.problem) return failed(today.problem);

    const people = today.people.filter((person) => person.preflight === null).map((person) => person.key);
    const step = record.stepAt.length;
    const release = this.#records.hold(id);
    const entry = { kind: 'again', at: now, step, channel: plan.channel, people } as const;
    const unstored = await this.#records.announce(record, entry);
    if (!unstored) {
      this.#plans.use(booked, id, now);
      this.#start(record, step, plan.channel);
      if (this.#watched?.id === id) this.watch(id);
    }
    release();
    return unstored ? failed(unstored) : this.board(id);
  }

  async #askReaders(record: BuzzRecord, feishu: Feishu): Promise<void> {
    const { id } = record.confirmed;
    const release = this.#records.hold(id);
    try {
      const entry = await askReaders(feishu, record, this.#clock);
      if (entry) await this.#records.report(record, entry);
    } finally {
      this.#asking.delete(id);
      release();
    }
  }

  #start(record: BuzzRecord, step: number, channel: Channel): void {
    const { id } = record.confirmed;
    const stop = new AbortController();
    const release = this.#records.hold(id);
    const mine: RunningStep = { step, channel, stop, done: Promise.resolve() };
    this.#running.set(id, [...(this.#running.get(id) ?? []), mine]);
    mine.done = this.#carryOut(record, mine).finally(() => {
      release();
      const left = (this.#running.get(id) ?? []).filter((other) => other !== mine);
      if (left.length > 0) this.#running.set(id, left);
      else this.#running.delete(id);
      this.#deps.onActivity();
    });
  }

  async #carryOut(record: BuzzRecord, { step, channel, stop }: RunningStep): Promise<void> {
    const { workspaceId, text, asker, at } = record.confirmed;
    const feishu = this.#deps.feishuOf(workspaceId);
    if (!feishu.ok) return this.#end(record, step, feishu.problem);
    const run: Run = {
      record,
      step,
      channel,
      dueAt: record.stepAt[step] ?? at,
      post: postOf({ text, asker, locale: this.#deps.locale(), mentions: mentionsOf(record.confirmed) }),
      feishu: feishu.value,
      clock: this.#clock,
      random: this.#deps.random,
      newCallId: this.#deps.newId,
      stop: stop.signal,
      announce: (entry) => this.#records.announce(record, entry),
      report: (entry) => this.#records.report(record, entry),
    };
    try {
      await dispatch(run);
    } catch {
      // A mistake in this program: nobody may be left waiting for an outcome because of it.
      stop.abort();
      await this.#end(record, step, problem('internal'));
    }
  }

  async #end(record: BuzzRecord, step: number, reason: Problem): Promise<void> {
    const entries = endStep(record, step, { at: this.#clock.now(), reason });
    for (const entry of entries) await this.#records.report(record, entry);
  }
}
