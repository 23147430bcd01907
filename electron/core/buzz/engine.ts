import type { ActivityRow, Board } from '../../contract/board';
import { type Channel, isPaid } from '../../contract/channel';
import type { Draft } from '../../contract/draft';
import { BuzzId, PlanId, type WorkspaceId } from '../../contract/ids';
import type { Plan } from '../../contract/plan';
import { type Answer, failed, ok, problem } from '../../contract/problem';
import type { Ceilings, Locale } from '../../contract/settings';
import type { Clock } from '../clock';
import type { Feishu } from '../feishu/feishu';
import { againOf } from './again-of';
import { confirmedOf } from './confirmed-of';
import { diagnosticsOf } from './diagnostics-of';
import { dispatch } from './dispatch';
import type { Ledger } from './ledger';
import { PlanBook } from './plan-book';
import { planOf } from './plan-of';
import { mentionsOf, postOf } from './post-of';
import { askReaders, watchReceipts } from './receipts';
import { type BuzzRecord, lastStep } from './record';
import { Records, type RecordsDeps } from './records';
import type { ResolvedDraft } from './resolved-draft';
import type { Run } from './run';
import { settle } from './settle';
import { usageOf, usageSince } from './usage';

export interface EngineDeps extends RecordsDeps {
  random: () => number;
  /** A fresh id: letters and digits, unguessable. */
  newId: () => string;
  feishuOf: (workspaceId: WorkspaceId) => Answer<Feishu>;
  resolve: (draft: Draft) => Promise<ResolvedDraft>;
  ceilings: () => Ceilings;
  locale: () => Locale;
}

/** What the program exists for: drafts become plans, confirmed plans become buzzes, and every person gets an outcome. */
export class Engine {
  readonly #deps: EngineDeps;
  readonly #ledger: Ledger;
  readonly #clock: Clock;
  readonly #records: Records;
  readonly #plans = new PlanBook();
  readonly #running = new Map<BuzzId, { stop: AbortController; done: Promise<void> }[]>();
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
   */
  async confirm(planId: PlanId, gesture: 'plain' | 'paid'): Promise<Answer<Board>> {
    const now = this.#clock.now();
    const taken = this.#plans.take(planId, now);
    if (!taken.ok) return taken;
    if (typeof taken.value === 'string') return this.board(taken.value);
    const { plan, resolved } = taken.value;
    if (isPaid(plan.channel) && gesture !== 'paid') return failed(problem('paid-gesture-needed'));
    const today = planOf({ ...this.#limits(), id: plan.id, resolved, again: plan.again });
    if (today.problem) return failed(today.problem);

    const id = plan.again ?? BuzzId.parse(`bz_${this.#deps.newId()}`);
    this.#plans.use(taken.value, id, now);
    if (plan.again !== null) return this.#confirmAgain(id, today);

    const confirmed = confirmedOf({ id, plan: today, resolved, newId: this.#deps.newId, at: now });
    const record = await this.#records.open(confirmed);
    if ('advice' in record) return failed(record);
    this.#start(record, 0, plan.channel);
    return this.board(id);
  }

  board(id: BuzzId): Answer<Board> {
    const board = this.#records.board(id);
    return board ? ok(board) : failed(problem('buzz-gone'));
  }

  list(page: { before: BuzzId | null; limit: number }): readonly ActivityRow[] {
    return this.#ledger.list(page);
  }

  /** Nothing further leaves; what has left is waited for. Resolves when every person has an outcome. */
  async stop(id: BuzzId): Promise<Answer<Board>> {
    const record = this.#records.get(id);
    if (!record) return failed(problem('buzz-gone'));
    const runs = this.#running.get(id) ?? [];
    if (runs.length > 0) {
      await this.#records.report(record, { kind: 'stopped', at: this.#clock.now() });
      for (const run of runs) run.stop.abort();
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
    const refused = await Promise.all(
      sent.map(async ({ ref, messageId }) => {
        if (messageId === null) return null;
        const answer = await feishu.value.recall({ messageId });
        const reason = answer.ok ? null : answer.failure.problem;
        await this.#records.report(record, { kind: 'recalled', at: this.#clock.now(), message: ref, problem: reason });
        return reason;
      }),
    );
    const reason = refused.find((each) => each !== null);
    return reason ? failed(reason) : this.board(id);
  }

  /** Asks once who has read; the board says when, and why not if it could not be asked. */
  async askReceipts(id: BuzzId): Promise<Answer<Board>> {
    const record = this.#records.get(id);
    if (!record) return failed(problem('buzz-gone'));
    const feishu = this.#deps.feishuOf(record.confirmed.workspaceId);
    if (!feishu.ok) return feishu;
    const release = this.#records.hold(id);
    try {
      const entry = await askReaders(feishu.value, record, this.#clock);
      if (entry) await this.#records.report(record, entry);
    } finally {
      release();
    }
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
      for (const entry of settle(record, this.#clock.now())) await this.#records.report(record, entry);
      const open = new Map(
        [...record.people.values()].flatMap((person) =>
          [...person.steps]
            .filter(([, { outcome }]) => outcome === 'pending')
            .map(([step, { via }]) => [step, via] as const),
        ),
      );
      for (const [step, channel] of open) this.#start(record, step, channel);
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

  #limits() {
    const now = this.#clock.now();
    const ceilings = this.#deps.ceilings();
    return { now, ceilings, usage: usageOf(this.#ledger.paidCalls(usageSince(now)), ceilings, now) };
  }

  #book(resolved: ResolvedDraft, again: BuzzId | null): Plan {
    const plan = planOf({ ...this.#limits(), id: PlanId.parse(`plan_${this.#deps.newId()}`), resolved, again });
    this.#plans.add({ plan, resolved });
    return plan;
  }

  async #confirmAgain(id: BuzzId, plan: Plan): Promise<Answer<Board>> {
    const record = this.#records.get(id);
    if (!record) return failed(problem('buzz-gone'));
    const people = plan.people.filter((person) => person.preflight === null).map((person) => person.key);
    const step = record.stepAt.length;
    const entry = { kind: 'again', at: this.#clock.now(), step, channel: plan.channel, people } as const;
    const unstored = await this.#records.announce(record, entry);
    if (unstored) return failed(unstored);
    this.#start(record, step, plan.channel);
    if (this.#watched?.id === id) this.watch(id);
    return this.board(id);
  }

  #start(record: BuzzRecord, step: number, channel: Channel): void {
    const { id, workspaceId, text, asker } = record.confirmed;
    const feishu = this.#deps.feishuOf(workspaceId);
    const stop = new AbortController();
    const release = this.#records.hold(id);
    const carryOut = async () => {
      if (!feishu.ok) return this.#passOver(record, step, channel, feishu.problem);
      const run: Run = {
        record,
        step,
        channel,
        dueAt: record.stepAt[step] ?? record.confirmed.at,
        post: postOf({ text, asker, locale: this.#deps.locale(), mentions: mentionsOf(record.confirmed) }),
        feishu: feishu.value,
        clock: this.#clock,
        random: this.#deps.random,
        newCallId: this.#deps.newId,
        stop: stop.signal,
        announce: (entry) => this.#records.announce(record, entry),
        report: (entry) => this.#records.report(record, entry),
      };
      await dispatch(run);
    };
    const mine = { stop, done: Promise.resolve() };
    mine.done = carryOut().finally(() => {
      release();
      const left = (this.#running.get(id) ?? []).filter((other) => other !== mine);
      if (left.length > 0) this.#running.set(id, left);
      else this.#running.delete(id);
      this.#deps.onActivity();
    });
    this.#running.set(id, [...(this.#running.get(id) ?? []), mine]);
  }

  async #passOver(
    record: BuzzRecord,
    step: number,
    channel: Channel,
    reason: Parameters<typeof failed>[0],
  ): Promise<void> {
    const people = [...record.people.values()].filter((person) => lastStep(person).outcome === 'pending');
    await this.#records.report(record, {
      kind: 'passed-over',
      at: this.#clock.now(),
      step,
      channel,
      people: people.map((person) => person.key),
      outcome: 'not-called',
      problem: reason,
    });
  }
}
