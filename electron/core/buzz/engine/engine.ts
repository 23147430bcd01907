import { type Answer, failed, ok, type Problem, problem } from '../../../contract/advice/problem';
import type { ActivityRow, Board, ConfirmedBoard } from '../../../contract/model/board';
import type { Channel, Gesture } from '../../../contract/model/channel';
import type { Draft } from '../../../contract/model/draft';
import type { Figures } from '../../../contract/model/figures';
import type { Group } from '../../../contract/model/group';
import type { BuzzId, PlanId, WorkspaceId } from '../../../contract/model/ids';
import type { NotePlan } from '../../../contract/model/note';
import type { Plan } from '../../../contract/model/plan';
import type { Heard } from '../../feishu/heard';
import { hearEvents } from '../answers/hear';
import { type HeardText, isAnswer } from '../answers/texts';
import type { RunningLadder } from '../ladder/ladders';
import { repeatOf } from '../plan/repeat-of';
import { deaf, type Hearing } from '../receipts/hearing';
import type { BuzzRecord } from '../record/buzz-record';
import { isElsewhere } from '../record/climbers';
import type { Entry } from '../record/entry';
import type { ActivityQuery } from '../record/ledger';
import { usageSince } from '../record/paid-usage';
import { doubtPaid } from '../record/settle';
import type { Adoption } from './adoptions';
import { assemble, type EngineDeps, type EngineParts } from './assemble';
import type { Caller, Confirmation } from './confirmations';
import { diagnosticsOf } from './diagnostics-of';
import { figuresOf } from './figures-of';
import { forgetOlder } from './forget-older';
import type { Elsewhere } from './hand-overs';
import type { NoteWish } from './notes';
import { recallMessages } from './recall-messages';

/** The purpose of the app: drafts become plans, confirmed plans become buzzes, and every person gets an outcome. */
export class Engine {
  readonly #deps: EngineDeps;
  readonly #parts: EngineParts;
  #hearing: Hearing = deaf;
  /** Settled once what was cut off goes on: until then no ladder changes hands. */
  #resumed: Promise<unknown> = Promise.resolve();
  /** Time since which the events of a workspace were last known to come here (ms since the epoch). */
  readonly #heardSince = new Map<WorkspaceId, number | null>();

  constructor(deps: EngineDeps) {
    this.#deps = deps;
    this.#parts = assemble(deps, () => this.#hearing);
  }

  /** Plans a draft. Looks people and members up, sends nothing. `caller`: who asks, where that is not one person. */
  plan(draft: Draft, caller?: Caller): Promise<Plan> {
    return this.#parts.confirmations.plan(draft, caller);
  }

  /** Plans another buzz of messages that are already there, for some of the people on a board (by key). */
  planAgain(id: BuzzId, channel: Channel, keys: readonly string[]): Answer<Plan> {
    return this.#parts.confirmations.planAgain(id, channel, keys);
  }

  /**
   * Confirms a plan, once. The ledger knows of it before this answers; a paid plan needs the paid gesture, and its
   * limits are counted again. A second confirmation, also of an equal draft within ten seconds, answers with the board of
   * the first and says so.
   *
   * @param by whether a person looks at the board; `unattended`, paid calls wait for no change of mind, and a plan that
   *   reaches no person becomes a buzz with each person's reason instead of being refused
   * @param id the id that the buzz is to have; a buzz that has it already is the answer
   */
  confirm(
    planId: PlanId,
    gesture: Gesture,
    by: Confirmation['by'] = 'person',
    id?: BuzzId,
  ): Promise<Answer<ConfirmedBoard>> {
    return this.#parts.confirmations.confirm({ planId, gesture, by, ...(id ? { id } : {}) });
  }

  /** Plans a free message after a buzz, which buzzes no person. */
  planNote(id: BuzzId, wish: NoteWish): Answer<NotePlan> {
    return this.#parts.notes.plan(id, wish);
  }

  /** Confirms the plan of a note, once. The ledger knows of it before this answers. `note`: the id it is to have; one that is there already is not sent again. */
  confirmNote(planId: PlanId, note?: string): Promise<Answer<Board>> {
    return this.#parts.notes.confirm(planId, note);
  }

  /** Sends what did not arrive of a note once more. */
  repeatNote(id: BuzzId, note: string): Promise<Answer<Board>> {
    return this.#parts.notes.again(id, note);
  }

  board(id: BuzzId): Answer<Board> {
    return this.#parts.records.board(id);
  }

  list(page: ActivityQuery): readonly ActivityRow[] {
    return this.#deps.ledger.list(page);
  }

  /** This month's paid calls of a workspace against its ceilings; with `reading` how long its people took to read lately. */
  figures(workspaceId: WorkspaceId, reading: boolean): Figures {
    return figuresOf(this.#deps.ledger, workspaceId, { ...this.#parts.confirmations.limits(workspaceId), reading });
  }

  /** The draft that would make this buzz again; `groups` are those its workspace has now. */
  repeat(id: BuzzId, groups: (workspaceId: WorkspaceId) => readonly Group[]): Answer<Draft> {
    const confirmed = this.#parts.records.get(id)?.confirmed;
    return confirmed ? ok(repeatOf(confirmed, groups(confirmed.workspaceId))) : failed(problem('buzz-gone'));
  }

  /** Plain text for support: states, codes, log ids. No secret, no name, no message text. */
  diagnostics(id: BuzzId): Answer<string> {
    const record = this.#parts.records.get(id);
    return record ? ok(diagnosticsOf(record)) : failed(problem('buzz-gone'));
  }

  /** Lets nothing further leave and waits for what has left. Resolves when every person has an outcome. `by`: it was no person. */
  stop(id: BuzzId, by?: 'alarm'): Promise<Answer<Board>> {
    return this.#parts.steps.stop(id, by);
  }

  /** Takes back the paid calls that still wait; the message stays, and a ladder ends. */
  undo(id: BuzzId): Promise<Answer<Board>> {
    return this.#parts.steps.undo(id);
  }

  /** Stops the buzz and takes its messages back. A message Feishu will not take back says why. */
  recall(id: BuzzId): Promise<Answer<Board>> {
    return recallMessages(
      {
        records: this.#parts.records,
        clock: this.#deps.clock,
        feishuFor: this.#parts.feishuFor,
        stop: (buzz) => this.stop(buzz),
        onHalted: (buzz) => this.#parts.confirmations.forget(buzz),
      },
      id,
    );
  }

  /** Tries at once, instead of at its time, whether Feishu is back in reach. */
  tryNow(id: BuzzId): Answer<Board> {
    const record = this.#parts.records.get(id);
    if (record) this.#parts.steps.tryNow(record.confirmed.workspaceId);
    return this.board(id);
  }

  /** Goes on with a held ladder, once. A paid rung needs the paid gesture, at night the one that was asked for again. */
  async continueLadder(id: BuzzId, gesture: Gesture): Promise<Answer<Board>> {
    const gone = await this.#parts.ladders.goOn(id, gesture);
    return gone.ok ? this.board(id) : gone;
  }

  /** Decides anew what is due: the computer woke up, or its clock may have been set. */
  wake(): void {
    this.#parts.ladders.wake();
  }

  /** The ladders that climb by themselves or wait for a decision here. */
  get armed(): readonly RunningLadder[] {
    return this.#parts.ladders.running();
  }

  /** The ladders that are a relay's, or may be: nothing leaves for them from here. */
  get elsewhere(): readonly Elsewhere[] {
    return this.#parts.handOvers.all();
  }

  /**
   * Hands a ladder over: from now on it climbs here no more. Answers with all entries to send, the newest of which says so and is on
   * disk; asked again, as after a lost answer or a crash, with the same. Refused while a call of it is under way.
   */
  async handOver(id: BuzzId, relay: string): Promise<Answer<readonly Entry[]>> {
    await this.#resumed;
    return this.#parts.handOvers.begin(id, relay);
  }

  /** The relay has taken it. */
  handedOver(id: BuzzId): Promise<Answer<Board>> {
    return this.#parts.handOvers.done(id);
  }

  /**
   * The relay has refused it, so it climbs here again at once. Only for the answer to the first request: where an earlier one may
   * have arrived, a refusal says nothing (`hand-over-unsure`), and its release has to be asked for.
   */
  handOverRefused(id: BuzzId, reason: Problem): Promise<Answer<Board>> {
    return this.#parts.handOvers.refused(id, reason);
  }

  /** Takes over the relay's entries from this position on, as it wrote them. Twice is once; with a gap before them, none. */
  takeEntries(id: BuzzId, from: number, entries: readonly unknown[]): Promise<Answer<Board>> {
    return this.#parts.handOvers.takeOver(id, from, entries);
  }

  /**
   * Goes on here with a ladder that the relay has given back: on its word alone.
   *
   * @param hadIt false: it says that it never had it, and refuses it from now on. Else all its entries were taken over before
   */
  takenBack(id: BuzzId, hadIt: boolean): Promise<Answer<Board>> {
    return this.#parts.handOvers.takenBack(id, hadIt);
  }

  /** Says that the relay was heard, or not: the boards of what it has tell it. */
  relayChanged(): void {
    this.#parts.handOvers.tell();
  }

  /** In a relay: takes the ladder of another program, in one commit (`Adoptions.adopt`). */
  async adopt(adoption: Adoption): Promise<Answer<number>> {
    await this.#resumed;
    return this.#parts.adoptions.adopt(adoption);
  }

  /** In a relay: gives it back; answers with the number of its entries (`Adoptions.release`). Refused while a call of it is under way. */
  async release(id: BuzzId): Promise<Answer<number | null>> {
    await this.#resumed;
    return this.#parts.adoptions.release(id);
  }

  /**
   * Time at which a ladder or a reminder needs this engine again (ms since the epoch), long past while one does; null: none is
   * armed. Until then an engine with no buzz running may be put down: a reminder that stands needs no one.
   */
  get nextAt(): number | null {
    const all = [this.#parts.ladders.nextAt, this.#parts.reminders.nextAt].flatMap((at) => at ?? []);
    return all.length > 0 ? Math.min(...all) : null;
  }

  /** Asks once who has read; the board says when, and why not if it could not be asked. */
  askReceipts(id: BuzzId): Promise<Answer<Board>> {
    return this.#parts.receipts.ask(id);
  }

  /**
   * Takes what Feishu told by itself. It may come twice and in any order, and beside what is asked. Resolves when it is
   * written, so that it need not be heard again.
   */
  hear(events: readonly Heard[]): Promise<void> {
    const { ledger, clock } = this.#deps;
    const onChanged = (id: BuzzId) => this.#parts.ladders.look(id);
    return hearEvents({ records: this.#parts.records, ledger, clock, onChanged }, events);
  }

  /**
   * Relies from now on on what hears of the workspaces: while all events of one come here, its boards are asked about only when
   * they are opened, before each rung, and once after each gap.
   */
  relyOn(hearing: Hearing): void {
    this.#hearing = hearing;
  }

  /** Says that the events of a workspace may come from now on, or come no more: what was missed is asked for. */
  heardAnew(workspaceId: WorkspaceId): void {
    const since = this.#hearing.since(workspaceId);
    if (since === (this.#heardSince.get(workspaceId) ?? null)) return;
    this.#heardSince.set(workspaceId, since);
    this.#parts.receipts.heardAnew(workspaceId);
    this.#parts.ladders.heardAnew(workspaceId);
  }

  /** Tells whether a text that was heard is a person's answer to a buzz, and so has its place on a board. */
  isAnswer(text: HeardText): boolean {
    return isAnswer({ records: this.#parts.records, ledger: this.#deps.ledger }, text);
  }

  /** Says which boards can be seen, all of them: their receipts are asked for by themselves, sparingly. */
  watch(...ids: readonly BuzzId[]): void {
    this.#parts.receipts.watch(ids);
  }

  /**
   * After a start: settles what was cut off and goes on (electron/core/buzz/README.md#guarantees). In a copied ledger it
   * stops all that is unfinished instead, and answers with the number of such buzzes.
   */
  resume(): Promise<number> {
    const resumed = this.#resume();
    this.#resumed = resumed.catch(() => undefined);
    return resumed;
  }

  async #resume(): Promise<number> {
    const { ledger, onActivity } = this.#deps;
    // A step that a command has started meanwhile was not cut off.
    const unsettled = ledger.unsettled().filter((id) => !this.#parts.steps.has(id));
    const open = [...new Set([...ledger.armed(), ...ledger.reminding()])];
    if (ledger.isCopy) return this.#leaveToOriginal([...new Set([...unsettled, ...open])]);
    const recordsOf = (ids: readonly BuzzId[]) => ids.flatMap((id) => this.#parts.records.get(id) ?? []);
    for (const record of recordsOf([...open, ...unsettled])) {
      this.#parts.handOvers.look(record);
      await this.#parts.adoptions.resume(record);
    }
    const isHere = (record: BuzzRecord) => !isElsewhere(record);
    // Before the ladders, which may end: a call without an answer would be taken for one that is under way.
    for (const record of recordsOf(open).filter(isHere)) await this.#parts.reminders.resume(record);
    const cutOff = recordsOf(unsettled).filter(isHere);
    await Promise.all(cutOff.map((record) => this.#parts.steps.resume(record)));
    for (const id of ledger.armed()) await this.#parts.ladders.resume(id);
    for (const record of cutOff) this.#parts.notes.look(record);
    // The tray, and what keeps the computer awake, hear of the ladders even if nothing has happened to them.
    onActivity();
    return 0;
  }

  /**
   * Before `resume`, in a ledger that may have forgotten what was done since: SMS and calls under way are `unknown`, and those of
   * ladders wait for a person; the rest goes on. Answers with the number of such buzzes, null: not all of it is on disk.
   */
  async doubt(): Promise<number | null> {
    const { ledger, clock } = this.#deps;
    const ids = [...new Set([...ledger.unsettled(), ...ledger.armed()])];
    const records = ids.flatMap((id) => this.#parts.records.get(id) ?? []).filter((record) => !isElsewhere(record));
    for (const record of records) {
      const at = clock.now();
      for (const entry of [{ kind: 'restored', at } as const, ...doubtPaid(record, at)]) {
        if (await this.#parts.records.announce(record, entry)) return null;
      }
    }
    return records.length;
  }

  async #leaveToOriginal(unfinished: readonly BuzzId[]): Promise<number> {
    const { ledger, onActivity } = this.#deps;
    const records = unfinished.flatMap((id) => this.#parts.records.get(id) ?? []);
    for (const record of records) {
      await this.#parts.reminders.leaveToOriginal(record);
      await this.#parts.steps.leaveToOriginal(record);
    }
    // What a full disk did not take is stopped in memory alone, and has to be stopped again at the next start.
    if (records.every(({ confirmed }) => !ledger.armed().includes(confirmed.id))) ledger.adopt();
    onActivity();
    return records.length;
  }

  /** Number of buzzes with reminders that are to be set or to be taken back. */
  get reminding(): number {
    return this.#parts.reminders.buzzes;
  }

  /** Number of buzzes under way, for the tray. */
  get running(): number {
    return this.#parts.steps.buzzes;
  }

  /** Resolves when no buzz is under way. */
  idle(): Promise<void> {
    return this.#parts.steps.idle();
  }

  /**
   * Deletes what is settled and older than so many days, unless the clock seems to have leapt; what is under way or being
   * looked at stays for another day.
   */
  forget(days: number): void {
    const { ledger, clock } = this.#deps;
    this.#forgotten(forgetOlder(ledger, this.#parts.records, clock.now(), days));
  }

  /** Deletes every settled buzz, those of a clock that went wrong included. */
  forgetAll(): void {
    this.#forgotten(this.#parts.records.forget(Number.MAX_SAFE_INTEGER, usageSince(this.#deps.clock.now())));
  }

  /**
   * Puts the engine down while the process goes on, as its end would: nothing is announced any more, so nothing further
   * leaves. Resolves when all that has left is answered and written; people who were not called stay pending, for the
   * engine that resumes. Its clock must have ended before (`mortalClock`), or waits would end in outcomes.
   */
  abandon(): Promise<void> {
    return this.#parts.records.abandon();
  }

  /** Before the ledger is closed: writes down what it has refused so far, if it takes it now. */
  close(): void {
    this.#parts.records.writeRefused();
  }

  #forgotten(gone: readonly BuzzId[]): void {
    for (const id of gone) this.#parts.confirmations.forget(id);
    // Messages to the bot go by their own age.
    this.#deps.onForgotten();
    if (gone.length === 0) return;
    this.#deps.onActivity();
  }
}
