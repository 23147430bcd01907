import { type Answer, type Problem, problem } from '../../../contract/advice/problem';
import type { BuzzId, ChatId, WorkspaceId } from '../../../contract/model/ids';
import { feishuCode } from '../../feishu/codes';
import type { Failure } from '../../feishu/failure';
import type { Feishu } from '../../feishu/feishu';
import { type Clock, dayMs } from '../../ports/clock';
import type { BuzzRecord } from '../record/buzz-record';
import { isElsewhere } from '../record/climbers';
import type { LaterEntry, NewEntry } from '../record/entry';
import type { Records } from '../record/records';
import { hasReminders } from '../reminders/reminder-record';
import { ledgerGuard } from '../send/ledger-guard';
import { type NextReminders, nextReminders, type ReminderCall, remindHindrance } from './next-reminders';

/** First wait before another attempt; it doubles, up to the longest of a call that sets and of one that takes back (ms). */
const firstMs = 1_000;
const longestMs = { on: 30_000, off: 5 * 60_000 } as const;
/** Time after which what cannot be taken back is given up (ms). Feishu may end it by itself; no one knows. */
const giveUpMs = dayMs;

export interface RemindersDeps {
  records: Records;
  clock: Clock;
  /** A fresh id: letters and digits, unguessable. */
  newId: () => string;
  /** Feishu for a buzz, whose calls are held back while it is out of reach. */
  feishuOver: (record: BuzzRecord) => Answer<Feishu>;
  /** The reason for which nothing may leave for a buzz from here; null: it may. */
  elsewhere: (record: BuzzRecord) => Problem | null;
}

/** The work for the reminders of one buzz, for as long as there is any at this moment. */
interface Work {
  /** Something happened to the buzz while it was being worked for. */
  again: boolean;
  /** Aborted when there is something to decide anew during a wait. */
  wake: AbortController;
  /** The end of the wait (ms since the epoch); 0: it is being worked. */
  until: number;
  /** Ends a call that sets reminders, if it has not left and is not wanted any more. */
  calling: { call: ReminderCall; stop: AbortController } | null;
  failures: number;
  failingSince: number | null;
  /** Times before which no call that sets, or takes back, is made again (ms since the epoch). */
  notBefore: { on: number; off: number };
  /** Its messages are in a direct chat, which goes by another call (feishu-api 12.1). */
  pinsDirect: boolean;
}

/**
 * Instant reminders (即时提醒, feishu-api 12.1) of the buzzes whose ladder has such a rung: set, and taken back as soon as their
 * person is not waited for any more or the ladder ends, also after a crash. Decided anew with every entry of a buzz; calls of
 * a workspace go one after another, as buzzes may pin the same chat.
 */
export class Reminders {
  readonly #deps: RemindersDeps;
  readonly #work = new Map<BuzzId, Work>();
  /** The buzzes with reminders that are not over. */
  readonly #open = new Map<BuzzId, BuzzRecord>();
  readonly #turns = new Map<WorkspaceId, Promise<unknown>>();

  constructor(deps: RemindersDeps) {
    this.#deps = deps;
  }

  /** Number of buzzes with reminders that are still to be set or taken back. */
  get buzzes(): number {
    return this.#open.size;
  }

  /** Time of the next call (ms since the epoch), long past while one is under way; null: none until something happens. */
  get nextAt(): number | null {
    let next: number | null = null;
    for (const { until } of this.#work.values()) next = Math.min(next ?? until, until);
    return next;
  }

  /** Decides anew about the reminders of a buzz: an entry was applied to it. Costs nothing for one that has none. */
  look(record: BuzzRecord): void {
    const { id } = record.confirmed;
    if (!hasReminders(record.reminders) || isElsewhere(record)) {
      this.#open.delete(id);
      this.#work.get(id)?.wake.abort();
      return;
    }
    this.#open.set(id, record);
    const work = this.#work.get(id);
    if (!work) {
      void this.#carryOn(record);
      return;
    }
    work.again = true;
    work.wake.abort();
    const { calling } = work;
    if (calling && remindHindrance(record, calling.call, this.#deps.clock.now())) calling.stop.abort();
  }

  /** Goes on after a start: a call without an answer may have been carried out, and is made again. */
  async resume(record: BuzzRecord): Promise<void> {
    const release = this.#deps.records.hold(record.confirmed.id);
    await this.#settle(record);
    this.look(record);
    release();
  }

  /** After a start with a copied ledger: leaves all reminders of a buzz to the original, and makes no call. */
  async leaveToOriginal(record: BuzzRecord): Promise<void> {
    const people = [...record.reminders.of].flatMap(([key, { state }]) => (state === 'over' ? [] : [key]));
    if (people.length === 0) return;
    const at = this.#deps.clock.now();
    await this.#report(record, { kind: 'reminder-over', at, people, problem: null, left: true });
    await this.#settle(record);
  }

  /** Writes down that calls which were cut off got no answer. */
  async #settle(record: BuzzRecord): Promise<void> {
    const at = this.#deps.clock.now();
    const about = { at, problem: problem('lost-answer'), over: false, lost: true } as const;
    for (const call of [...record.reminders.open.keys()]) {
      await this.#report(record, { kind: 'reminder-failed', call, ...about });
    }
  }

  async #carryOn(record: BuzzRecord): Promise<void> {
    const { records, clock } = this.#deps;
    const { id } = record.confirmed;
    const work: Work = {
      ...{ again: false, wake: new AbortController(), until: 0, calling: null },
      ...{ failures: 0, failingSince: null, notBefore: { on: 0, off: 0 }, pinsDirect: false },
    };
    this.#work.set(id, work);
    const release = records.hold(id);
    try {
      for (;;) {
        work.again = false;
        work.wake = new AbortController();
        const until = await this.#inTurn(record.confirmed.workspaceId, () => this.#step(record, work));
        if (work.again) continue;
        if (until === null) return;
        work.until = until;
        await clock.sleep(Math.max(0, until - clock.now()), work.wake.signal).catch(() => undefined);
        work.until = 0;
      }
    } finally {
      this.#work.delete(id);
      release();
    }
  }

  #inTurn<T>(workspaceId: WorkspaceId, work: () => Promise<T>): Promise<T> {
    const done = (this.#turns.get(workspaceId) ?? Promise.resolve()).then(work);
    this.#turns.set(
      workspaceId,
      done.catch(() => undefined),
    );
    return done;
  }

  /** Tells whether another buzz of the workspace has the chat of this person pinned, and will take that back itself. */
  #isKept(record: BuzzRecord, key: string, chatId: ChatId | null): boolean {
    const { id, workspaceId } = record.confirmed;
    return [...this.#open.values()].some((other) => {
      if (other.confirmed.id === id || other.confirmed.workspaceId !== workspaceId) return false;
      const reminder = other.reminders.of.get(key);
      return other.ladder?.ended === false && reminder?.state === 'set' && reminder.chatId === chatId;
    });
  }

  #next(record: BuzzRecord, work: Work): NextReminders {
    const isKept = (key: string, chatId: ChatId | null) => this.#isKept(record, key, chatId);
    return nextReminders(record, this.#deps.clock.now(), isKept, work.pinsDirect);
  }

  /** Does what is due; answers with the time to go on (ms since the epoch), null: there is nothing to do until something happens. */
  async #step(record: BuzzRecord, work: Work): Promise<number | null> {
    const { clock, elsewhere } = this.#deps;
    if (elsewhere(record)) return null;
    for (const entry of this.#next(record, work).entries) await this.#report(record, entry);
    for (const call of this.#next(record, work).calls) {
      if (notBefore(work, call) <= clock.now()) await this.#make(record, call, work);
    }
    const { calls, entries } = this.#next(record, work);
    if (calls.length + entries.length === 0) return null;
    return Math.max(clock.now(), Math.min(...calls.map((call) => notBefore(work, call))));
  }

  async #make(record: BuzzRecord, call: ReminderCall, work: Work): Promise<void> {
    const { clock, newId, records, elsewhere } = this.#deps;
    const { on, chatId, idType, people } = call;
    const feishu = this.#deps.feishuOver(record);
    if (!feishu.ok) return this.#without(record, call, feishu.problem, work);
    const id = newId();
    const stop = new AbortController();
    const hindrance = () => elsewhere(record) ?? (on ? remindHindrance(record, call, clock.now()) : null);
    const announce = (entry: NewEntry) => records.announce(record, { ...entry, at: clock.now() });
    const keys = people.map(({ key }) => key);
    const announcement = { kind: 'reminder-calling', call: id, on, people: keys, chatId } as const;
    const guard = ledgerGuard({ stop: stop.signal, announce }, announcement, hindrance);
    work.calling = on ? { call, stop } : null;
    const result = await feishu.value.remind({ chatId, idType, ids: people.map((person) => person.id), on }, guard);
    work.calling = null;
    if (!result.ok) {
      const reason = guard.withheld ?? hindrance();
      return this.#failed(record, call, result.failure, work, { id: guard.announced ? id : null, withheld: reason });
    }
    Object.assign(work, { failures: 0, failingSince: null });
    const failed = result.value.failed.flatMap(({ id: bad, problem: why }) =>
      people.flatMap((person) => (person.id === bad ? [{ key: person.key, problem: why }] : [])),
    );
    await this.#report(record, { kind: 'reminder-called', at: clock.now(), call: id, failed });
  }

  /** There is no way to Feishu for this workspace now: its secret is missing, or it is gone. */
  async #without(record: BuzzRecord, call: ReminderCall, reason: Problem, work: Work): Promise<void> {
    // A restarted practice server has nothing pinned.
    const gone = reason.advice === 'practice-restarted';
    if (gone || call.on || this.#isTired(work)) return this.#giveUp(record, call, gone ? null : reason, gone);
    this.#putOff(work, call, null);
  }

  /** @param about.id the call as the ledger knows it; null: it was not announced, so it has not left */
  async #failed(
    record: BuzzRecord,
    call: ReminderCall,
    failure: Failure,
    work: Work,
    about: { id: string | null; withheld: Problem | null },
  ): Promise<void> {
    const { clock } = this.#deps;
    const { id, withheld } = about;
    // It left before what keeps it back now.
    const lost = failure.stage === 'lost' || failure.stage === 'faulty';
    const takesOther = call.chatId !== null && failure.problem.code === feishuCode.parameterInvalid;
    const direct = call.on && takesOther && call.people.length === 1 && !work.pinsDirect;
    if (direct) work.pinsDirect = true;
    else this.#putOff(work, call, failure.retryAfterMs);
    const over = (withheld === null && !failure.passing && !direct) || (!call.on && this.#isTired(work));
    const reason = withheld ?? failure.problem;
    if (id === null) return over ? this.#giveUp(record, call, reason, false) : undefined;
    await this.#report(record, { kind: 'reminder-failed', at: clock.now(), call: id, problem: reason, over, lost });
  }

  /** Ends the reminders of a call without making it. `left`: they need not be taken back by this program. */
  #giveUp(record: BuzzRecord, { people }: ReminderCall, reason: Problem | null, left: boolean): Promise<void> {
    const keys = people.map(({ key }) => key);
    return this.#report(record, {
      ...{ kind: 'reminder-over', at: this.#deps.clock.now() },
      ...{ people: keys, problem: reason, left },
    });
  }

  #isTired({ failingSince }: Work): boolean {
    const now = this.#deps.clock.now();
    return now - (failingSince ?? now) > giveUpMs;
  }

  #putOff(work: Work, { on }: ReminderCall, askedMs: number | null): void {
    const now = this.#deps.clock.now();
    const way = on ? 'on' : 'off';
    work.failures += 1;
    work.failingSince ??= now;
    const own = Math.min(firstMs * 2 ** Math.min(work.failures, 16), longestMs[way]);
    work.notBefore[way] = now + Math.max(own, askedMs ?? 0);
  }

  #report(record: BuzzRecord, entry: LaterEntry): Promise<void> {
    return this.#deps.records.report(record, entry);
  }
}

const notBefore = ({ notBefore: { on, off } }: Work, call: ReminderCall): number => (call.on ? on : off);
