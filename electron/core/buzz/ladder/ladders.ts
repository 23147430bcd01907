import { type Answer, failed, ok, type Problem, problem } from '../../../contract/advice/problem';
import type { Channel, Gesture } from '../../../contract/model/channel';
import type { BuzzId, WorkspaceId } from '../../../contract/model/ids';
import type { Climbs } from '../../../contract/model/ladder';
import { isPaid } from '../../../contract/rules/consent';
import type { Rung } from '../../../contract/rules/rungs';
import type { BuzzRecord } from '../record/buzz-record';
import { climbersOf, endedOutside, isElsewhere, isFresh } from '../record/climbers';
import { askedFor, currentRung, heldRung } from '../record/ladder-record';
import { Alarm } from './alarm';
import { climbRung, othersUnsure } from './climb-rung';
import type { LadderDeps } from './ladder-deps';
import { heldNews, leftNews, missedNews } from './ladder-news';
import { type Next, nextOf } from './next-of';
import { nightConsent } from './night-consent';
import { afterSetBack } from './set-back-clock';

/** Wait before a ladder tries again what it could not do: no answer, a full disk (ms). */
const againMs = 30_000;
/** Shortest time between two questions who has read (ms). */
const askEveryMs = 10_000;

/** A ladder that climbs by itself here, or waits for a decision. */
export interface RunningLadder {
  id: BuzzId;
  workspaceId: WorkspaceId;
  title: string;
  /** Where it was meant to climb. */
  climbs: Climbs;
  /** It holds a paid rung. */
  paid: boolean;
}

/** All that is kept of a ladder between its rungs. */
interface Armed extends RunningLadder {
  /** Time of the next look at it (ms since the epoch). */
  nextAt: number;
  askAfter: number;
  busy: boolean;
  /** Settled once the last look at it is over. */
  working: Promise<void>;
  /** Something happened to it while it was being looked at. */
  lookAgain: boolean;
}

/**
 * The ladders that are armed. Between two rungs each is a few numbers; one timer serves them all. `nextOf` decides every
 * time anew from the record, so a restart, a sleep or a changed clock needs no state of its own.
 */
export class Ladders {
  readonly #deps: LadderDeps;
  readonly #armed = new Map<BuzzId, Armed>();
  readonly #alarm: Alarm;

  constructor(deps: LadderDeps) {
    this.#deps = deps;
    this.#alarm = new Alarm(deps.clock, {
      nextAt: () => this.#nextAt(),
      ring: () => this.#ring(),
      setBack: (by) => this.#setBack(by),
    });
  }

  /** The ladders that climb by themselves or wait for a decision: for the tray, and for the question before quitting. */
  running(): readonly RunningLadder[] {
    return [...this.#armed.values()].map(({ id, workspaceId, title, climbs, paid }) => ({
      ...{ id, workspaceId, title, climbs, paid },
    }));
  }

  /** Time of the next look at a ladder (ms since the epoch), long past while one is being looked at; null: none is armed. */
  get nextAt(): number | null {
    let next: number | null = null;
    for (const { nextAt, busy } of this.#armed.values()) next = Math.min(next ?? nextAt, busy ? 0 : nextAt);
    return next;
  }

  /** Lets this ladder climb by itself from now on. */
  arm(record: BuzzRecord): void {
    const { id, workspaceId, title } = record.confirmed;
    if (!record.ladder || record.ladder.ended || isElsewhere(record)) return;
    const { policy, schedule } = record.ladder;
    const running = {
      id,
      workspaceId,
      title,
      climbs: policy.climbs,
      paid: schedule.some(({ channel }) => isPaid(channel)),
    };
    const working = Promise.resolve();
    this.#armed.set(id, { ...running, nextAt: 0, askAfter: 0, busy: false, working, lookAgain: false });
    this.#alarm.changed();
  }

  /** Lets this ladder climb by itself no more, until it is armed again. Resolves when nothing is being decided about it. */
  async suspend(id: BuzzId): Promise<void> {
    const armed = this.#armed.get(id);
    this.#armed.delete(id);
    await armed?.working.catch(() => undefined);
  }

  /** Lets it climb by itself no more, at once: it is another program's from now on. */
  drop(id: BuzzId): void {
    this.#armed.delete(id);
  }

  /** Goes on, after a start, with a ladder from the ledger. Rungs whose time has passed are missed, and told. */
  async resume(id: BuzzId): Promise<void> {
    const record = this.#deps.records.get(id);
    if (!record || isElsewhere(record)) return;
    const release = this.#deps.records.hold(id);
    // Practice messages do not outlive the program; the answer says so.
    if (record.confirmed.practice) await this.#deps.askAtTime(record);
    const missed = afterSetBack(record, this.#deps.clock.now());
    for (const entry of missed) await this.#deps.records.report(record, entry);
    this.#tellMissed(
      record,
      missed.flatMap((entry) => (entry.kind === 'rung' ? [entry.rung] : [])),
    );
    if (record.ladder?.ended) await this.#end(record);
    else if (record.ladder) this.arm(record);
    release();
  }

  /** Decides anew about this ladder: a call of its buzz was answered, a person has read, it was stopped. */
  look(id: BuzzId): void {
    const armed = this.#armed.get(id);
    if (!armed) return;
    armed.nextAt = 0;
    armed.lookAgain = true;
    this.#alarm.changed();
  }

  /** Decides anew about the ladders of a workspace: its events come from now on, or come no more. */
  heardAnew(workspaceId: WorkspaceId): void {
    for (const id of this.#armed.keys())
      if (this.#deps.records.get(id)?.confirmed.workspaceId === workspaceId) this.look(id);
  }

  /** Decides anew what is due: the computer woke up, or its clock may have changed. */
  wake(): void {
    this.#alarm.changed();
  }

  /** Goes on with a held rung, once, although Feishu cannot say who has read. */
  async goOn(id: BuzzId, gesture: Gesture): Promise<Answer<void>> {
    const record = this.#deps.records.get(id);
    if (!record) return failed(problem('buzz-gone'));
    const elsewhere = this.#deps.elsewhere(record);
    if (elsewhere) return failed(elsewhere);
    const { ladder } = record;
    if (!ladder || !heldRung(ladder)) return failed(problem('ladder-not-held'));
    const rung = currentRung(ladder);
    const channel = ladder.schedule[rung]?.channel;
    if (channel && isPaid(channel) && gesture === 'plain') return failed(problem('paid-gesture-needed'));
    const now = this.#deps.clock.now();
    const { nightHours, zone } = this.#deps;
    const { workspaceId } = record.confirmed;
    const ofPlace = { hours: nightHours(workspaceId), zone: () => zone(workspaceId) };
    const night = channel && nightConsent({ ...ofPlace, gesture, channel, rungs: [], now });
    if (night) return failed(night);
    const release = this.#deps.records.hold(id);
    const unstored = await climbRung(this.#deps, record, rung, { people: new Set(), problem: null });
    release();
    this.look(id);
    return unstored ? failed(unstored) : ok(undefined);
  }

  #nextAt(): number | null {
    let next: number | null = null;
    for (const { nextAt, busy } of this.#armed.values()) if (!busy && (next === null || nextAt < next)) next = nextAt;
    return next ?? (this.#armed.size > 0 ? Number.POSITIVE_INFINITY : null);
  }

  #ring(): void {
    const now = this.#deps.clock.now();
    for (const armed of this.#armed.values())
      if (!armed.busy && armed.nextAt <= now) armed.working = this.#carryOn(armed);
  }

  async #setBack(by: number): Promise<void> {
    for (const { id } of [...this.#armed.values()]) {
      const record = this.#deps.records.get(id);
      if (!record) continue;
      const release = this.#deps.records.hold(id);
      await this.#deps.records.report(record, { kind: 'clock-set', at: this.#deps.clock.now(), by });
      release();
    }
    for (const armed of this.#armed.values()) {
      armed.nextAt = 0;
      armed.askAfter = 0;
    }
  }

  /** Does what is due, until there is something to wait for. */
  async #carryOn(armed: Armed): Promise<void> {
    const { records, clock } = this.#deps;
    const { id } = armed;
    armed.busy = true;
    // If anything goes wrong below, it is not tried again at once.
    armed.nextAt = clock.now() + againMs;
    const release = records.hold(id);
    try {
      const missed: number[] = [];
      for (;;) {
        armed.lookAgain = false;
        const record = records.get(id);
        if (!record) this.#armed.delete(id);
        if (!record || !this.#isArmed(armed)) return;
        const next = nextOf(record, clock.now(), armed.askAfter, this.#deps.toldOf(record));
        if (next.do === 'pass' && next.state === 'missed') missed.push(next.rung);
        else this.#tellMissed(record, missed.splice(0));
        const until = await this.#take(record, armed, next);
        if (until === 'ended') return;
        if (until === null || (armed.lookAgain && until > clock.now())) continue;
        armed.nextAt = until;
        return;
      }
    } finally {
      release();
      armed.busy = false;
      this.#alarm.changed();
    }
  }

  /** Takes one step; answers with the time to go on (ms since the epoch), null: at once. */
  async #take(record: BuzzRecord, armed: Armed, next: Next): Promise<number | null | 'ended'> {
    const { records, clock } = this.#deps;
    switch (next.do) {
      case 'end':
        await this.#end(record);
        return 'ended';
      case 'wait':
        return next.until;
      case 'ask':
        armed.askAfter = clock.now() + askEveryMs;
        await this.#deps.askAtTime(record);
        return null;
      case 'pass': {
        const { rung, channel, state, problem: reason } = next;
        const entry = { kind: 'rung', at: clock.now(), rung, channel, state, problem: reason } as const;
        await records.report(record, { ...entry, step: null, people: [], passed: [] });
        return null;
      }
      case 'move':
        await records.report(record, { kind: 'turn-over', at: clock.now(), by: next.by });
        return null;
      case 'hold':
        await this.#hold(record, next.rung, next.channel, problem('database-restored'));
        return null;
      case 'climb':
        return this.#climb(record, armed, next.rung);
    }
  }

  async #climb(record: BuzzRecord, armed: Armed, rung: number): Promise<number | null> {
    const { clock } = this.#deps;
    const planned = record.ladder?.schedule[rung];
    if (!planned) return null;
    const { channel } = planned;
    const lacking = planned.reminder ? await this.#deps.remindHindrance(record.confirmed.workspaceId) : null;
    if (lacking) {
      const entry = { kind: 'rung', at: clock.now(), rung, channel, state: 'skipped' } as const;
      await this.#deps.records.report(record, { ...entry, step: null, people: [], passed: [], problem: lacking });
      return null;
    }
    const asked = await this.#deps.ask(record, askedFor(planned));
    // Asking takes time: the buzz may have been stopped meanwhile, or the rung's time may have passed.
    const still = nextOf(record, clock.now(), armed.askAfter, this.#deps.toldOf(record));
    if (still.do !== 'climb' || still.rung !== rung || !record.ladder || !this.#isArmed(armed)) return null;
    const holds = isPaid(channel) && record.ladder.policy.withoutReceipts === 'hold-paid';
    if (holds && isUnsure(record, planned, asked.unanswered)) {
      armed.askAfter = clock.now() + againMs;
      await this.#hold(record, rung, channel, asked.problem);
      return null;
    }
    const people = holds ? asked.unanswered : new Set<string>();
    const unstored = await climbRung(this.#deps, record, rung, { people, problem: asked.problem });
    return unstored ? clock.now() + againMs : null;
  }

  /** Tells whether it still climbs by itself: not suspended, nor armed anew, since. */
  #isArmed(armed: Armed): boolean {
    return this.#armed.get(armed.id) === armed;
  }

  async #hold(record: BuzzRecord, rung: number, channel: Channel, reason: Problem | null): Promise<void> {
    const planned = record.ladder?.schedule[rung];
    if (!record.ladder || !planned || heldRung(record.ladder)) return;
    const entry = { kind: 'rung', at: this.#deps.clock.now(), rung, channel, state: 'held', step: null } as const;
    await this.#deps.records.report(record, { ...entry, people: [], passed: [], problem: reason });
    for (const news of heldNews(record)) this.#deps.onNews(news);
  }

  async #end(record: BuzzRecord): Promise<void> {
    const { id, title } = record.confirmed;
    const { ladder } = record;
    this.#armed.delete(id);
    const isOver = !ladder || ladder.ended || ladder.schedule[currentRung(ladder)] === undefined;
    const reason = isOver ? null : endedOutside(record);
    await this.#deps.records.report(record, { kind: 'ladder-ended', at: this.#deps.clock.now(), problem: reason });
    if (reason) this.#deps.onNews({ kind: 'ended-outside', id, title, problem: reason });
    for (const news of isOver ? [] : leftNews(record)) this.#deps.onNews(news);
  }

  #tellMissed(record: BuzzRecord, rungs: readonly number[]): void {
    for (const news of missedNews(record, rungs)) this.#deps.onNews(news);
  }
}

/**
 * Tells whether Feishu could say of no one who decides about this rung whether they are done: of the people it calls, or, if these
 * have heard nothing yet, of those who were called before them.
 */
const isUnsure = (record: BuzzRecord, rung: Rung, unanswered: ReadonlySet<string>): boolean => {
  const climbers = climbersOf(record, rung);
  return climbers.every(isFresh)
    ? othersUnsure(record, climbers, unanswered)
    : climbers.every(({ key }) => unanswered.has(key));
};
