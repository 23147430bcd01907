import { type Answer, failed, ok, type Problem, problem } from '../../../contract/advice/problem';
import type { Zone } from '../../../contract/local-time';
import type { ConfirmedBoard } from '../../../contract/model/board';
import type { Channel, Gesture } from '../../../contract/model/channel';
import type { Draft } from '../../../contract/model/draft';
import { BuzzId, PlanId, type WorkspaceId } from '../../../contract/model/ids';
import type { Ladder } from '../../../contract/model/ladder';
import type { Plan } from '../../../contract/model/plan';
import type { Asking, Ceilings, Locale, Settings } from '../../../contract/model/settings';
import { isPaid } from '../../../contract/rules/consent';
import { rungsOf } from '../../../contract/rules/rungs';
import type { KnownScopes } from '../../doctor/known-scopes';
import type { Feishu } from '../../feishu/feishu';
import type { Clock } from '../../ports/clock';
import type { RelayLink } from '../hand-over/relay-link';
import { isPaidLadder, reminds, type WantedLadder } from '../ladder/ladder-plan';
import { nightConsent } from '../ladder/night-consent';
import { againOf } from '../plan/again-of';
import { type ChannelFacts, reminderProblem } from '../plan/channel-problems';
import { confirmedOf } from '../plan/confirmed-of';
import { type BookedPlan, PlanBook } from '../plan/plan-book';
import { planOf, reachesNobody } from '../plan/plan-of';
import type { ResolvedDraft } from '../plan/resolved-draft';
import type { BuzzRecord } from '../record/buzz-record';
import { undoUntil } from '../record/deadlines';
import type { Ledger } from '../record/ledger';
import { type PaidUsage, reservedOf, usageOf, usageSince } from '../record/paid-usage';
import type { Records } from '../record/records';
import type { RunningSteps } from './running-steps';

export interface ConfirmationsDeps {
  ledger: Pick<Ledger, 'paidCalls' | 'usedUp'>;
  records: Records;
  clock: Clock;
  /** A fresh id: letters and digits, unguessable. */
  newId: () => string;
  /** Looks up what planning needs, the backups of its policy included. */
  resolve: (draft: Draft, policy: Promise<Ladder | null>, caller?: Caller) => Promise<ResolvedDraft>;
  /** The policy a draft wants to climb by. */
  findPolicy: (draft: Draft) => Promise<WantedLadder>;
  /** What is known of the scopes of a workspace's app, and where it must be, a question to Feishu. */
  scopes: Pick<KnownScopes, 'of' | 'look' | 'allows'>;
  /** Time for which paid calls wait for a change of mind (ms). */
  undoMs: () => number;
  /** Every workspace may have its own ceilings, hours and zone; on a desktop all have the person's. */
  ceilings: (workspaceId: WorkspaceId) => Ceilings;
  /** The bubbles of messages that ask for an answer, and whether others are told who took it. */
  answering: (
    workspaceId: WorkspaceId,
  ) => Pick<Settings, 'bubbles' | 'asking' | 'answerLine' | 'tickReplies' | 'tellOthers'>;
  /** The hours in which paid calls need the gesture that was asked for again. */
  nightHours: (workspaceId: WorkspaceId) => Settings['nightHours'];
  /** The zone in which months and nights are counted. */
  zone: (workspaceId: WorkspaceId) => Zone;
  /** The relay that may climb instead. */
  relay: Pick<RelayLink, 'hindrance'>;
  feishuFor: (record: BuzzRecord) => Answer<Feishu>;
  /** The reason for which nothing may leave for a buzz from here; null: it may. */
  elsewhere: (record: BuzzRecord) => Problem | null;
  steps: RunningSteps;
  /** The first step of a new buzz has begun. */
  onOpened: (record: BuzzRecord) => void;
  /** People of a buzz are being called again. */
  onAgain: (id: BuzzId) => void;
}

/** The person or program that asks, where one engine serves several. */
export interface Caller {
  /** Name for the last line of messages. */
  asker: string;
  /** Language of that line. */
  locale: Locale;
}

export interface Confirmation {
  planId: PlanId;
  gesture: Gesture;
  /**
   * `unattended`: paid calls wait for no change of mind and ask nothing at night, and a plan that reaches no person
   * becomes a buzz with each person's reason instead of being refused.
   */
  by: 'person' | 'unattended';
  /**
   * The id that the buzz is to have. If there is a buzz of this id already, it is the answer: a wish that is told again
   * after a lost answer, or a crash, is not carried out twice.
   */
  id?: BuzzId;
}

/** Plans, and their confirmation: what is planned is kept here, counted against the limits, and confirmed once. */
export class Confirmations {
  readonly #deps: ConfirmationsDeps;
  readonly #plans = new PlanBook();
  /** Confirmations go one at a time, each seeing all that the one before it has started. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(deps: ConfirmationsDeps) {
    this.#deps = deps;
  }

  /** Plans a draft. Looks people and members up, sends nothing. */
  async plan(draft: Draft, caller?: Caller): Promise<Plan> {
    const { resolve, findPolicy, scopes } = this.#deps;
    const wanting = findPolicy(draft);
    const policy = wanting.then((wanted) => wanted.policy);
    const look = async () => scopes.look({ ...draft, reminds: reminds(await policy) });
    const [resolved, wanted] = await Promise.all([resolve(draft, policy, caller), wanting, look()]);
    return this.#book({ ...resolved, problem: resolved.problem ?? wanted.problem }, null, wanted.policy);
  }

  /** The reason for which a workspace's app may set no reminders, as far as Feishu tells in a moment; null: none is known. */
  async remindHindrance(workspaceId: WorkspaceId): Promise<Problem | null> {
    const { scopes } = this.#deps;
    await scopes.look({ workspaceId, channel: 'app', pictures: [], reminds: true });
    return reminderProblem(scopes.of(workspaceId));
  }

  /** Plans another buzz of messages that are already there, for some of the people on a board (by key). */
  planAgain(id: BuzzId, channel: Channel, keys: readonly string[]): Answer<Plan> {
    const { records, clock, feishuFor } = this.#deps;
    const record = records.get(id);
    if (!record) return failed(problem('buzz-gone'));
    const elsewhere = this.#deps.elsewhere(record);
    if (elsewhere) return failed(elsewhere);
    const feishu = feishuFor(record);
    if (!feishu.ok) return feishu;
    return ok(this.#book(againOf(record, channel, keys, clock.now()), id, null));
  }

  /** Confirms a plan, once; a second confirmation answers with the board of the first, and says so. */
  confirm(confirmation: Confirmation): Promise<Answer<ConfirmedBoard>> {
    const undoMs = confirmation.by === 'person' ? this.#deps.undoMs() : 0;
    return this.inTurn(() => this.#confirm(confirmation, undoMs));
  }

  /** Does this work when all confirmations before it are through. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  /** The counts and ceilings of a plan or a rung, and what is known of its channels. Every workspace has its own counts: its company pays for them. */
  limits(workspaceId: WorkspaceId): {
    now: number;
    ceilings: Ceilings;
    usage: PaidUsage;
    facts: ChannelFacts;
    asking: Asking;
    relayHindrance: (paid: boolean) => Problem | null;
  } {
    const { ledger, records, steps, scopes, clock, zone } = this.#deps;
    const now = clock.now();
    const ceilings = this.#deps.ceilings(workspaceId);
    const made = ledger.paidCalls(usageSince(now));
    const reserved = steps.all().flatMap(({ id, steps: running }) => {
      const record = records.get(id);
      return record ? running.flatMap((step) => reservedOf(record, step, now)) : [];
    });
    const calls = [...made, ...reserved].filter((call) => call.workspaceId === workspaceId);
    const facts = { scopes: scopes.of(workspaceId), usedUp: ledger.usedUp(workspaceId, usageSince(now)) };
    const { asking } = this.#deps.answering(workspaceId);
    const usage = usageOf(calls, ceilings, { now, zone: () => zone(workspaceId) });
    const relayHindrance = (paid: boolean) => this.#deps.relay.hindrance(workspaceId, paid);
    return { now, ceilings, usage, facts, asking, relayHindrance };
  }

  /** This buzz was stopped, taken back or deleted: an equal draft is a new wish from now on. */
  forget(id: BuzzId): void {
    this.#plans.forget(id);
  }

  #board(id: BuzzId, repeated: boolean): Answer<ConfirmedBoard> {
    const board = this.#deps.records.board(id);
    return board.ok ? ok({ ...board.value, repeated }) : board;
  }

  #book(resolved: ResolvedDraft, again: BuzzId | null, ladder: Ladder | null): Plan {
    const limits = this.limits(resolved.draft.workspaceId);
    const { bubbles } = this.#deps.answering(resolved.draft.workspaceId);
    const plan = planOf({
      ...limits,
      bubbles,
      id: PlanId.parse(`plan_${this.#deps.newId()}`),
      resolved,
      again,
      ladder,
    });
    this.#plans.add({ plan, resolved, ladder });
    return plan;
  }

  async #confirm({ planId, gesture, by, id: wished }: Confirmation, undoMs: number): Promise<Answer<ConfirmedBoard>> {
    const { records, clock, newId, steps, onOpened, nightHours, zone } = this.#deps;
    const now = clock.now();
    if (wished && records.get(wished)) return this.#board(wished, true);
    const taken = this.#plans.take(planId, now);
    if (!taken.ok) return taken;
    if (typeof taken.value === 'string') return this.#board(taken.value, true);
    const { plan, resolved, ladder } = taken.value;
    const people = plan.people.filter(({ preflight }) => preflight === null).length;
    const rungs = ladder ? rungsOf(ladder, { sent: plan.channel, people }) : [];
    if ((isPaid(plan.channel) || isPaidLadder(ladder)) && gesture === 'plain')
      return failed(problem('paid-gesture-needed'));
    const { channel, workspaceId } = plan;
    const hours = nightHours(workspaceId);
    const consent = { hours, zone: () => zone(workspaceId), gesture, channel, rungs, now };
    const night = by === 'person' && nightConsent(consent);
    if (night) return failed(night);
    if (plan.again !== null) return this.#confirmAgain(taken.value, plan.again, undoMs);

    const { bubbles, tellOthers, answerLine } = this.#deps.answering(plan.workspaceId);
    const limits = this.limits(plan.workspaceId);
    const today = planOf({ ...limits, bubbles, id: plan.id, resolved, again: null, ladder });
    if (today.problem && !(by === 'unattended' && reachesNobody(today))) return failed(today.problem);
    const id = wished ?? BuzzId.parse(`bz_${newId()}`);
    const about = { ladder, undoMs, tellOthers, answerLine };
    const record = await records.open(confirmedOf({ ...about, id, plan: today, resolved, newId, at: now }));
    if ('advice' in record) return failed(record);
    this.#plans.use(taken.value, id, now);
    steps.start(record, 0, plan.channel);
    onOpened(record);
    return this.#board(id, false);
  }

  async #confirmAgain(booked: BookedPlan, id: BuzzId, undoMs: number): Promise<Answer<ConfirmedBoard>> {
    const { records, clock, steps, onAgain } = this.#deps;
    const { plan } = booked;
    const record = records.get(id);
    if (!record) return failed(problem('buzz-gone'));
    const elsewhere = this.#deps.elsewhere(record);
    if (elsewhere) return failed(elsewhere);
    // Since it was planned, people may have been called again, or the message recalled.
    const now = clock.now();
    const keys = plan.people.map((person) => person.key);
    const resolved = againOf(record, plan.channel, keys, now);
    const today = planOf({
      ...this.limits(plan.workspaceId),
      bubbles: [],
      id: plan.id,
      resolved,
      again: id,
      ladder: null,
    });
    if (today.problem) return failed(today.problem);

    const people = today.people.filter((person) => person.preflight === null).map((person) => person.key);
    const step = record.stepAt.length;
    const release = records.hold(id);
    const begun = steps.begin(id, step, plan.channel);
    const unstored = await records.announce(record, {
      kind: 'again',
      at: now,
      step,
      channel: plan.channel,
      people,
      undoUntil: undoUntil(plan.channel, now, undoMs),
    });
    if (unstored) begun.end();
    else {
      this.#plans.use(booked, id, now);
      if (begun.running.stop.signal.aborted) {
        // A stop that came meanwhile stands after this step in the ledger, and so it does in memory.
        record.stopped = true;
        this.forget(id);
      }
      steps.carryOut(record, begun);
      onAgain(id);
    }
    release();
    return unstored ? failed(unstored) : this.#board(id, false);
  }
}
